"""Where groups of raters see one thing differently: leaders against those who do the work."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from assessments.engine.agreement import FRONT_LINE, LEADERS, is_perception_gap, perception_gap
from assessments.findings import Answers, ItemAnswer, ViewFinding
from assessments.report.scores import rolled_up
from assessments.sentences import view_sentence

MANAGERS = "manager"


def views_of(answers: Answers) -> dict[str, ViewFinding]:
    """Item → the medians of its groups, where leaders and sellers each stand alone in a pool."""
    found = {}
    for item in answers.items:
        view = _view(answers, item.slug, _medians(item)) if item.in_scope else None
        if view is not None and item.is_rated:
            found[item.slug] = view
    return found


def component_views(answers: Answers) -> tuple[ViewFinding, ...]:
    """The same for the children of the pillars, over the items that both groups answered."""
    groups = {group: _as_seen_by(answers, group) for group in (LEADERS, MANAGERS, FRONT_LINE)}
    tops = (c for c in answers.framework.components if c.parent is None and not c.is_item)
    found = (
        _view(answers, top.slug, {g: scores.get(top.slug) for g, scores in groups.items()})
        for top in tops
    )
    return by_gap(view for view in found if view is not None)


def by_gap(views: Iterable[ViewFinding]) -> tuple[ViewFinding, ...]:
    """The largest gap first, whichever way it runs."""
    return tuple(sorted(views, key=lambda view: -abs(view.gap)))


def _medians(item: ItemAnswer) -> dict[str, float]:
    return {pool.groups[0]: pool.score for pool in item.pools if len(pool.groups) == 1}


def _view(answers: Answers, slug: str, scores: Mapping[str, float | None]) -> ViewFinding | None:
    leaders, sellers = scores.get(LEADERS), scores.get(FRONT_LINE)
    gap = perception_gap(leaders, sellers)
    if leaders is None or sellers is None or gap is None:
        return None
    managers, name = scores.get(MANAGERS), answers.framework.by_slug[slug].short_name
    sentence = view_sentence(name, leaders, sellers, managers, gap)
    is_gap = is_perception_gap(gap)
    return ViewFinding(slug, leaders, managers, sellers, gap, sentence, is_gap)


def _as_seen_by(answers: Answers, group: str) -> dict[str, float | None]:
    """Components as one group rated them, over the items that leaders and sellers both did."""
    items = tuple(_seen(item, group) for item in answers.items)
    rolled = rolled_up(replace(answers, items=items)).scores
    return {slug: found.score for slug, found in rolled.items()}


def _seen(item: ItemAnswer, group: str) -> ItemAnswer:
    medians = _medians(item)
    if {LEADERS, FRONT_LINE} <= medians.keys() and group in medians and item.is_rated:
        return replace(item, score=medians[group])
    return item if item.state == "not-applicable" else replace(item, state="unanswered", score=None)
