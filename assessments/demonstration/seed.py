"""Writes the demonstration into the tables, once and as a whole."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count

from django.db import transaction

from accounts.models import Membership, Organisation, Role, User
from assessments.demonstration.story import Answer, Round, Story, Voice, at_noon, read_story
from assessments.models import (
    Assessment,
    ComponentSetting,
    Rater,
    Rating,
    SymptomObservation,
)
from assessments.models.links import token_hash, token_of
from assessments.report import begin_revisit
from ecosystem.loading import content_of
from ecosystem.models import Framework

FRAMEWORK = "sales-management-ecosystem"
PACE = timedelta(seconds=16)
"""From one answer to the next."""


class InTheWay(Exception):
    """Something stands where the demonstration would be written; the message says what."""


def seed() -> bool:
    """Write the demonstration; False if it is there already, in which case nothing is touched.

    Raises:
        InTheWay: the frameworks are missing, or somebody else's data would be mixed with it.
    """
    story = read_story()
    if Organisation.objects.filter(code=story.organisation_code).exists():
        return False
    framework = _published()
    _refuse_strangers(story)
    with transaction.atomic():
        user = User.objects.create_user(story.user, story.password)
        organisation = Organisation.objects.create(
            code=story.organisation_code, name=story.organisation
        )
        Membership.objects.create(user=user, organisation=organisation, role=Role.OWNER)
        writing = _Writing(organisation, framework, user)
        complete = writing.write(story.complete)
        writing.write_again(story.revisit, complete)
    return True


def _published() -> Framework:
    found = Framework.objects.filter(slug=FRAMEWORK, state=Framework.State.PUBLISHED)
    framework = found.order_by("-version").first()
    if framework is None:
        raise InTheWay("There is no framework to rate. Run load_frameworks first.")
    return framework


def _refuse_strangers(story: Story) -> None:
    if Organisation.objects.filter(name=story.organisation).exists():
        raise InTheWay(
            f"There is another organisation named {story.organisation}. Nothing was written."
        )
    if User.objects.filter(email=story.user).exists():
        raise InTheWay(f"Somebody else signs in as {story.user}. Nothing was written.")


def _times(on: date) -> Iterator[datetime]:
    """When somebody gave one answer after the other that day."""
    return (at_noon(on) + PACE * k for k in count())


class _Writing:
    """Writes rounds of one organisation, on one framework."""

    def __init__(self, organisation: Organisation, framework: Framework, user: User) -> None:
        self.organisation, self.framework, self.user = organisation, framework, user
        self.components = {c.slug: c for c in framework.components.select_related("pillar")}
        self.symptoms = {s.slug: s for s in framework.symptoms.all()}

    def write(self, said: Round) -> Assessment:
        assessment = Assessment.objects.create(
            code=said.code,
            organisation=self.organisation,
            framework=self.framework,
            title=said.title,
            scope=list(said.scope),
        )
        self._settings(assessment, said)
        return self._answered(assessment, said)

    def write_again(self, said: Round, earlier: Assessment) -> Assessment:
        """The pillar looked at again as anybody would: settings and scores come along."""
        (slug,) = said.scope
        pillar = content_of(self.framework).pillar_by_slug[slug]
        made = begin_revisit(earlier, self.user, pillar, said.opened)
        Assessment.objects.filter(pk=made.pk).update(code=said.code, title=said.title)
        return self._answered(made, said)

    def _answered(self, assessment: Assessment, said: Round) -> Assessment:
        self._ratings(assessment, said)
        changed = max(voice.on for voice in said.voices)
        Assessment.objects.filter(pk=assessment.pk).update(
            created=at_noon(said.opened), changed=at_noon(changed)
        )
        assessment.refresh_from_db()
        return assessment

    def _settings(self, assessment: Assessment, said: Round) -> None:
        ComponentSetting.objects.bulk_create(
            ComponentSetting(
                assessment=assessment,
                component=self.components[choice.slug],
                importance=choice.importance,
                target=choice.target,
                applicable=choice.applicable,
                reason=choice.reason,
            )
            for choice in said.choices
        )
        SymptomObservation.objects.bulk_create(
            SymptomObservation(
                assessment=assessment,
                symptom=self.symptoms[tick.slug],
                severity=tick.severity,
                trend=tick.trend,
                note=tick.note,
            )
            for tick in said.ticks
        )

    def _ratings(self, assessment: Assessment, said: Round) -> None:
        rows = Rater.objects.bulk_create(self._rater(assessment, voice) for voice in said.voices)
        raters = {voice.key: rater for voice, rater in zip(said.voices, rows, strict=True)}
        ratings = Rating.objects.bulk_create(
            self._rating(raters[answer.voice], answer) for answer in said.answers
        )
        # The tables stamp the present moment; people answered earlier, one item after the other.
        times = {voice.key: _times(voice.on) for voice in said.voices}
        for rating, answer in zip(ratings, said.answers, strict=True):
            rating.at = next(times[answer.voice])
        Rating.objects.bulk_update(ratings, ["at"], batch_size=400)
        Rater.objects.filter(assessment=assessment).update(created=at_noon(said.opened))

    def _rater(self, assessment: Assessment, voice: Voice) -> Rater:
        rater = Rater(assessment=assessment, label=voice.label, group=voice.group)
        if voice.is_user:
            rater.user = self.user
            return rater
        rater.token_hash = token_hash(token_of(rater))
        rater.anonymous = False  # these people answered by name
        rater.began, rater.finished = at_noon(voice.on), at_noon(voice.on)
        return rater

    def _rating(self, rater: Rater, answer: Answer) -> Rating:
        return Rating(
            rater=rater,
            component=self.components[answer.item],
            answer=answer.state,
            score=answer.score,
            evidence=answer.evidence,
            note=answer.note,
            reason=answer.reason,
        )
