"""Rating: one section of a pillar in view, each answer kept as it is given."""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessments.forms import RatingForm
from assessments.models import (
    FULL,
    Assessment,
    ChangedMeanwhile,
    NotApplicable,
    NotInScope,
    Progress,
    Rater,
    Section,
    Sheet,
    rate,
)
from assessments.views.cards import Card, Clash, before_words, card_of, like_of
from assessments.views.request import HtmxRequest, MemberRequest
from assessments.views.seat import Seat, member_seat
from assessments.views.steps import minutes_words
from ecosystem.content import ComponentContent, PillarContent
from ecosystem.loading import content_of

CLEAR = "clear"
"""The button that takes an answer back."""
ALL = "all"
"""Asks for all items of the pillar, also where only some are asked."""
VERSION = "X-Answer-Version"
"""Header of the reply: what the next answer to this item is based on."""


@dataclass(frozen=True)
class SectionLine:
    section: Section
    progress: Progress
    url: str
    is_here: bool


@dataclass(frozen=True)
class Ahead:
    """How far the pillar is, for the bar on top and the list of its sections."""

    pillar: PillarContent
    progress: Progress
    sections: tuple[SectionLine, ...]
    saved: datetime | None = None
    said: str = ""

    @property
    def minutes(self) -> str:
        return minutes_words(self.progress.minutes)


@dataclass(frozen=True)
class Onward:
    label: str
    url: str


@dataclass(frozen=True)
class RatePage:
    seat: Seat
    section: Section
    ahead: Ahead
    cards: tuple[Card, ...]
    onward: Onward
    shows_all: bool = False  # also what is not asked, because somebody wants to see it
    others: int = 0  # items of the pillar that are not asked and not shown

    @property
    def all_url(self) -> str:
        return f"{self.seat.url('rate', self.pillar.slug)}?{ALL}=1"

    @property
    def asked_url(self) -> str:
        return self.seat.url("rate", self.pillar.slug)

    @property
    def assessment(self) -> Assessment:
        return self.seat.assessment

    @property
    def may_manage(self) -> bool:
        return self.seat.may_manage

    @property
    def pillar(self) -> PillarContent:
        return self.section.pillar


def section_url(seat: Seat, section: Section) -> str:
    path = seat.url("rate", section.pillar.slug)
    return f"{path}?{urlencode({'section': section.slug})}"


def item_url(seat: Seat, item: ComponentContent) -> str:
    path = seat.url("rate", item.pillar)
    return f"{path}?{urlencode({'item': item.slug})}#item-{item.slug}"


def ahead_of(
    sheet: Sheet,
    seat: Seat,
    here: Section,
    saved: datetime | None = None,
    said: str = "",
) -> Ahead:
    sections = tuple(
        SectionLine(
            section,
            sheet.progress(section.items),
            section_url(seat, section),
            section.slug == here.slug,
        )
        for section in sheet.scope.sections(here.pillar)
    )
    alike = (line for line in sections if line.section.is_upstream == here.is_upstream)
    whole = sum((line.progress for line in alike), Progress())
    return Ahead(here.pillar, whole, sections, saved, said)


def onward_from(sheet: Sheet, seat: Seat, section: Section) -> Onward:
    """The next section, else the next pillar, else what comes after rating."""
    sections = sheet.scope.sections(section.pillar)
    after = sections[[s.slug for s in sections].index(section.slug) + 1 :]
    if after:
        return Onward(f"Next: {after[0].name}", section_url(seat, after[0]))
    pillars = sheet.scope.pillars
    further = pillars[[p.slug for p in pillars].index(section.pillar.slug) + 1 :]
    if further:
        return Onward(f"Next pillar: {further[0].name}", seat.url("rate", further[0].slug))
    return Onward("Before you finish", seat.check_url)


def section_at(sheet: Sheet, pillar: str, asked: str | None, item: str | None) -> Section:
    """The section asked for or with the item, else the first with something left; or 404."""
    place = sheet.scope.page_of(item) if item and sheet.scope.is_probed(item) else pillar
    found = next((p for p in sheet.scope.pillars if p.slug == place), None)
    if found is None:
        raise Http404
    sections = sheet.scope.sections(found)
    for section in sections:
        if section.slug == asked or any(one.slug == item for one in section.items):
            return section
    left = (s for s in sections if any(sheet.is_open(one) for one in s.items))
    return next(left, sections[0])


def item_to_open(sheet: Sheet, section: Section, asked: str | None) -> str:
    """The item asked for, else the first without an answer, else the first."""
    slugs = [item.slug for item in section.items]
    if asked in slugs:
        return str(asked)
    return next((item.slug for item in section.items if sheet.is_open(item)), slugs[0])


@require_safe
def rate_pillar(request: MemberRequest, code: UUID, pillar: str) -> HttpResponse:
    return show_pillar(request, member_seat(request, code), pillar)


@require_http_methods(["GET", "HEAD", "POST"])
def rating(request: MemberRequest, code: UUID, pillar: str, component: str) -> HttpResponse:
    return answer(request, member_seat(request, code), pillar, component)


def show_pillar(request: HtmxRequest, seat: Seat, pillar: str) -> HttpResponse:
    asked = request.GET.get("item")
    sheet = shown(Sheet.of(seat.assessment, seat.rater), asked, request.GET)
    section = section_at(sheet, pillar, request.GET.get("section"), asked)
    page = rate_page(sheet, seat, section, item_to_open(sheet, section, asked))
    return render(request, "assessments/rate.html", {"page": page, "ahead": page.ahead})


def shown(sheet: Sheet, item: str | None, query: QueryDict) -> Sheet:
    """With all items where they are wanted, or where one is wanted that is not asked."""
    if ALL in query or (item in sheet.lines and not sheet.scope.is_asked(str(item))):
        return replace(sheet, scope=sheet.scope.in_full)
    return sheet


def left_out(sheet: Sheet, pillar: PillarContent) -> int:
    """How many items of the pillar are in scope and not on its pages."""
    there = {item.slug for s in sheet.scope.sections(pillar) for item in s.items}
    return sum(i.pillar == pillar.slug and i.slug not in there for i in sheet.scope.items)


def rate_page(
    sheet: Sheet,
    seat: Seat,
    section: Section,
    opened: str,
    refused: RatingForm | None = None,
) -> RatePage:
    return RatePage(
        seat=seat,
        section=section,
        ahead=ahead_of(sheet, seat, section),
        cards=tuple(
            card_of(
                sheet,
                seat,
                item,
                is_open=item.slug == opened,
                form=refused if item.slug == opened else None,
                like=like_of(sheet, item),
                before=before_words(seat.before.get(item.slug)),
            )
            for item in section.items
        ),
        onward=onward_from(sheet, seat, section),
        shows_all=sheet.scope.opened is None and sheet.scope.depth != FULL,
        others=left_out(sheet, section.pillar),
    )


def answer(request: HtmxRequest, seat: Seat, pillar: str, component: str) -> HttpResponse:
    item = content_of(seat.assessment.framework).by_slug.get(component)
    if item is None or item.pillar != pillar:
        raise Http404
    if request.method != "POST":  # where signing in again leads back to
        return redirect(item_url(seat, item))
    if request.POST.get("seat", seat.key) != seat.key:
        return HttpResponse("Somebody else gave this answer.", "text/plain", status=412)
    if CLEAR in request.POST:
        return keep(request, seat, item, None)
    form = RatingForm(request.POST)
    if form.is_valid():
        return keep(request, seat, item, form)
    return refuse(request, seat, item, form)


def keep(
    request: HtmxRequest,
    seat: Seat,
    item: ComponentContent,
    form: RatingForm | None,
) -> HttpResponse:
    """Write the answer down, or take it back where there is no form."""
    given, based_on = form.given if form else None, request.POST.get("base")
    try:
        sheet = rate(seat.assessment, seat.who, item.slug, given, based_on)
    except (NotInScope, Rater.DoesNotExist) as missing:
        raise Http404 from missing
    except ChangedMeanwhile as changed:
        line = changed.sheet.lines[item.slug]
        clash = Clash(card_of(changed.sheet, seat, item, is_open=True), line.at, given)
        return tell_clash(request, clash, line.version)
    except NotApplicable as out:
        form = form or RatingForm({})
        form.is_valid()
        form.add_error(None, f"The owner has set this item as not applicable: {out}. Reload.")
        return refuse(request, seat, item, form)
    sheet = shown(sheet, item.slug, request.POST)
    section = section_at(sheet, item.pillar, None, item.slug)
    if not request.htmx:
        return redirect(item_url(seat, following(sheet, section, item)))
    card = card_of(sheet, seat, item, is_open=True)
    said = f"{item.short_name}: {card.said}"
    ahead = ahead_of(sheet, seat, section, timezone.now(), said)
    kept = render(
        request, "assessments/rate.html#kept", {"card": card, "ahead": ahead, "oob": True}
    )
    kept[VERSION] = card.version
    return kept


def tell_clash(request: HtmxRequest, clash: Clash, version: str) -> HttpResponse:
    """Keep what is stored, and leave it to the person which of the two answers counts."""
    context = {"clash": clash, "card": clash.card}
    told = render(request, "assessments/rate.html#clash", context, status=409)
    told[VERSION] = version
    return told


def following(sheet: Sheet, section: Section, item: ComponentContent) -> ComponentContent:
    """Without scripts the page comes back at the next item that waits, else at the same."""
    at = section.items.index(item)
    ahead = (*section.items[at + 1 :], *section.items[:at])
    return next((one for one in ahead if sheet.is_open(one)), item)


def refuse(
    request: HtmxRequest, seat: Seat, item: ComponentContent, form: RatingForm
) -> HttpResponse:
    """Say what is wrong at the item; what was typed stays where it is."""
    sheet = shown(Sheet.of(seat.assessment, seat.rater), item.slug, request.POST)
    section = section_at(sheet, item.pillar, None, item.slug)
    page = rate_page(sheet, seat, section, item.slug, form)
    card = next((card for card in page.cards if card.item == item), None)
    if card is None:
        raise Http404
    context = {"page": page, "ahead": page.ahead, "card": card}
    part = "#refused" if request.htmx else ""
    return render(request, f"assessments/rate.html{part}", context, status=422)
