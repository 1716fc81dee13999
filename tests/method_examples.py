"""What the engine says about the examples of docs/method.md, by the words used there."""

from collections.abc import Iterator, Mapping
from statistics import variance

import numpy as np

from assessments.engine import agreement
from assessments.engine.constants import FLOOR, MOST_CARRIED
from assessments.engine.diagnosis import Diagnosis, diagnose
from assessments.engine.evidence import pieces
from assessments.engine.headline import coverage_of, pull
from assessments.engine.ripple import ripple
from assessments.engine.rollup import Node, roll_up
from assessments.findings import Agreement
from assessments.report.problem import CAUSE_STRENGTH, IMPORTANCE_WEIGHTS, SEVERITY_SHORTFALL
from ecosystem.graph import STRENGTHS, Link, expand
from tests.engine.organisation import organisation
from tests.method_document import Table, number

type Values = dict[str, float]


def graph(given: Table) -> tuple[list[str], Diagnosis]:
    """The organisation of a table: items, shortfalls and what drives them."""
    names = [row[0] for row in given.rows]
    links = []
    for name, driven in given.columns("Item", "Driven by"):
        for part in filter(None, driven.split(", ")):
            driver, strength = part.rsplit(" ", 1)
            links.append((names.index(driver), names.index(name), number(strength)))
    shortfall = [0.1] * len(names)
    if "Shortfall" in given.head:
        cells = (y for (y,) in given.columns("Shortfall"))
        shortfall = [np.nan if cell == "not rated" else number(cell) for cell in cells]
    if names[-1].endswith(" others"):
        shortfall += [shortfall[-1]] * (int(names.pop().split()[0]) - 1)
    more = {}
    if "Ticked" in given.head:
        more["outcome"] = [ticked == "yes" for (ticked,) in given.columns("Ticked")]
    return names, diagnose(organisation(shortfall, links, **more), draws=0)


def diagnosed(given: Table) -> Values:
    """Everything the engine says about a small organisation."""
    names, found = graph(given)
    values = dict(about_items(names, found))
    values |= dict(about_links(names, found))
    values |= {f"what ends at {b} of {a}": float(found.origins(i)[k])
               for i, a in enumerate(names) for k, b in enumerate(names)}  # fmt: skip
    said = pieces(found.network, found.case, found.weighed)
    values |= {"background": said.background, "slope": said.slope}
    values["weak answers"] = said.weak_answers
    values["share of weak answers"] = said.weak_answers / max(1, int(found.case.rated.sum()))
    values["coverage"] = coverage_of(found.case)
    return values


def about_items(names: list[str], found: Diagnosis) -> Iterator[tuple[str, float]]:
    said = pieces(found.network, found.case, found.weighed)
    carried = np.minimum(found.estimate, MOST_CARRIED)
    pulls = pull(found.network, found.case, found.weighed, found.network.strength)[:, 0]
    predicted = -np.log1p(-found.inherited)
    columns = {
        "shortfall of": found.estimate,
        "hazard of": -np.log1p(-carried),
        "predicted hazard of": predicted,
        "own hazard of": np.maximum(0, -np.log1p(-carried) - predicted),
        "inherited by": found.inherited,
        "own share of": found.weighed.own_share[:, 0],
        "excess of": said.excess,
        "echo of": said.echo,
        "carries of": said.carries,
        "logit of": found.weighed.logit[:, 0],
        "confidence of": found.weighed.confidence[:, 0],
        "kept by": found.keep,
        "leverage of": found.leverage,
        "pull of": pulls,
    }
    for words, numbers in columns.items():
        for name, one in zip(names, numbers, strict=False):
            yield f"{words} {name}", float(one)


def about_links(names: list[str], found: Diagnosis) -> Iterator[tuple[str, float]]:
    links = found.links
    carried = np.minimum(found.estimate, MOST_CARRIED)
    for k, (driver, dependent) in enumerate(zip(links.driver, links.dependent, strict=True)):
        upper, lower = names[driver], names[dependent]
        yield f"reach of {upper} on {lower}", -np.log1p(-links.strength[k] * carried[driver])
        yield f"share of {upper} in {lower}", float(links.share[k])
        yield f"handed by {lower} to {upper}", float(found.walk.hand[k, 0])


def eased(given: Table) -> Values:
    """The same, with the first item brought to a shortfall of 0.25."""
    names, found = graph(given)
    after = found.ease({0: 0.25})
    values = diagnosed(given) | {
        f"{n} afterwards": float(y) for n, y in zip(names, after, strict=True)
    }
    values["closed at A"] = 1 - 0.25 / found.estimate[0]
    return values


def claimed(given: Table) -> Values:
    """The same, with the headline's test against shuffled answers."""
    _, found = graph(given)
    headline = found.headline()
    values = diagnosed(given) | {"chance": headline.p_value}
    values["shuffles that pull as hard"] = round(headline.p_value * 401) - 1
    first, second = sorted((values["pull of H"], values["pull of K"]), reverse=True)
    return values | {"times the other candidate's": first / second}


def rolled(given: Table) -> Values:
    nodes, scores = [Node("pillar", None, 1.0, item=False)], {}
    groups = {parent for (parent,) in given.columns("Counts in")}
    for name, parent, importance, score in given.rows:
        weight = IMPORTANCE_WEIGHTS[importance] if parent == "pillar" else 1.0
        nodes.append(Node(name, parent, weight, item=name not in groups))
        if score not in ("", "not rated"):
            scores[name] = number(score)
    found = roll_up(nodes, scores)
    return {f"score of {slug}": one.mean for slug, one in found.items()} | {
        f"rated in {slug}": one.rated for slug, one in found.items()
    }


def pooled(given: Table) -> Values:
    scores = {group: [number(s) for s in answers.split(", ")] for group, answers in given.rows}
    sizes = {group: len(answers) for group, answers in scores.items()}
    pools = agreement.pools(sizes, FLOOR)
    medians = agreement.pool_medians(scores, pools)
    together = [score for answers in scores.values() for score in answers]
    values = {f"median of {' and '.join(sorted(pool))}": one for pool, one in medians.items()}
    values["score of the item"] = agreement.item_score(scores, pools)
    values["variance of the answers"] = variance(together)
    own = variance(together) / 9
    freedom = len(together) - 1
    usual = (freedom * own + 2 * 0.15**2) / (freedom + 2)
    believed = (len(together) * own + 2 * usual) / (len(together) + 2)
    values |= {"on the shortfall scale": own, "usual variance": usual, "believed": believed}
    values["rating error"] = float(agreement.rating_error([together], [3])[0])
    return values | by_the_word(together)


def by_the_word(answers: list[float]) -> Values:
    """The error of the same answers where only the word for their spread is known."""
    spread, count = variance(answers) ** 0.5, len(answers)
    taken = Agreement.of(spread).deviation ** 2
    usual = ((count - 1) * taken / 9 + 2 * 0.15**2) / (count + 1)
    return {
        "spread of the answers": spread,
        "shortfall's variance by the word": taken / 9,
        "usual by the word": usual,
        "believed by the word": (count * taken / 9 + 2 * usual) / (count + 2),
        "rating error by the word": float(agreement.error_of([count], [taken], [3])[0]),
    }


def shared(given: Table) -> Values:
    """A framework of one item and one group, linked in both directions and by a second group."""
    members: Mapping[str, list[str]] = {
        name: inside.split(", ") for name, inside in given.rows if inside
    }
    items = [name for name, inside in given.rows if not inside]
    items += [item for inside in members.values() for item in inside]
    values = {}
    for driver, dependent in (("X", "G"), ("G", "X"), ("G", "K")):
        for word in STRENGTHS:
            links = [Link(driver, dependent, word)]
            found = expand(links, items, members, dict.fromkeys(items, 1.0))
            values[f"{word} from {driver} to {dependent}"] = float(found.strength[0])
    return values


def rippled(given: Table) -> Values:
    names = [row[0] for row in given.rows]
    _, found = graph(given)
    links = found.links
    touched = ripple(links.driver, links.dependent, links.strength, [0])
    return {f"ripple of A on {names[one.item]}": one.strength for one in touched} | {
        f"order of {names[one.item]}": float(one.order) for one in touched
    }


def ticked(given: Table) -> Values:
    severity = {f"severity {k}": float(y) for k, y in SEVERITY_SHORTFALL.items()}
    causes = {f"{rank} cause": STRENGTHS[word] for rank, word in CAUSE_STRENGTH.items()}
    return diagnosed(given) | severity | causes


EXAMPLES = {
    "two-items": diagnosed,
    "two-drivers": diagnosed,
    "chain": eased,
    "unrated": diagnosed,
    "symptom": ticked,
    "headline": claimed,
    "roll-up": rolled,
    "raters": pooled,
    "groups": shared,
    "ripple": rippled,
}
