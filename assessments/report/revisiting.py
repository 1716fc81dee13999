"""Looking at one pillar again: what is brought along, and what is worth asking upstream of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from accounts.models import User
from assessments.engine.probes import upstream
from assessments.findings import Answers, ItemAnswer
from assessments.models import Assessment, Brought, Revisit, Scope, look_again, open_revisit
from assessments.report.answers import answers_of
from assessments.report.problem import pose
from ecosystem.content import PillarContent

PROBES = 6
"""A pillar is revisited in minutes; more questions would make it another assessment."""
OLD_FROM = timedelta(days=180)
"""An answer tells of the 90 days before it: from this age on, as long a stretch has passed again
that nobody has looked at."""


def begin_revisit(base: Assessment, user: User, pillar: PillarContent, on: date) -> Assessment:
    """The revisit of a pillar that stands on this assessment: the open one, else a new one."""
    going = open_revisit(base, pillar.slug)
    if going is not None:
        return going
    answers = answers_of(base)
    probes = upstream_probes(answers, [pillar.slug], on)
    return look_again(base, user, Revisit(pillar, on, tuple(brought(answers)), probes))


def brought(answers: Answers) -> Iterable[Brought]:
    """What one assessment has to say for the next: rolled-up scores, never anyone's own answer."""
    for item in answers.items:
        if item.score is None and item.state != "not-applicable":
            continue
        yield Brought(
            slug=item.slug,
            score=item.score,
            as_of=item.as_of,
            was_carried=item.source == "carried",
            importance=item.importance,
            left_out=item.reason if item.state == "not-applicable" else None,
        )


def upstream_probes(answers: Answers, scope: Sequence[str], on: date) -> tuple[str, ...]:
    """Items outside the scope that drive it and of which nothing recent is known, at most six.

    Args:
        answers: what is known so far, about the scope and about everything else.
        scope: slugs of pillars or components; empty is the whole, which nothing is outside of.
        on: the day they are to be asked.
    """
    asked = Scope(answers.framework, tuple(scope))
    posed = pose(replace(answers, symptoms=()))
    inside = np.array([asked.covers(item.slug) for item in posed.items], np.bool_)
    waiting = np.array([is_open(item, on) for item in posed.items], np.bool_)
    problem, drives = posed.problem, ~posed.expanded.feedback
    found = upstream(
        (problem.driver[drives], problem.dependent[drives]),
        problem.strength[drives],
        inside,
        waiting & ~inside,
        problem.importance,
        PROBES,
    )
    return tuple(posed.slug(item) for item in found)


def is_open(item: ItemAnswer, on: date) -> bool:
    """Whether the state of an item is unknown, or known from too long ago."""
    return item.score is None or (item.as_of is not None and on - item.as_of >= OLD_FROM)


def offer_probes(assessment: Assessment) -> None:
    """Keep which items are worth asking upstream of what the assessment looks at.

    Once, when it begins: a list that changes while somebody answers cannot be finished.
    """
    on = assessment.created.date()
    assessment.probes = list(upstream_probes(answers_of(assessment), assessment.scope, on))
    assessment.save(update_fields=["probes"])
