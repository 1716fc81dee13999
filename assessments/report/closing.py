"""Closing an assessment and opening it again: the moment at which unnamed answers come in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import User
from assessments.findings import Doubtful
from assessments.models import Assessment, Rater, RatingEvent, Release
from assessments.report.answers import doubtful_among, estimates_by, floor_of, said_by
from assessments.report.releasing import (
    Crowd,
    Figure,
    Fresh,
    Released,
    Said,
    Shown,
    by_slug,
    fresh_figure,
    from_json,
    may_replace,
    replacing,
    to_json,
    too_few,
)

ITEMS, BLOCKS, WHOLE, NOTES = "items", "blocks", "whole", "notes"
PRINT_LENGTH = 12


class WrongState(Exception):
    """It is closed already, or open already, or sealed for good."""


@transaction.atomic
def close(assessment: Assessment, by: User) -> Release | None:
    """Take no more answers, and release what may be shown; the release if there is a new one.

    Raises:
        WrongState: it is not open.
    """
    _move(assessment, by, Assessment.State.OPEN, Assessment.State.CLOSED)
    return _release(assessment, by)


@transaction.atomic
def reopen(assessment: Assessment, by: User) -> None:
    """Take answers again. What was released stays until another close may replace it.

    Raises:
        WrongState: it is not closed.
    """
    _move(assessment, by, Assessment.State.CLOSED, Assessment.State.OPEN)


def _move(assessment: Assessment, by: User, old: str, new: str) -> None:
    closed = timezone.now() if new == Assessment.State.CLOSED else None
    found = Assessment.objects.filter(pk=assessment.pk, state=old)
    if not found.update(state=new, closed=closed, changed=timezone.now()):
        raise WrongState
    assessment.refresh_from_db(fields=["state", "closed", "changed"])
    RatingEvent.objects.create(
        assessment=assessment,
        user=by,
        what=RatingEvent.What.STATE,
        slug="state",
        old={"state": old},
        new={"state": new},
    )


def _release(assessment: Assessment, by: User) -> Release | None:
    """What the answers of the moment show, beside what earlier closes showed of them."""
    # Whoever is answering at this moment is waited for, and counts or does not as a whole.
    list(Rater.objects.select_for_update(no_key=True).filter(assessment=assessment))
    voices = _Voices.of(assessment)
    if not voices.crowd.unnamed:
        return None
    earlier = list(Release.objects.filter(assessment=assessment))
    making = _Making(voices, earlier, len(earlier) + 1, timezone.localdate())
    content = making.content()
    if earlier and not making.is_new:
        return None
    return Release.objects.create(
        assessment=assessment,
        number=making.number,
        content=to_json(content),
        states=making.states,
        by=by,
    )


@dataclass(frozen=True)
class _Voices:
    """Everybody who rates, and all that they said."""

    raters: Sequence[Rater]
    crowd: Crowd
    items: Mapping[str, list[Said]]
    blocks: Mapping[str, list[Said]]
    groups: Mapping[str, str]  # by code, of everybody who was ever asked

    @classmethod
    def of(cls, assessment: Assessment) -> "_Voices":
        everybody = Rater.objects.filter(assessment=assessment, withdrawn=None)
        named, unnamed = list(everybody.named()), list(everybody.unnamed())
        said, estimates = said_by([*named, *unnamed]), estimates_by([*named, *unnamed])
        answering = {one.rater for one in (*said, *estimates)}
        unnamed = [rater for rater in unnamed if str(rater.pk) in answering]
        crowd = Crowd(
            unnamed=frozenset(str(rater.pk) for rater in unnamed),
            agreed=_agreed_groups(unnamed),
            floor=floor_of(assessment),
        )
        asked = Rater.objects.filter(assessment=assessment).values_list("code", "group")
        groups = {str(code): group for code, group in asked}
        return cls([*named, *unnamed], crowd, by_slug(said), by_slug(estimates), groups)

    @property
    def answering(self) -> int:
        given = (*self.items.values(), *self.blocks.values())
        return len({one.rater for said in given for one in said})

    def doubtful(self) -> Doubtful:
        said = [one for given in self.items.values() for one in given]
        return doubtful_among(self.raters, said, self.crowd.floor)


def _agreed_groups(unnamed: Iterable[Rater]) -> frozenset[str]:
    """Groups in which every one without a name agreed to be shown apart."""
    found: dict[str, bool] = {}
    for rater in unnamed:
        found[rater.group] = found.get(rater.group, True) and rater.consents
    return frozenset(group for group, all_agreed in found.items() if all_agreed)


class _Making:
    """One release in the making: per item what is new, else what was shown before."""

    def __init__(self, voices: _Voices, earlier: Sequence[Release], number: int, on: date) -> None:
        self.voices, self.number, self.on = voices, number, on
        self.releases = [(release, from_json(release.content)) for release in earlier]
        self.codes = {str(rater.pk): str(rater.code) for rater in voices.raters}
        self.states: dict[str, dict[str, dict[str, str]]] = {}
        self.is_new = False

    def content(self) -> Released:
        crowd = self.voices.crowd
        items = self._figures(ITEMS, self.voices.items)
        few = {
            slug: count
            for slug, said in self.voices.items.items()
            if slug not in items and (count := too_few(said, crowd))
        }
        blocks = self._figures(BLOCKS, self.voices.blocks)
        return Released(
            on=self.on,
            raters=self.voices.answering,
            items=items,
            blocks=blocks,
            few=few,
            doubtful=self._doubtful(),
        )

    def _figures(self, part: str, said: Mapping[str, list[Said]]) -> dict[str, Figure]:
        known = {slug for _, before in self.releases for slug in self._part(before, part)}
        found = {slug: self._figure(part, slug, said.get(slug, [])) for slug in {*said, *known}}
        return {slug: figure for slug, figure in sorted(found.items()) if figure is not None}

    def _figure(self, part: str, slug: str, said: Sequence[Said]) -> Figure | None:
        fresh = fresh_figure(said, self.voices.crowd)
        earlier = self._shown(part, slug)
        if fresh is not None:
            prints = {
                self.codes[one.rater]: print_of(self.codes[one.rater], one)
                for one in said
                if one.rater in fresh.raters
            }
            if self._may_replace(Shown(fresh.figure, prints), earlier):
                self._keep(part, slug, prints)
                self._keep(NOTES, slug, self._noted(said, fresh))
                figure = replacing(fresh.figure) if earlier else fresh.figure
                return replace(figure, number=self.number, on=self.on)
        return earlier[0].figure if earlier else None

    def _noted(self, said: Sequence[Said], fresh: Fresh) -> dict[str, str]:
        """Prints of the notes that may be read: of nobody who agreed to stand in a small group.

        Notes are shown as they are now or not at all: one typed later would stand out.
        """
        counted = [one for one in said if one.rater in fresh.raters]
        apart = [set(pool.groups) for pool in fresh.figure.pools]
        sizes = {
            one.rater: sum(
                other.group == one.group or any({one.group, other.group} <= p for p in apart)
                for other in counted
            )
            for one in counted
        }
        floor = self.voices.crowd.floor
        pooled = [one for one in counted if sizes[one.rater] >= floor or not apart]
        return {self.codes[one.rater]: digest(one.note) for one in pooled if one.note}

    def _shown(self, part: str, slug: str) -> list[Shown[Figure]]:
        """What earlier closes showed here, the newest first, each once."""
        return [
            Shown(figure, self._prints(release, part, slug))
            for release, before in self.releases
            if (figure := self._part(before, part).get(slug)) and figure.number == release.number
        ]

    def _doubtful(self) -> Doubtful | None:
        """These counts are figures like the others: of all answers that everybody gave."""
        said: dict[str, list[str]] = {}
        for given in (*self.voices.items.values(), *self.voices.blocks.values()):
            for one in given:
                if one.rater in self.voices.crowd.unnamed:
                    code = self.codes[one.rater]
                    said.setdefault(code, []).append(print_of(code, one))
        prints = {code: digest("".join(sorted(given))) for code, given in said.items()}
        earlier = [
            Shown(before.doubtful, self._prints(release, WHOLE, WHOLE))
            for release, before in self.releases
            if any(WHOLE in state for state in release.states.values())
        ]
        fresh = self.voices.doubtful()
        if len(prints) >= self.voices.crowd.floor and self._may_replace(
            Shown(fresh, prints), earlier
        ):
            self._keep(WHOLE, WHOLE, prints)
            return fresh
        return earlier[0].figure if earlier else None

    def _may_replace(self, now: Shown[Any], earlier: Sequence[Shown[Any]]) -> bool:
        return may_replace(now, earlier, self.voices.groups, self.voices.crowd)

    def _keep(self, part: str, slug: str, prints: Mapping[str, str]) -> None:
        self.is_new = True
        for code, mark in prints.items():
            self.states.setdefault(code, {}).setdefault(part, {})[slug] = mark

    def _prints(self, release: Release, part: str, slug: str) -> dict[str, str]:
        return {
            code: state[part][slug]
            for code, state in release.states.items()
            if slug in state.get(part, {})
        }

    def _part(self, released: Released, part: str) -> Mapping[str, Figure]:
        return released.items if part == ITEMS else released.blocks


def print_of(code: str, one: Said) -> str:
    return digest(f"{code} {one.group} {one.slug} {one.state} {one.score}")


def digest(text: str) -> str:
    made = salted_hmac("assessments.release", text, algorithm="sha256")
    return str(made.hexdigest())[:PRINT_LENGTH]
