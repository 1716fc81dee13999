"""Which items are worth a question of their own, once the quick scan has shown where to look.

Plain values in and out: what the blocks were rated, what is critical, what was ticked.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from ecosystem.content import FrameworkContent
from ecosystem.graph import FEEDBACK
from ecosystem.sentences import joined

LOW = 3
"""A block rated this or less is looked into: it meets its usual target with nothing to spare."""
LEAST, MOST = 45, 70
"""A second sitting that is worth it, and one that busy people still finish."""
SEVERITY = {1: 1.0, 2: 1.5, 3: 2.0}
CAUSE = {"primary": 2.0, "secondary": 1.0}
CRITICAL = 2.0
HALF = 0.5
"""What a driver takes over from what it drives, and what a bystander is worth."""
NAMED = 2
"""More names than these in one reason are counted."""


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to go by. Items outside `items` are never opened.

    `blocks` are scores by block; `unknown` are blocks about which nobody could say. Of `quiet`
    blocks the score is used and not told.
    """

    items: Collection[str]
    blocks: Mapping[str, float] = field(default_factory=dict)
    unknown: Collection[str] = ()
    quiet: Collection[str] = ()
    critical: Collection[str] = ()
    symptoms: Mapping[str, int] = field(default_factory=dict)  # slug to severity


@dataclass(slots=True)
class _Draft:
    worth: float = 0.0
    reasons: list[str] = field(default_factory=list)


_Drafts = defaultdict[str, _Draft]


def open_items(
    framework: FrameworkContent, known: Known, least: int = LEAST, most: int = MOST
) -> dict[str, str]:
    """Item → why it is asked, in words; what matters most comes first.

    Opened are the items of blocks rated 3 or less, of critical components, those named as
    causes by ticked symptoms, and the strong drivers of all these. Where that is fewer than
    `least`, items of blocks about which nobody could say and those that drive most follow.

    Args:
        framework: the framework in use.
        known: what was rated, decided and ticked.
        least: how many to open at least, where there are that many.
        most: how many to open at most.

    Returns:
        The opened items in the order of their worth, each with its reasons.
    """
    drafts = _Drafts(_Draft)
    _from_blocks(framework, known, drafts)
    _from_critical(framework, known, drafts)
    _from_symptoms(framework, known, drafts)
    _from_drivers(framework, known, drafts)
    found = _ordered(framework, known, drafts)[:most]
    if len(found) < least:
        found += _further(framework, known, set(found), drafts)[: least - len(found)]
    return {slug: "; ".join(drafts[slug].reasons[:NAMED]) for slug in found}


def open_causes(framework: FrameworkContent, known: Known) -> dict[str, str]:
    """What ticked symptoms alone open: their usual causes and the strong drivers of these."""
    drafts = _Drafts(_Draft)
    _from_symptoms(framework, known, drafts)
    _from_drivers(framework, known, drafts)
    found = _ordered(framework, known, drafts)[:MOST]
    return {slug: "; ".join(drafts[slug].reasons[:NAMED]) for slug in found}


def _inside(framework: FrameworkContent, known: Known, slug: str) -> Iterable[str]:
    return (item for item in framework.items_of(slug) if item in known.items)


def _from_blocks(framework: FrameworkContent, known: Known, drafts: _Drafts) -> None:
    for slug, score in known.blocks.items():
        if score > LOW:
            continue
        why = f"its block was rated {score:g}"
        for item in _inside(framework, known, slug):
            drafts[item].worth += LOW + 1 - score
            drafts[item].reasons.append("asked of everybody" if slug in known.quiet else why)


def _from_critical(framework: FrameworkContent, known: Known, drafts: _Drafts) -> None:
    for slug in known.critical:
        component = framework.by_slug[slug]
        for item in _inside(framework, known, slug):
            own = "critical here" if item == slug else f"{component.short_name}: critical here"
            drafts[item].worth += CRITICAL
            drafts[item].reasons.append(own)


def _from_symptoms(framework: FrameworkContent, known: Known, drafts: _Drafts) -> None:
    named: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for symptom in framework.symptoms:
        if symptom.slug not in known.symptoms:
            continue
        weight = SEVERITY[known.symptoms[symptom.slug]]
        for cause in symptom.causes:
            for item in _inside(framework, known, cause.component):
                named[item].append((weight * CAUSE[cause.rank], symptom.name))
    for item, rows in named.items():
        rows.sort(key=lambda row: -row[0])
        drafts[item].worth += sum(worth for worth, _ in rows)
        drafts[item].reasons.append(f"usual cause of {_names([name for _, name in rows])}")


def _from_drivers(framework: FrameworkContent, known: Known, drafts: _Drafts) -> None:
    """Strong drivers of what is open take over half the worth of the worthiest they drive."""
    open_before = {slug: draft.worth for slug, draft in drafts.items()}
    drives: dict[str, dict[str, float]] = defaultdict(dict)
    for driver, dependent in _strong_links(framework, known):
        if dependent in open_before:
            drives[driver][dependent] = open_before[dependent]
    for driver, below in drives.items():
        order = sorted(below, key=lambda slug: -below[slug])
        drafts[driver].worth += HALF * below[order[0]]
        drafts[driver].reasons.append(f"drives {_short_names(framework, order)}")


def _strong_links(framework: FrameworkContent, known: Known) -> Iterable[tuple[str, str]]:
    for link in framework.dependencies:
        if link.strength != "strong" or link.layer == FEEDBACK:
            continue
        for driver in _inside(framework, known, link.driver):
            for dependent in _inside(framework, known, link.dependent):
                yield driver, dependent


def _ordered(framework: FrameworkContent, known: Known, drafts: _Drafts) -> list[str]:
    """Worth first; of equals what drives more, so that a full list keeps each block's core."""
    place = {item.slug: at for at, item in enumerate(framework.items)}
    drives = Counter(driver for driver, _ in _strong_links(framework, known))
    return sorted(drafts, key=lambda slug: (-drafts[slug].worth, -drives[slug], place[slug]))


def _further(
    framework: FrameworkContent, known: Known, found: set[str], drafts: _Drafts
) -> list[str]:
    """The rest in scope: blocks nobody could rate first, then by how much hangs on the item."""
    hangs: dict[str, list[str]] = defaultdict(list)
    for driver, dependent in _strong_links(framework, known):
        hangs[driver].append(dependent)
    unknown = {item for slug in known.unknown for item in framework.items_of(slug)}
    for item in framework.items:
        slug = item.slug
        if slug in found or slug not in known.items:
            continue
        draft = drafts[slug]
        draft.worth = HALF * len(hangs[slug]) + (LOW if slug in unknown else 0)
        if slug in unknown:
            draft.reasons.append("nobody could say how its block is")
        if hangs[slug]:
            draft.reasons.append(f"drives {_short_names(framework, hangs[slug])}")
        draft.reasons = draft.reasons or ["completes the picture"]
    return [slug for slug in _ordered(framework, known, drafts) if slug not in found]


def _short_names(framework: FrameworkContent, slugs: list[str]) -> str:
    return _names([framework.by_slug[slug].short_name for slug in slugs])


def _names(names: list[str]) -> str:
    """`A`, `A and B`, `A, B and 3 more`."""
    if len(names) <= NAMED:
        return joined(names)
    return joined([*names[:NAMED], f"{len(names) - NAMED} more"])
