"""The quick scan: one question per block over all pillars on one page, each answer kept."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessments.forms.scan import BlockForm
from assessments.models import (
    QUICK,
    Assessment,
    ChangedMeanwhile,
    Given,
    NotInScope,
    Progress,
    Rater,
    Scan,
    rate_block,
)
from assessments.sentences import counted
from assessments.views.cards import Card, Clash
from assessments.views.links import by_link, link_seat
from assessments.views.rating import CLEAR, VERSION, Onward
from assessments.views.request import HtmxRequest, MemberRequest
from assessments.views.seat import Seat, member_seat
from assessments.views.steps import minutes_words
from ecosystem.content import BlockContent, PillarContent
from ecosystem.loading import content_of


@dataclass(frozen=True)
class Question:
    """A block as the thing that is rated."""

    slug: str
    name: str
    definition: str
    names: tuple[str, ...]  # of the items it stands for
    anchors: tuple[str, ...]

    @property
    def short_name(self) -> str:
        return self.name


@dataclass(frozen=True)
class ScanPart:
    """One pillar of the scan."""

    pillar: PillarContent
    cards: tuple[Card, ...]
    progress: Progress


@dataclass(frozen=True)
class ScanAhead:
    """How far the scan is, for the bar on top and the list of pillars."""

    parts: tuple[tuple[PillarContent, Progress], ...]
    saved: datetime | None = None
    said: str = ""

    @property
    def progress(self) -> Progress:
        return sum((progress for _, progress in self.parts), Progress())

    @property
    def minutes(self) -> str:
        return minutes_words(self.progress.minutes)


@dataclass(frozen=True)
class ScanPage:
    seat: Seat
    ahead: ScanAhead
    parts: tuple[ScanPart, ...]
    onward: Onward

    @property
    def assessment(self) -> Assessment:
        return self.seat.assessment

    @property
    def may_manage(self) -> bool:
        return self.seat.may_manage

    @property
    def questions(self) -> str:
        return counted(sum(len(part.cards) for part in self.parts), "question")


def question_of(scan: Scan, block: BlockContent) -> Question:
    framework = scan.scope.framework
    return Question(
        block.slug,
        block.name,
        block.definition,
        tuple(framework.by_slug[item].short_name for item in block.items),
        framework.block_anchors[block.slug],
    )


def block_card(scan: Scan, seat: Seat, block: BlockContent, **shown: object) -> Card:
    return Card(
        item=question_of(scan, block),
        url=seat.url("scan-answer", block.slug),
        inside="",
        given=scan.given(block.slug),
        excluded=None,
        version=scan.version(block.slug),
        **shown,  # type: ignore[arg-type]
    )


def ahead_of(scan: Scan, saved: datetime | None = None, said: str = "") -> ScanAhead:
    parts = (
        (pillar, scan.progress(blocks_of(scan, pillar)))
        for pillar in scan.scope.framework.pillars
        if blocks_of(scan, pillar)
    )
    return ScanAhead(tuple(parts), saved, said)


def blocks_of(scan: Scan, pillar: PillarContent) -> tuple[BlockContent, ...]:
    return tuple(block for block in scan.blocks if block.pillar == pillar.slug)


def scan_page(
    scan: Scan, seat: Seat, opened: str | None = None, refused: BlockForm | None = None
) -> ScanPage:
    blocks = scan.blocks
    waiting = next((block.slug for block in blocks if scan.is_open(block)), blocks[0].slug)
    here = opened if opened in {block.slug for block in blocks} else waiting
    ahead = ahead_of(scan)
    return ScanPage(
        seat,
        ahead,
        tuple(
            ScanPart(
                pillar,
                tuple(
                    block_card(
                        scan,
                        seat,
                        block,
                        is_open=block.slug == here,
                        form=refused if block.slug == here else None,
                    )
                    for block in blocks_of(scan, pillar)
                ),
                progress,
            )
            for pillar, progress in ahead.parts
        ),
        onward_from(scan, seat),
    )


def onward_from(scan: Scan, seat: Seat) -> Onward:
    """What comes after the last question: symptoms, the items that are asked, or the end."""
    scope = scan.scope
    is_by_symptoms = seat.assessment.entry == Assessment.Entry.PROBLEMS
    if not seat.is_by_link and seat.may_manage and scope.framework.symptoms and not is_by_symptoms:
        return Onward("Next: operational symptoms", seat.url("symptoms"))
    pillars = [item.pillar for item in scope.asked]
    if scope.depth != QUICK and pillars:
        name = scope.framework.pillar_by_slug[pillars[0]].name
        return Onward(f"Next: {name}", seat.url("rate", pillars[0]))
    if seat.is_by_link:
        return Onward("To the end", seat.home)
    return Onward("See the result", seat.url("result"))


@require_safe
def scan(request: MemberRequest, code: UUID) -> HttpResponse:
    return show_scan(request, member_seat(request, code))


@require_http_methods(["GET", "HEAD", "POST"])
def scan_answer(request: MemberRequest, code: UUID, block: str) -> HttpResponse:
    return answer_block(request, member_seat(request, code), block)


@by_link
@require_safe
def part_scan(request: HtmxRequest, rater: UUID) -> HttpResponse:
    return show_scan(request, link_seat(request, rater))


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def part_scan_answer(request: HtmxRequest, rater: UUID, block: str) -> HttpResponse:
    return answer_block(request, link_seat(request, rater), block)


def show_scan(request: HtmxRequest, seat: Seat) -> HttpResponse:
    found = Scan.of(seat.assessment, seat.rater)
    if not found.blocks:
        raise Http404
    page = scan_page(found, seat, request.GET.get("item"))
    return render(request, "assessments/scan.html", {"page": page, "ahead": page.ahead})


def answer_block(request: HtmxRequest, seat: Seat, block: str) -> HttpResponse:
    found = content_of(seat.assessment.framework).block_by_slug.get(block)
    if found is None:
        raise Http404
    if request.method != "POST":  # where signing in again leads back to
        return redirect(block_url(seat, found))
    if request.POST.get("seat", seat.key) != seat.key:
        return HttpResponse("Somebody else gave this answer.", "text/plain", status=412)
    if CLEAR in request.POST:
        return keep(request, seat, found, None)
    form = BlockForm(request.POST)
    if form.is_valid():
        return keep(request, seat, found, form.given)
    return refuse(request, seat, found, form)


def block_url(seat: Seat, block: BlockContent) -> str:
    return f"{seat.url('scan')}?item={block.slug}#item-{block.slug}"


def keep(
    request: HtmxRequest, seat: Seat, block: BlockContent, given: Given | None
) -> HttpResponse:
    """Write the answer down, or take it back where there is none."""
    try:
        found = rate_block(seat.assessment, seat.who, block.slug, given, request.POST.get("base"))
    except (NotInScope, Rater.DoesNotExist) as missing:
        raise Http404 from missing
    except ChangedMeanwhile:
        return tell_clash(request, seat, block, given)
    if not request.htmx:
        return redirect(block_url(seat, following(found, block)))
    card = block_card(found, seat, block, is_open=True)
    ahead = ahead_of(found, timezone.now(), f"{block.name}: {card.said}")
    context = {"card": card, "ahead": ahead, "oob": True}
    kept = render(request, "assessments/scan.html#kept", context)
    kept[VERSION] = card.version
    return kept


def tell_clash(
    request: HtmxRequest, seat: Seat, block: BlockContent, mine: Given | None
) -> HttpResponse:
    """Keep what is stored, and leave it to the person which of the two answers counts."""
    found = Scan.of(seat.assessment, seat.rater)
    line = found.lines.get(block.slug)
    card = block_card(found, seat, block, is_open=True)
    clash = Clash(card, line.at if line else None, mine)
    context = {"clash": clash, "card": card}
    told = render(request, "assessments/rate.html#clash", context, status=409)
    told[VERSION] = card.version
    return told


def following(found: Scan, block: BlockContent) -> BlockContent:
    """Without scripts the page comes back at the next question that waits, else at the same."""
    blocks = found.blocks
    at = blocks.index(block)
    ahead = (*blocks[at + 1 :], *blocks[:at])
    return next((one for one in ahead if found.is_open(one)), block)


def refuse(request: HtmxRequest, seat: Seat, block: BlockContent, form: BlockForm) -> HttpResponse:
    """Say what is wrong at the question; what was typed stays where it is."""
    found = Scan.of(seat.assessment, seat.rater)
    if block not in found.blocks:
        raise Http404
    page = scan_page(found, seat, block.slug, form)
    card = next(c for part in page.parts for c in part.cards if c.item.slug == block.slug)
    context = {"page": page, "ahead": page.ahead, "card": card}
    part = "#refused" if request.htmx else ""
    template = "rate" if part else "scan"
    return render(request, f"assessments/{template}.html{part}", context, status=422)
