"""Context: facts about the organisation, and what they propose to leave out or to put first."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessments.forms.context import FOLLOW, ContextAnswerForm, OwnWordsForm, ProposalForm
from assessments.models import (
    CRITICAL_LIMIT,
    OWN_WORDS,
    TOLD_LENGTH,
    Assessment,
    Ground,
    Importance,
    Proposal,
    TooManyCritical,
    answer_to,
    critical_proposal,
    follow,
    ground_of,
    proposal_of,
    standing_of,
    tell,
    turn_back,
)
from assessments.sentences import counted, number
from assessments.views.request import MemberRequest
from assessments.views.steps import Step, next_step
from ecosystem.content import ContextAnswerContent, ContextQuestionContent, PillarContent
from ecosystem.loading import content_of
from ecosystem.sentences import first_upper

ALL = "all"
ASKED = {
    "trigger": (
        "What led to this assessment?",
        "So that whoever reads this in a year knows why somebody asked.",
    ),
    "segments": (
        "Which customers and markets is it about?",
        "Name them as you do in the house, if not all are meant.",
    ),
}


def all_of(count: int) -> str:
    return {1: "it", 2: "both"}.get(count, f"all {number(count)}")


@dataclass(frozen=True)
class Question:
    """A question, what was answered, and what follows from that."""

    question: ContextQuestionContent
    answer: ContextAnswerContent | None
    proposal: Proposal
    typed: str | None = None  # what was posted but is no answer
    errors: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        return self.question.slug

    @property
    def chosen(self) -> str:
        return self.answer.slug if self.answer else ""

    @property
    def proposed(self) -> str:
        items = sum(offer.items for offer in self.proposal.open)
        return f"{first_upper(counted(items, 'item'))} proposed as not applicable"

    @property
    def taken(self) -> str:
        items = sum(offer.items for offer in self.proposal.taken)
        return f"{first_upper(counted(items, 'item'))} left out because of this answer"

    @property
    def leave_out(self) -> str:
        return f"Leave {all_of(len(self.proposal.open))} out"

    @property
    def put_back(self) -> str:
        return f"Put {all_of(len(self.proposal.to_turn_back))} back"

    @property
    def word(self) -> str:
        return self.answer.name if self.answer else "not said"


@dataclass(frozen=True)
class Words:
    """A question that is answered in own words."""

    name: str
    label: str
    about: str
    text: str
    errors: tuple[str, ...] = ()
    limit: int = TOLD_LENGTH


@dataclass(frozen=True)
class ContextPage:
    assessment: Assessment
    words: tuple[Words, ...]
    questions: tuple[Question, ...]
    critical: Proposal
    criticals: int  # components that are critical now
    onward: Step
    limit: int = CRITICAL_LIMIT
    may_manage: bool = True  # or the page would not be found

    @property
    def told(self) -> int:
        return sum(one.answer is not None for one in self.questions)

    @property
    def open_items(self) -> int:
        """Items that could still be left out by what was answered, each counted once."""
        framework = content_of(self.assessment.framework)
        slugs = (offer.component.slug for one in self.questions for offer in one.proposal.open)
        return len({item for slug in slugs for item in framework.items_of(slug)})

    @property
    def several_open(self) -> bool:
        return sum(bool(one.proposal.open) for one in self.questions) > 1

    @property
    def critical_proposed(self) -> str:
        return f"{first_upper(counted(len(self.critical.open), 'component'))} proposed as critical"

    @property
    def make_critical(self) -> str:
        return f"Make {all_of(len(self.critical.open))} critical"

    @property
    def pillar(self) -> PillarContent:
        """Whose settings are shown to whoever wants to decide alone."""
        return self.assessment.looked_at.pillars[0]

    @property
    def waits_for_symptoms(self) -> bool:
        return not (self.critical.offers or self.critical.left)


def context_page(
    assessment: Assessment, refused: Question | None = None, words: Words | None = None
) -> ContextPage:
    ground = ground_of(assessment)
    questions = (question_of(ground, one) for one in content_of(assessment.framework).context)
    return ContextPage(
        assessment=assessment,
        words=tuple(
            words if words and words.name == name else words_of(assessment, name)
            for name in OWN_WORDS
        ),
        questions=tuple(
            refused if refused and refused.slug == one.slug else one for one in questions
        ),
        critical=critical_proposal(ground),
        criticals=sum(one.importance == Importance.CRITICAL for one in ground.decisions.values()),
        onward=next_step(standing_of(assessment), may_answer=True),
    )


def question_of(ground: Ground, question: ContextQuestionContent) -> Question:
    answer = answer_to(question, ground.assessment.context)
    return Question(question, answer, proposal_of(ground, question))


def words_of(assessment: Assessment, name: str) -> Words:
    return Words(name, *ASKED[name], text=assessment.context.get(OWN_WORDS[name], ""))


def open_assessment(request: MemberRequest, code: UUID) -> Assessment:
    found = Assessment.objects.managed_by(request.user).open().with_names()
    return get_object_or_404(found, code=code)


def question_in(assessment: Assessment, slug: str) -> ContextQuestionContent:
    found = next((q for q in content_of(assessment.framework).context if q.slug == slug), None)
    if found is None:
        raise Http404
    return found


@require_safe
def context(request: MemberRequest, code: UUID) -> HttpResponse:
    page = context_page(open_assessment(request, code))
    return render(request, "assessments/context.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def context_answer(request: MemberRequest, code: UUID, question: str) -> HttpResponse:
    assessment = open_assessment(request, code)
    asked = question_in(assessment, question)
    back = f"{reverse('assessments:context', args=[code])}#question-{question}"
    if request.method != "POST":  # where signing in again leads back to
        return redirect(back)
    form = ContextAnswerForm(asked, request.POST)
    if not form.is_valid():
        return refuse_answer(request, assessment, asked, form)
    tell(assessment, request.user, question, form.cleaned_data["answer"])
    if not request.htmx:
        return redirect(back)
    return show_question(request, assessment, question)


def refuse_answer(
    request: MemberRequest,
    assessment: Assessment,
    asked: ContextQuestionContent,
    form: ContextAnswerForm,
) -> HttpResponse:
    errors = tuple(str(error) for error in form.errors["answer"])
    stands = question_of(ground_of(assessment), asked)
    refused = Question(asked, stands.answer, stands.proposal, request.POST.get("answer"), errors)
    page = context_page(assessment, refused)
    part = "#follows" if request.htmx else ""
    said = {"page": page, "one": refused, "oob": True}
    return render(request, f"assessments/context.html{part}", said, status=422)


def show_question(
    request: MemberRequest, assessment: Assessment, question: str, focus: bool = False
) -> HttpResponse:
    page = context_page(assessment)
    one = next(one for one in page.questions if one.slug == question)
    said = {"page": page, "one": one, "saved": timezone.now(), "oob": True, "focus": focus}
    return render(request, "assessments/context.html#answered", said)


@require_http_methods(["GET", "HEAD", "POST"])
def context_words(request: MemberRequest, code: UUID, name: str) -> HttpResponse:
    assessment = open_assessment(request, code)
    if name not in OWN_WORDS:
        raise Http404
    back = f"{reverse('assessments:context', args=[code])}#{name}"
    if request.method != "POST":  # where signing in again leads back to
        return redirect(back)
    form = OwnWordsForm(request.POST)
    if not form.is_valid():
        errors = tuple(str(error) for error in form.errors["text"])
        typed = Words(name, *ASKED[name], text=request.POST.get("text", ""), errors=errors)
        said = {"page": context_page(assessment, words=typed), "words": typed}
        part = "#words-refused" if request.htmx else ""
        return render(request, f"assessments/context.html{part}", said, status=422)
    tell(assessment, request.user, OWN_WORDS[name], form.cleaned_data["text"])
    if not request.htmx:
        return redirect(back)
    said = {"words": words_of(assessment, name), "saved": timezone.now(), "oob": True}
    return render(request, "assessments/context.html#words-kept", said)


@require_http_methods(["GET", "HEAD", "POST"])
def context_proposal(request: MemberRequest, code: UUID, source: str) -> HttpResponse:
    """Follow what is proposed, or turn it back; `source` is a question, `critical` or `all`."""
    assessment = open_assessment(request, code)
    proposals = proposals_from(assessment, source)
    anchor = "critical" if source == "critical" else f"question-{source}"
    back = f"{reverse('assessments:context', args=[code])}#{'top' if source == ALL else anchor}"
    form = ProposalForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return redirect(back)
    act: Callable[..., None] = follow if form.cleaned_data["do"] == FOLLOW else turn_back
    try:
        for proposal in proposals:
            act(assessment, request.user, proposal, form.slugs)
    except TooManyCritical:
        messages.error(
            request,
            f"At most {CRITICAL_LIMIT} components can be critical, and {CRITICAL_LIMIT} are. "
            "Make one of them important first.",
        )
    if not request.htmx or source in (ALL, "critical"):
        return redirect(back)
    return show_question(request, assessment, source, focus=True)


def proposals_from(assessment: Assessment, source: str) -> tuple[Proposal, ...]:
    ground = ground_of(assessment)
    if source == "critical":
        return (critical_proposal(ground),)
    if source == ALL:
        questions = content_of(assessment.framework).context
        return tuple(proposal_of(ground, question) for question in questions)
    return (proposal_of(ground, question_in(assessment, source)),)
