"""Who is asked what: each group is asked about what its people can see."""

from collections.abc import Iterable, Mapping

from assessments.models.assessments import Assessment
from assessments.models.ratings import Rater
from assessments.models.scope import Scope
from ecosystem.content import FrameworkContent, PillarContent
from ecosystem.loading import content_of

ALL, SCAN, FRONT, NOTHING = "all", "scan", "front", "nothing"
HOW = [
    (ALL, "everything"),
    (SCAN, "its quick scan"),
    (FRONT, "what sellers see"),
    (NOTHING, "nothing"),
]
"""What may be asked of one pillar."""

ELSEWHERE = "*"
USUAL: dict[str, dict[str, str]] = {
    Rater.Group.EXECUTIVE: {"leadership": ALL, "strategy": ALL, ELSEWHERE: SCAN},
    Rater.Group.MANAGER: {"business-management": ALL, "coaching": ALL, ELSEWHERE: NOTHING},
    Rater.Group.SELLER: {ELSEWHERE: FRONT},
    Rater.Group.OTHER: {ELSEWHERE: ALL},
}
"""Pillar → what its people are asked there."""


def usual_areas(assessment: Assessment, group: str) -> list[str]:
    """What a group is asked here; nothing listed means everything that is looked at.

    Where the assessment looks at nothing of what a group is usually asked, the group is asked
    for all of it: somebody who is invited has something to answer.
    """
    framework = content_of(assessment.framework)
    usual = USUAL[group]
    how = {p: usual.get(p.slug, usual[ELSEWHERE]) for p in framework.pillars}
    found = areas_from(framework, how)
    scope = asked(assessment, found)
    return found if scope.items or scope.blocks else []


def areas_from(framework: FrameworkContent, how: Mapping[PillarContent, str]) -> list[str]:
    """Slugs of pillars, blocks and items, as a rater's areas hold them; none for everything."""
    if set(how.values()) == {ALL}:
        return []
    return [slug for pillar, asks in how.items() for slug in _areas(framework, pillar, asks)]


def how_asked(framework: FrameworkContent, pillar: PillarContent, areas: Iterable[str]) -> str:
    """The other way round: what of one pillar these areas ask."""
    inside = set(areas)
    if not inside or pillar.slug in inside:
        return ALL
    for how in (SCAN, FRONT):
        parts = set(_areas(framework, pillar, how))
        if parts and parts <= inside:
            return how
    return NOTHING


def _areas(framework: FrameworkContent, pillar: PillarContent, how: str) -> list[str]:
    if how == SCAN:
        found = [block.slug for block in framework.blocks if block.pillar == pillar.slug]
        return found or [pillar.slug]
    if how == FRONT:
        return [i.slug for i in framework.items if i.pillar == pillar.slug and i.front_line]
    return [pillar.slug] if how == ALL else []


def asked(assessment: Assessment, areas: Iterable[str]) -> Scope:
    """The part of the assessment that a rater with these areas is asked."""
    framework = content_of(assessment.framework)
    return Scope(
        framework, tuple(assessment.scope), areas=tuple(areas), probes=tuple(assessment.probes)
    )
