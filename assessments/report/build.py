"""From answers to the one frozen `Report`: the engine asked, its findings put into words."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

import numpy as np

from assessments.engine.constants import BROAD_FROM, PROBE_STEPS
from assessments.engine.diagnosis import Headline, Label, diagnose
from assessments.engine.headline import Kind
from assessments.findings import (
    Answers,
    HeadlineFinding,
    ItemFinding,
    LoopFinding,
    PillarFinding,
    Probe,
    Report,
)
from assessments.report.doubts import doubts_of, family_findings
from assessments.report.items import Found, item_findings
from assessments.report.problem import pose
from assessments.report.roadmap import roadmap_of
from assessments.report.roots import root_findings
from assessments.report.rounds import change_findings, round_findings
from assessments.report.scores import (
    component_findings,
    covered,
    pillar_findings,
    rolled_up,
    scored,
)
from assessments.report.sharpen import sharpens_of
from assessments.report.symptoms import symptom_findings
from assessments.report.views import by_gap, component_views, views_of
from assessments.sentences import (
    broad_sentence,
    carried_clause,
    dominant_sentence,
    few_sentence,
    not_enough_sentence,
    nothing_weak_sentence,
    others_sentence,
    several_sentence,
    span_words,
    speeding_sentence,
    standing_sentence,
    straight_sentence,
)
from ecosystem.sentences import joined

ENGINE_VERSION = "1.0"
"""Changes when the same answers could give another finding."""
PROBES = 5


def build_report(answers: Answers) -> Report:
    """Diagnose the answers and say what they mean. The same answers give the same report."""
    posed = pose(answers)
    found = Found(answers, posed, diagnose(posed.problem))
    coverage = covered(answers.items)
    headline = found.diagnosis.headline(coverage=scored(answers.items))
    views = views_of(answers)
    items = item_findings(found, views)
    flow = _flow(found)
    scores = rolled_up(answers)
    pillars = pillar_findings(
        scores,
        {p.slug: float(flow[k].sum()) for k, p in enumerate(answers.framework.pillars)},
        {p.slug: float(flow[:, k].sum()) for k, p in enumerate(answers.framework.pillars)},
    )
    named = _upstream_first(found, headline)
    roots = root_findings(found, [found.index[slug] for slug in named])
    counts = _counts(answers)
    report = Report(
        framework=answers.framework,
        organisation=answers.organisation,
        title=answers.title,
        as_of=answers.as_of,
        engine_version=ENGINE_VERSION,
        digest=digest_of(answers),
        raters=answers.raters,
        scope=answers.scope,
        coverage=coverage,
        answered=counts.answered,
        estimated=counts.estimated,
        dont_know=counts.dont_know,
        applicable=counts.applicable,
        headline=_headline(found, headline, named, items, pillars, coverage),
        pillars=pillars,
        components=component_findings(scores),
        items=items,
        roots=roots,
        symptoms=symptom_findings(found),
        flow=tuple(tuple(float(share) for share in row) for row in flow),
        loops=_loops(items),
        probes=_probes(found),
        warnings=_warnings(answers),
        views=by_gap(views.values()),
        component_views=component_views(answers),
        floor=answers.floor,
        waiting=answers.waiting,
        closed_on=answers.closed_on,
        offered=answers.probes,
        rounds=round_findings(answers, pillars),
        changes=change_findings(items),
        families=family_findings(items, answers.framework.families),
    )
    return replace(
        report,
        roadmap=roadmap_of(report),
        sharpens=sharpens_of(report),
        doubts=doubts_of(report),
    )


class _Counts(NamedTuple):
    """How many items are asked and apply, and what became of them."""

    answered: int
    estimated: int
    dont_know: int
    applicable: int


def _counts(answers: Answers) -> _Counts:
    there = [i for i in answers.items if i.in_scope and i.state != "not-applicable"]
    return _Counts(
        answered=sum(item.is_rated and not item.is_estimate for item in there),
        estimated=sum(item.is_rated and item.is_estimate for item in there),
        dont_know=sum(item.state == "dont-know" for item in there),
        applicable=len(there),
    )


def digest_of(answers: Answers) -> str:
    """A fingerprint of what the report is made from: answers, framework and engine."""
    parts = [ENGINE_VERSION, answers.framework.digest, answers.organisation, answers.title]
    parts += [str(answers.as_of), str(answers.raters), str(answers.scope)]
    parts += [repr(item) for item in answers.items]
    parts += [repr(earlier) for earlier in answers.earlier] + list(answers.probes)
    parts += [repr((answers.waiting, answers.closed_on, answers.doubtful))]
    parts += [repr(symptom) for symptom in answers.symptoms]
    return sha256("\n".join(parts).encode()).hexdigest()


def _upstream_first(found: Found, headline: Headline) -> tuple[str, ...]:
    """The named roots in the order to work on them; a dominant cause stays in front."""
    framework = found.answers.framework
    ranks = {pillar.slug: pillar.rank or len(framework.pillars) for pillar in framework.pillars}

    def place(index: int) -> tuple[bool, int, int]:
        pillar = framework.by_slug[found.posed.slug(index)].pillar
        return (index != headline.lead, ranks[pillar], index)

    return tuple(found.posed.slug(index) for index in sorted(headline.candidates, key=place))


def _flow(found: Found) -> np.ndarray:
    """Pillar it starts in × pillar it shows in: shares of the whole shortfall of weak items."""
    framework, count = found.answers.framework, len(found.posed.items)
    places = {pillar.slug: k for k, pillar in enumerate(framework.pillars)}
    pillar = np.array([places[framework.by_slug[i.slug].pillar] for i in found.posed.items], int)
    flow = np.zeros((len(places), len(places)))
    weight = found.posed.problem.importance[:count] * found.diagnosis.estimate[:count]
    for item in np.flatnonzero(found.diagnosis.weak[:count]):
        ends = found.diagnosis.origins(int(item))[:count] * weight[item]
        flow[:, pillar[item]] += np.bincount(pillar, weights=ends, minlength=len(places))
    total = flow.sum()
    return flow / total if total > 0 else flow


def _headline(
    found: Found,
    headline: Headline,
    named: tuple[str, ...],
    items: tuple[ItemFinding, ...],
    pillars: tuple[PillarFinding, ...],
    coverage: float,
) -> HeadlineFinding:
    weak = [item for item in items if item.is_weak]
    rated = sum(item.score is not None for item in items)
    claimed = named[:1] if headline.kind == Kind.DOMINANT else named
    explained = _explained(found, claimed, weak)
    held = [i.stability for i in items if i.slug in claimed and i.stability is not None]
    answers = found.answers
    return HeadlineFinding(
        kind=str(headline.kind),
        roots=named,
        sentence=_sentence(found, headline, named, weak, pillars, explained),
        standing=standing_sentence(
            answers.raters,
            coverage,
            _scope_words(answers),
            min(held) if headline.kind in (Kind.DOMINANT, Kind.FEW) and held else None,
            len(claimed),
            claims=headline.kind not in (Kind.NOT_ENOUGH_ANSWERS, Kind.NOTHING_WEAK),
            carried=_carried(items),
            estimated=sum(item.in_scope and item.is_estimate for item in items),
            waiting=answers.waiting,
        ),
        p_value=headline.p_value,
        weak=len(weak),
        rated=rated,
        explained=explained[0],
        others=explained[1],
    )


def _carried(items: tuple[ItemFinding, ...]) -> str:
    """How many scores nobody gave in this round, and from when they are."""
    dates = [item.as_of for item in items if item.is_carried and item.as_of]
    return carried_clause(len(dates), span_words(dates))


def _scope_words(answers: Answers) -> str:
    if not answers.scope:
        return "the items"
    framework = answers.framework
    names = [
        framework.pillar_by_slug[slug].name
        if slug in framework.pillar_by_slug
        else framework.by_slug[slug].short_name
        for slug in answers.scope
    ]
    return f"the items of {joined(names)}"


def _sentence(
    found: Found,
    headline: Headline,
    named: tuple[str, ...],
    weak: list[ItemFinding],
    pillars: tuple[PillarFinding, ...],
    explained: tuple[int, int],
) -> str:
    names = [found.answers.framework.by_slug[slug].short_name for slug in named]
    match headline.kind:
        case Kind.NOT_ENOUGH_ANSWERS:
            there = [i for i in found.posed.items if i.in_scope]
            rated = sum(item.is_rated for item in there)
            return not_enough_sentence(rated, len(there), found.answers.waiting)
        case Kind.NOTHING_WEAK:
            return nothing_weak_sentence(sum(item.is_rated for item in found.posed.items))
        case Kind.BROAD:
            return broad_sentence(headline.weak_share or 0.0, _first_weak(found, weak, pillars))
        case Kind.DOMINANT:
            return dominant_sentence(names[0], *explained)
        case Kind.FEW:
            return few_sentence(names, *explained)
    provisional = sum(item.label == Label.PROVISIONAL for item in weak)
    return several_sentence(names, len(weak), provisional)


def _first_weak(found: Found, weak: list[ItemFinding], pillars: tuple[PillarFinding, ...]) -> str:
    """The most upstream pillar with a weak item; the hierarchy is worked from there."""
    order = {pillar.slug: pillar for pillar in found.answers.framework.pillars}
    ranked = sorted(pillars, key=lambda p: order[p.slug].rank or len(pillars))
    return next(p.name for p in ranked if any(item.pillar == p.slug for item in weak))


def _explained(found: Found, roots: Iterable[str], weak: list[ItemFinding]) -> tuple[int, int]:
    """How many of the other weak items go back to the roots most of all, and how many there are.

    An item goes back most of all to the weak item at which the largest share of it ends.
    """
    causes = {found.index[slug] for slug in roots}
    others = [found.index[i.slug] for i in weak if found.index[i.slug] not in causes]
    count = len(found.posed.items)
    ends = np.where(found.diagnosis.weak, found.diagnosis.origin_matrix, 0.0)[others, :count]
    most = ends.argmax(axis=1) if others else np.empty(0, dtype=np.intp)
    return sum(int(origin) in causes for origin in most), len(others)


def _loops(items: tuple[ItemFinding, ...]) -> tuple[LoopFinding, ...]:
    """Links set aside between items that are both weak: each may keep the other so."""
    weak = {item.slug for item in items if item.is_weak}
    return tuple(
        LoopFinding(step.driver, step.dependent, step.rationale)
        for item in items
        for step in item.drivers
        if step.layer == "feedback" and {step.driver, step.dependent} <= weak
    )


def _probes(found: Found) -> tuple[Probe, ...]:
    diagnosis = found.diagnosis
    below = {probe: _below(found, probe) for probe in diagnosis.probes(PROBES)}
    waiting = [k for k in range(len(found.posed.items)) if found.label(k) == Label.PROVISIONAL]
    return tuple(
        Probe(
            found.posed.slug(probe),
            tuple(found.posed.slug(k) for k in waiting if k in below[probe]),
        )
        for probe in below
    )


def _below(found: Found, item: int) -> set[int]:
    """The items an unrated one may explain: everything that hangs on it within a few steps."""
    links = found.diagnosis.links
    reached, front = {item}, {item}
    for _ in range(PROBE_STEPS):
        hit = np.isin(links.driver, list(front))
        front = set(links.dependent[hit].tolist()) - reached
        reached |= front
    return reached - {item}


def _warnings(answers: Answers) -> tuple[str, ...]:
    """What a reader must know of the answers themselves; said, never corrected."""
    others = others_sentence(answers.waiting, answers.closed_on)
    scores = [i.score for i in answers.items if i.is_rated and not i.is_estimate]
    found = [others] if others else []
    if len(scores) >= BROAD_FROM and len(set(scores)) == 1:
        found.append(
            f"Every one of the {len(scores)} answers is {scores[0]:g}. An organisation that is "
            "equally good at everything is rare: check that the sentences were read."
        )
    doubtful = answers.doubtful
    if doubtful is not None and doubtful.raters > 1:
        if doubtful.straight:
            found.append(straight_sentence(doubtful.straight, doubtful.raters, doubtful.floor))
        if doubtful.speeding:
            found.append(speeding_sentence(doubtful.speeding, doubtful.raters, doubtful.floor))
    return tuple(found)
