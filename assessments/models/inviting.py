"""What the owner does about raters: invite, renew and stop links, remove people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.models.assessments import Assessment
from assessments.models.links import token_hash, token_of
from assessments.models.part import erase_answers, note
from assessments.models.ratings import Rater
from assessments.models.routing import usual_areas

LASTS = timedelta(days=60)
AFTER_THE_LAST_DAY = timedelta(days=14)
"""How long after `answer_by` a link still leads somewhere, for latecomers and for erasing."""


class AlreadyInvited(ValueError):
    """One person would have two links; the message is the address."""


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody to invite: by name, by address, or both."""

    label: str
    email: str = ""
    group: str = Rater.Group.OTHER.value


def expiry_of(assessment: Assessment) -> datetime:
    """When links made now run out: some days after the last day to answer, or after today."""
    if assessment.answer_by is None:
        return timezone.now() + LASTS
    last = datetime.combine(assessment.answer_by, time.max, timezone.get_current_timezone())
    return max(last, timezone.now()) + AFTER_THE_LAST_DAY


@transaction.atomic
def invite(assessment: Assessment, by: User, people: Iterable[Invited]) -> tuple[Rater, ...]:
    """All of them or nobody; each with a link of their own.

    Raises:
        AlreadyInvited: an address has a link already.
    """
    locked = Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
    taken = addresses_of(locked)
    made = []
    for one in people:
        if one.email.lower() in taken:
            raise AlreadyInvited(one.email)
        taken |= {one.email.lower()} - {""}
        made.append(_made(locked, by, one))
    return tuple(made)


def addresses_of(assessment: Assessment) -> set[str]:
    """Of everybody who is invited now, in small letters; nobody without an address among them."""
    return Rater.objects.by_link(assessment).addresses() - {""}


def _made(assessment: Assessment, by: User, one: Invited) -> Rater:
    rater = Rater(
        assessment=assessment,
        label=one.label,
        email=one.email,
        group=one.group,
        areas=usual_areas(assessment, one.group),
        expires=expiry_of(assessment),
    )
    rater.token_hash = token_hash(token_of(rater))
    rater.save()
    note(rater, "invited", by.pk, group=one.group)
    return rater


@transaction.atomic
def renew_link(rater: Rater, by: User) -> Rater:
    """Another link; the one before leads nowhere. Whoever has begun keeps code and answers."""
    found = _locked(rater)
    found.link_version += 1
    found.token_hash = token_hash(token_of(found))
    found.resume_tries = 0
    found.expires = expiry_of(found.assessment)
    return _kept(found, "link-renewed", by)


@transaction.atomic
def extend_link(rater: Rater, by: User) -> Rater:
    """The same link for as long as a new one would last, and never for less than before."""
    found = _locked(rater)
    found.expires = max(expiry_of(found.assessment), found.expires or timezone.now())
    return _kept(found, "link-extended", by, until=found.expires.date().isoformat())


@transaction.atomic
def stop_link(rater: Rater, by: User) -> Rater:
    """The link leads nowhere from now on; what was answered stays and counts."""
    found = _locked(rater)
    found.token_hash, found.link_version = "", found.link_version + 1
    return _kept(found, "removed", by, answers="kept")


@transaction.atomic
def remove(rater: Rater, by: User) -> Rater:
    """Out of the assessment for good, with every answer."""
    found = _locked(rater)
    count = erase_answers(found)
    found.token_hash, found.link_version = "", found.link_version + 1
    found.revoked = timezone.now()
    return _kept(found, "removed", by, answers="erased", count=count)


@transaction.atomic
def change(rater: Rater, by: User, who: Invited, areas: list[str]) -> Rater:
    """What the rater is asked; name, address and group only before they have begun.

    Of a group that changes, the usual questions are asked unless others were chosen.
    """
    found = _locked(rater)
    old = {"group": found.group, "areas": found.areas}
    if not found.has_begun:
        if who.group != found.group and areas == found.areas:
            areas = usual_areas(found.assessment, who.group)
        found.label, found.email, found.group = who.label, who.email, who.group
    found.areas = areas
    return _kept(found, "changed", by, was=old, group=found.group, areas=areas)


def _locked(rater: Rater) -> Rater:
    return (
        Rater.objects.select_for_update(no_key=True, of=("self",))
        .with_assessment()
        .get(pk=rater.pk)
    )


def _kept(rater: Rater, event: str, by: User, **said: Any) -> Rater:
    rater.save()
    note(rater, event, by.pk, **said)
    return rater
