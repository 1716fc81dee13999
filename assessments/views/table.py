"""A whole pillar as a table, for whoever writes down what a workshop says.

Own answers go the way of the rating page; what the workshop agrees on is kept beside them.
"""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import reswap, retarget

from assessments.charts.words import LEVELS, decimal
from assessments.findings import Answers, ItemAnswer
from assessments.forms.consensus import ConsensusForm
from assessments.models import (
    Assessment,
    NotApplicable,
    Noted,
    NotInScope,
    Section,
    Sheet,
    agree,
    agreed_in,
)
from assessments.report import answers_of
from assessments.sentences import counted, others_sentence
from assessments.views.cards import Card, card_of
from assessments.views.rating import CLEAR, Ahead, Onward, ahead_of, item_url
from assessments.views.request import MemberRequest
from assessments.views.seat import Seat
from ecosystem.content import ComponentContent, PillarContent
from ecosystem.loading import content_of

OWN, CONSENSUS = "own", "consensus"


@dataclass(frozen=True)
class Row:
    """One item: this person's answer, what everybody said, and what was agreed on."""

    item: ComponentContent
    card: Card
    place: str  # where its sentences are read
    address: str  # where a consensus goes
    noted: Noted | None = None
    said: ItemAnswer | None = None
    form: ConsensusForm | None = None

    @property
    def levels(self) -> tuple[tuple[str, str], ...]:
        return tuple((str(level), word) for level, word in enumerate(LEVELS, 1))

    @property
    def agreed(self) -> str:
        """The level that is ticked: what was typed, else what is kept."""
        if self.form is not None:
            return str(self.form["answer"].value() or "")
        return str(self.noted.consensus.score) if self.noted else ""

    @property
    def note(self) -> str:
        if self.form is not None:
            return str(self.form["note"].value() or "")
        return self.noted.consensus.note if self.noted else ""

    @property
    def errors(self) -> tuple[str, ...]:
        if self.form is None:
            return ()
        return tuple(str(error) for found in self.form.errors.values() for error in found)

    @property
    def word(self) -> str:
        """The agreed score in words."""
        return LEVELS[self.noted.consensus.score - 1] if self.noted else "nothing agreed"

    @property
    def raters(self) -> str:
        """`2.5, three raters`: what people answered, whatever was agreed since."""
        if self.said is None or not self.said.raters:
            return ""
        is_agreed = self.said.agreed is not None
        score = self.said.agreed.rated if self.said.agreed else self.said.score
        if score is None or (not is_agreed and self.said.source != "ratings"):
            return ""
        return f"{decimal(score)}, {counted(self.said.raters, 'rater')}"


@dataclass(frozen=True)
class RowGroup:
    section: Section
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class TablePage:
    seat: Seat
    pillar: PillarContent
    pillars: tuple[PillarContent, ...]
    mode: str
    ahead: Ahead
    groups: tuple[RowGroup, ...]
    others: str  # what of other people's answers is in

    @property
    def assessment(self) -> Assessment:
        return self.seat.assessment

    may_manage = True  # or the page would not be found

    @property
    def is_own(self) -> bool:
        return self.mode == OWN

    @property
    def query(self) -> str:
        return "" if self.is_own else f"?{urlencode({'answers': CONSENSUS})}"

    @property
    def agreed(self) -> int:
        return sum(row.noted is not None for group in self.groups for row in group.rows)

    @property
    def rows(self) -> int:
        return sum(len(group.rows) for group in self.groups)

    @property
    def agreed_words(self) -> str:
        if not self.agreed:
            return "nothing agreed on yet"
        return f"{self.agreed} of {counted(self.rows, 'item')} agreed on"

    @property
    def onward(self) -> Onward:
        after = self.pillars[self.pillars.index(self.pillar) + 1 :]
        if after:
            url = self.seat.url("table", after[0].slug) + self.query
            return Onward(f"Next pillar: {after[0].name}", url)
        if self.assessment.is_open:
            return Onward("Before you finish", self.seat.check_url)
        return Onward("See the result", self.seat.url("result"))


@dataclass(frozen=True)
class Desk:
    """All that the table of one assessment is made from."""

    seat: Seat
    sheet: Sheet
    noted: dict[str, Noted]

    @cached_property
    def answers(self) -> Answers:
        """What everybody said, as far as it may be shown; read where it stands beside a row."""
        return answers_of(self.seat.assessment)

    @cached_property
    def said(self) -> dict[str, ItemAnswer]:
        return {answer.slug: answer for answer in self.answers.items}

    @classmethod
    def at(cls, assessment: Assessment, request: MemberRequest) -> "Desk":
        seat = Seat(assessment, request.user)
        sheet = Sheet.of(assessment, seat.rater)
        return cls(seat, sheet, agreed_in(assessment))

    def row(
        self, item: ComponentContent, mode: str = CONSENSUS, form: ConsensusForm | None = None
    ) -> Row:
        return Row(
            item=item,
            card=card_of(self.sheet, self.seat, item),
            place=item_url(self.seat, item),
            address=self.seat.url("consensus", item.slug),
            noted=self.noted.get(item.slug),
            said=self.said[item.slug] if mode == CONSENSUS else None,
            form=form,
        )

    def page(self, pillar: str, mode: str, form: tuple[str, ConsensusForm] | None) -> TablePage:
        scope = self.sheet.scope
        found = next((p for p in scope.pillars if p.slug == pillar), None)
        if found is None:
            raise Http404
        sections = scope.whole_sections(found)
        refused, typed = form or ("", None)
        groups = tuple(
            RowGroup(
                section,
                tuple(
                    self.row(i, mode, typed if i.slug == refused else None) for i in section.items
                ),
            )
            for section in sections
        )
        others = ""
        if mode == CONSENSUS:
            others = others_sentence(self.answers.waiting, self.answers.closed_on)
        ahead = ahead_of(self.sheet, self.seat, sections[0])
        return TablePage(self.seat, found, scope.pillars, mode, ahead, groups, others)


def unsealed(request: MemberRequest, code: UUID) -> Assessment:
    """The assessment for whoever manages it, open or closed; 404 for anybody else."""
    found: Assessment = get_object_or_404(
        Assessment.objects.managed_by(request.user).unsealed().with_names(), code=code
    )
    return found


def mode_of(assessment: Assessment, asked: str | None) -> str:
    """After the close people's answers stay as they are, and only a workshop's word is taken."""
    return CONSENSUS if asked == CONSENSUS or not assessment.is_open else OWN


@require_safe
def table(request: MemberRequest, code: UUID, pillar: str) -> HttpResponse:
    assessment = unsealed(request, code)
    mode = mode_of(assessment, request.GET.get("answers"))
    page = Desk.at(assessment, request).page(pillar, mode, None)
    return render(request, "assessments/table.html", {"page": page, "ahead": page.ahead})


@require_http_methods(["GET", "HEAD", "POST"])
def consensus(request: MemberRequest, code: UUID, component: str) -> HttpResponse:
    assessment = unsealed(request, code)
    item = content_of(assessment.framework).by_slug.get(component)
    if item is None or not item.is_item:
        raise Http404
    if request.method != "POST":  # where signing in again leads back to
        return redirect(row_url(assessment, item))
    if CLEAR in request.POST:
        return keep(request, assessment, item, None)
    form = ConsensusForm(request.POST)
    if form.is_valid():
        return keep(request, assessment, item, form)
    return refuse(request, assessment, item, form)


def row_url(assessment: Assessment, item: ComponentContent) -> str:
    url = reverse("assessments:table", args=[assessment.code, item.pillar])
    return f"{url}?{urlencode({'answers': CONSENSUS})}#item-{item.slug}"


def keep(
    request: MemberRequest,
    assessment: Assessment,
    item: ComponentContent,
    form: ConsensusForm | None,
) -> HttpResponse:
    """Write down what was agreed on, or take it back where there is no form."""
    try:
        agree(assessment, request.user, item.slug, form.consensus if form else None)
    except (NotInScope, Assessment.DoesNotExist) as missing:
        raise Http404 from missing
    except NotApplicable as out:
        form = form or ConsensusForm({})
        form.is_valid()
        form.add_error(None, f"The owner has set this item as not applicable: {out}. Reload.")
        return refuse(request, assessment, item, form)
    if not request.htmx:
        return redirect(row_url(assessment, item))
    desk = Desk.at(assessment, request)
    page = desk.page(item.pillar, CONSENSUS, None)
    context = {"page": page, "row": desk.row(item), "saved": timezone.now(), "oob": True}
    if form is not None:
        return render(request, "assessments/table.html#agreed", context)
    response = render(request, "assessments/table.html#taken_back", context)
    return reswap(retarget(response, f"#item-{item.slug}"), "outerHTML")


def refuse(
    request: MemberRequest, assessment: Assessment, item: ComponentContent, form: ConsensusForm
) -> HttpResponse:
    """Say what is wrong at the row; what was typed stays where it is."""
    desk = Desk.at(assessment, request)
    if not desk.sheet.scope.covers(item.slug):
        raise Http404
    page = desk.page(item.pillar, CONSENSUS, (item.slug, form))
    context = {"page": page, "ahead": page.ahead, "row": desk.row(item, form=form)}
    part = "#refused" if request.htmx else ""
    return render(request, f"assessments/table.html{part}", context, status=422)
