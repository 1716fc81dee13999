"""What an answer proposes and a person decides: what falls away, and what is critical.

A proposal is followed by deciding, as a person would; the history says which proposal it was.
So what a proposal changed can be turned back, and what somebody set by hand is left alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction

from accounts.models import User
from assessments.models.assessments import Assessment, ComponentSetting, Importance
from assessments.models.context import answer_to, changed_in
from assessments.models.decisions import CRITICAL_LIMIT, Decision, decide, decisions_of
from assessments.models.observing import seen_in
from assessments.models.ratings import RatingEvent
from assessments.models.scope import Scope
from ecosystem.content import ComponentContent, ContextAnswerContent, ContextQuestionContent
from ecosystem.loading import content_of
from ecosystem.sentences import joined

APPLIES, MATTERS = ("applicable", "reason"), ("importance",)
"""The two sides of a decision that proposals are about; each is turned back by itself."""
CRITICAL = "critical"
"""The source of what is proposed as critical."""
CHANGE_WEIGHT = 3
"""What is about to change matters as much as the cause of a severe symptom."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A proposal that changed one side of a decision, and what stood there before."""

    because: str
    before: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Offer:
    """One component a proposal names. `state` is open, taken (by it), or set (by hand)."""

    component: ComponentContent
    items: int
    state: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What follows from one answer: `left` is still out because of an earlier answer."""

    source: str
    because: str
    offers: tuple[Offer, ...] = ()
    left: tuple[Offer, ...] = ()
    earlier: str = ""  # the earlier answer in words

    def in_state(self, state: str) -> tuple[Offer, ...]:
        return tuple(offer for offer in self.offers if offer.state == state)

    @property
    def open(self) -> tuple[Offer, ...]:
        return self.in_state("open")

    @property
    def taken(self) -> tuple[Offer, ...]:
        return self.in_state("taken")

    @property
    def by_hand(self) -> tuple[Offer, ...]:
        return self.in_state("set")

    @property
    def to_turn_back(self) -> tuple[str, ...]:
        """What can be put back; what an earlier answer left behind stands for itself."""
        return tuple(offer.component.slug for offer in self.left or self.taken)


@dataclass(frozen=True)
class Ground:
    """What proposals are made from, read once."""

    assessment: Assessment
    decisions: Mapping[str, Decision]
    applies: Mapping[str, Followed]
    matters: Mapping[str, Followed]
    seen: Mapping[str, int] = field(default_factory=dict)  # symptom → severity

    @property
    def scope(self) -> Scope:
        excluded = {slug: d.reason for slug, d in self.decisions.items() if not d.applicable}
        return Scope(content_of(self.assessment.framework), tuple(self.assessment.scope), excluded)


def ground_of(assessment: Assessment) -> Ground:
    """Three queries."""
    rows = RatingEvent.objects.filter(assessment=assessment, what=RatingEvent.What.SETTING)
    events = [
        (slug, old or {}, new or {})
        for slug, old, new in rows.order_by("id").values_list("slug", "old", "new")
    ]
    return Ground(
        assessment,
        decisions_of(assessment),
        followed(events, APPLIES),
        followed(events, MATTERS),
        {slug: one.severity for slug, one in seen_in(assessment).items()},
    )


def followed(
    events: Iterable[tuple[str, Mapping[str, object], Mapping[str, object]]],
    side: tuple[str, ...],
) -> dict[str, Followed]:
    """Component → the proposal that set this side of its decision last; none if a person did."""
    found: dict[str, Followed] = {}
    for slug, old, new in events:
        before = {name: old.get(name) for name in side}
        if before == {name: new.get(name) for name in side}:
            continue
        found.pop(slug, None)
        if because := str(new.get("because", "")):
            found[slug] = Followed(because, before)
    return found


def because_of(question: ContextQuestionContent, answer: ContextAnswerContent) -> str:
    return f"{question.slug}/{answer.slug}"


def proposal_of(ground: Ground, question: ContextQuestionContent) -> Proposal:
    """What the answer to a question proposes as not applicable."""
    answer = answer_to(question, ground.assessment.context)
    because = because_of(question, answer) if answer else ""
    named = answer.components if answer else ()
    offers = (_out(ground, slug, because) for slug in named)
    earlier = {
        slug: one.because
        for slug, one in ground.applies.items()
        if one.because.startswith(f"{question.slug}/") and slug not in named
    }
    names = {because_of(question, one): one.name for one in question.answers}
    return Proposal(
        source=question.slug,
        because=because,
        offers=tuple(offer for offer in offers if offer.items),
        left=tuple(_out(ground, slug, earlier[slug]) for slug in earlier),
        earlier=next((names.get(one, "") for one in earlier.values()), ""),
    )


def _out(ground: Ground, slug: str, because: str) -> Offer:
    scope = ground.scope
    items = sum(scope.covers(item) for item in scope.framework.items_of(slug))
    state = "open"
    if scope.excluding(slug) is not None:
        owner = ground.applies.get(slug)
        source = because.split("/")[0]
        state = "taken" if owner and owner.because.split("/")[0] == source else "set"
    return Offer(scope.framework.by_slug[slug], items, state)


def critical_proposal(ground: Ground) -> Proposal:
    """Components that usually cause what was ticked, or are about to change; at most so many."""
    scope, framework = ground.scope, ground.scope.framework
    weights: Counter[str] = Counter()
    shows: dict[str, list[str]] = {}
    for top, name, weight in _causes(ground):
        weights[top] += weight
        if name not in shows.setdefault(top, []):
            shows[top].append(name)
    changing = _changing(ground)
    weights.update(dict.fromkeys(changing, CHANGE_WEIGHT))
    place = {component.slug: at for at, component in enumerate(framework.components)}
    within = {top.slug for top in scope.top_components if scope.excluding(top.slug) is None}
    ranked = sorted(within & set(weights), key=lambda slug: (-weights[slug], place[slug]))
    offers = [
        _critical(ground, slug, _why(shows.get(slug, []), slug in changing)) for slug in ranked
    ]
    room = CRITICAL_LIMIT - sum(
        decision.importance == Importance.CRITICAL for decision in ground.decisions.values()
    )
    open_ones = [offer for offer in offers if offer.state == "open"][: max(0, room)]
    kept = [offer for offer in offers if offer in open_ones or offer.state != "open"]
    left = [slug for slug in ground.matters if slug not in weights]
    return Proposal(
        source=CRITICAL,
        because=CRITICAL,
        offers=tuple(kept),
        left=tuple(_critical(ground, slug) for slug in left),
    )


def _causes(ground: Ground) -> Iterable[tuple[str, str, int]]:
    """Top-level component, a ticked symptom it usually causes, and how severe that is."""
    framework = ground.scope.framework
    for symptom in framework.symptoms:
        for cause in symptom.causes:
            if cause.rank == "primary" and symptom.slug in ground.seen:
                yield framework.top_of[cause.component], symptom.name, ground.seen[symptom.slug]


def _changing(ground: Ground) -> set[str]:
    """Top-level components of what is about to change."""
    framework = ground.scope.framework
    changed = changed_in(ground.assessment)
    return {framework.top_of[slug] for slug in changed if slug in framework.by_slug}


def _why(symptoms: Sequence[str], is_changing: bool) -> str:
    said = ["is about to change"] if is_changing else []
    if symptoms:
        said.append(f"usually causes {joined(f'“{name}”' for name in symptoms)}")
    return joined(said)


def _critical(ground: Ground, slug: str, why: str = "") -> Offer:
    framework = ground.scope.framework
    state = "open"
    if ground.decisions.get(slug, Decision()).importance == Importance.CRITICAL:
        state = "taken" if slug in ground.matters else "set"
    return Offer(framework.by_slug[slug], len(framework.items_of(slug)), state, why)


@transaction.atomic
def follow(
    assessment: Assessment, user: User, proposal: Proposal, slugs: Iterable[str] = ()
) -> None:
    """Do what is proposed, for these components or for all that are open."""
    Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
    wanted, decisions = set(slugs), decisions_of(assessment)
    for offer in proposal.open:
        slug = offer.component.slug
        if wanted and slug not in wanted:
            continue
        now = decisions.get(slug, Decision())
        if now.applicable:  # somebody else may have taken it out meanwhile
            decide(assessment, user, slug, _as_proposed(proposal, now), proposal.because)


def _as_proposed(proposal: Proposal, now: Decision) -> Decision:
    if proposal.source == CRITICAL:
        return replace(now, importance=Importance.CRITICAL.value)
    reason = ComponentSetting.Reason.NOT_OUR_MODEL.value
    return replace(now, applicable=False, reason=reason)


@transaction.atomic
def turn_back(
    assessment: Assessment, user: User, proposal: Proposal, slugs: Sequence[str] = ()
) -> None:
    """Put back what stood before, on the side the proposal changed; by hand stays by hand."""
    Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
    ground = ground_of(assessment)
    owners = ground.matters if proposal.source == CRITICAL else ground.applies
    may = {offer.component.slug for offer in (*proposal.taken, *proposal.left)}
    for slug in slugs or proposal.to_turn_back:
        if slug in may and slug in owners:
            now = ground.decisions.get(slug, Decision())
            before = dict(owners[slug].before)
            decide(assessment, user, slug, replace(now, **before))  # type: ignore[arg-type]
