"""Taking part by link: what a rater reads first, their own progress, and leaving again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.charts.words import LEVELS
from assessments.forms.part import BeginForm, ResumeForm
from assessments.mail.tasks import send_mail
from assessments.models import (
    Assessment,
    BegunElsewhere,
    Given,
    Progress,
    Promise,
    PromiseChanged,
    Rater,
    Rating,
    Scan,
    TooManyTries,
    begin,
    finish,
    fits,
    note_opened,
    promise_to,
    put_code_in_post,
    reason_words,
    replace_code,
    withdraw,
)
from assessments.views.links import (
    by_link,
    gone,
    let_in,
    link_seat,
    linked_rater,
    seat_at,
    seated_rater,
    sits,
    stop_telling,
    tell,
    told,
)
from assessments.views.rating import answer, item_url, section_url, show_pillar
from assessments.views.request import HtmxRequest
from assessments.views.seat import Seat
from assessments.views.steps import minutes_words

CODE_IS_COMING = (
    "A new code is on its way to the address you were invited at. It may take some minutes; "
    "the code before it then no longer works."
)


@dataclass(frozen=True)
class PartLine:
    """One stretch of the way: the quick scan, a pillar, or what lies upstream."""

    name: str
    progress: Progress
    url: str

    @property
    def minutes(self) -> str:
        return minutes_words(self.progress.minutes)

    @property
    def verb(self) -> str:
        if self.progress.is_done:
            return "Look again"
        return "Go on" if self.progress.has_begun else "Begin"


@dataclass(frozen=True)
class SeatPage:
    """A page that says one thing to one rater."""

    seat: Seat

    @property
    def assessment(self) -> Assessment:
        return self.seat.assessment

    @property
    def rater(self) -> Rater | None:
        return self.seat.rater


@dataclass(frozen=True)
class BeginPage(SeatPage):
    """What is read before the first question."""

    promise: Promise
    whole: Progress
    has_changed: bool = False

    @property
    def minutes(self) -> str:
        return minutes_words(self.whole.minutes)

    @property
    def others(self) -> int:
        return self.promise.people - 1


@dataclass(frozen=True)
class ResumePage(SeatPage):
    form: ResumeForm


@dataclass(frozen=True)
class PartPage(SeatPage):
    """How far this rater is, and the ways on."""

    lines: tuple[PartLine, ...]
    code: str  # for another device, until it is written down

    @property
    def whole(self) -> Progress:
        return whole_of(self.lines)

    @property
    def minutes(self) -> str:
        return minutes_words(self.whole.minutes)

    @property
    def next(self) -> PartLine | None:
        return next((line for line in self.lines if not line.progress.is_done), None)


@dataclass(frozen=True)
class OwnAnswer:
    name: str
    given: Given
    url: str

    @property
    def words(self) -> str:
        if self.given.answer == Rating.Answer.DONT_KNOW:
            return "don’t know"
        if self.given.answer == Rating.Answer.NOT_APPLICABLE:
            return f"not applicable: {reason_words(self.given.reason)}"
        return LEVELS[(self.given.score or 1) - 1]


@dataclass(frozen=True)
class OwnSection:
    slug: str
    name: str
    answers: tuple[OwnAnswer, ...]


@dataclass(frozen=True)
class AnswersPage(SeatPage):
    sections: tuple[OwnSection, ...]


@login_not_required
@require_safe
def link(request: HtmxRequest, token: str) -> HttpResponse:
    """Exchange the link for an entry in the session; no page stands under its address."""
    rater = Rater.objects.by_token(token)
    if rater is None:
        return gone(request)
    if request.method == "GET":
        let_in(request, rater)
        note_opened(rater)
    response = redirect("assessments:part", rater.code)
    response["Referrer-Policy"] = "no-referrer"
    return response


@by_link
@require_safe
def part(request: HtmxRequest, rater: UUID) -> HttpResponse:
    found = linked_rater(request, rater)
    seat = Seat(found.assessment, found)
    if found.withdrawn:
        return render(request, "assessments/part_thanks.html", {"page": SeatPage(seat)})
    if found.has_begun and sits(request, found):
        return show_progress(request, seat)
    if found.has_begun:  # own answers can be read and erased after the close, too
        return ask_for_code(request, seat, ResumeForm())
    if not found.assessment.is_open:
        return render(request, "assessments/part_closed.html", {"page": SeatPage(seat)})
    return show_terms(request, seat)


def show_terms(request: HtmxRequest, seat: Seat, *, has_changed: bool = False) -> HttpResponse:
    assert isinstance(seat.who, Rater)
    lines = lines_of(Scan.of(seat.assessment, seat.who), seat)
    page = BeginPage(seat, promise_to(seat.who), whole_of(lines), has_changed)
    status = 409 if has_changed else 200
    return render(request, "assessments/part_begin.html", {"page": page}, status=status)


def ask_for_code(request: HtmxRequest, seat: Seat, form: ResumeForm) -> HttpResponse:
    page = ResumePage(seat, form)
    status = 422 if form.is_bound else 200
    return render(request, "assessments/part_resume.html", {"page": page}, status=status)


def show_progress(request: HtmxRequest, seat: Seat) -> HttpResponse:
    assert isinstance(seat.who, Rater)
    scan = Scan.of(seat.assessment, seat.who)
    page = PartPage(seat, lines_of(scan, seat), told(request, seat.who))
    return render(request, "assessments/part.html", {"page": page})


def lines_of(scan: Scan, seat: Seat) -> tuple[PartLine, ...]:
    """The way through everything that is asked, in its order."""
    return tuple(line for line in _lines(scan, seat) if line.progress.total)


def _lines(scan: Scan, seat: Seat) -> Iterator[PartLine]:
    scope, answers = scan.scope, scan.sheet.answers
    if scope.blocks:
        yield PartLine("Quick scan", scan.progress(scope.blocks), seat.url("scan"))
    for pillar in scope.pillars:
        asked = [
            item
            for item in scope.asked
            if item.pillar == pillar.slug and not scope.is_probed(item.slug)
        ]
        url = seat.url("rate", pillar.slug)
        yield PartLine(pillar.name, scope.progress(asked, answers), url)
    if scope.probed:
        last = scope.sections(scope.pillars[-1])[-1]
        progress = scope.progress(scope.probed, answers)
        yield PartLine(scope.upstream, progress, section_url(seat, last))


def whole_of(lines: Iterable[PartLine]) -> Progress:
    return sum((line.progress for line in lines), Progress())


@by_link
@require_POST
def part_begin(request: HtmxRequest, rater: UUID) -> HttpResponse:
    found = linked_rater(request, rater)
    form = BeginForm(request.POST)
    if not found.assessment.is_open or found.withdrawn:
        return redirect("assessments:part", found.code)
    if not form.is_valid():
        return show_terms(request, Seat(found.assessment, found), has_changed=True)
    consents = form.cleaned_data["consents"]
    try:
        code = begin(found, anonymous=form.is_anonymous, consents=consents)
    except PromiseChanged:
        return show_terms(request, Seat(found.assessment, found), has_changed=True)
    except BegunElsewhere:
        return redirect("assessments:part", found.code)
    seat_at(request, found)
    tell(request, found, code)
    return redirect("assessments:part", found.code)


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def part_resume(request: HtmxRequest, rater: UUID) -> HttpResponse:
    found = linked_rater(request, rater)
    if request.method != "POST" or not found.has_begun or found.withdrawn:
        return redirect("assessments:part", found.code)
    form = ResumeForm(request.POST)
    if form.is_valid() and is_theirs(found, form):
        seat_at(request, found)
        return redirect("assessments:part", found.code)
    return ask_for_code(request, Seat(found.assessment, found), form)


def is_theirs(rater: Rater, form: ResumeForm) -> bool:
    """Whether the code fits; if not, the form says why."""
    try:
        if fits(rater, form.cleaned_data["code"]):
            return True
        form.add_error("code", "This is not the code of this link. Look for a typing mistake.")
    except TooManyTries:
        form.add_error(
            "code",
            "Too many codes were tried here. Ask whoever invited you for a new link; "
            "your code stays the same.",
        )
    return False


@by_link
@require_POST
def part_code(request: HtmxRequest, rater: UUID) -> HttpResponse:
    """Make a new code for another device, or stop showing the one that was made."""
    found = seated_rater(request, rater)
    if "new" in request.POST:
        tell(request, found, replace_code(found))
    else:
        stop_telling(request, found)
    return redirect("assessments:part", found.code)


@by_link
@require_POST
def part_code_mail(request: HtmxRequest, rater: UUID) -> HttpResponse:
    """A new code to the address of the invitation, for whoever holds the link."""
    found = linked_rater(request, rater)
    if found.has_begun and not found.withdrawn and put_code_in_post(found):
        send_mail.enqueue()
    if found.email:
        messages.success(request, CODE_IS_COMING)
    return redirect("assessments:part", found.code)


@by_link
@require_safe
def part_rate(request: HtmxRequest, rater: UUID, pillar: str) -> HttpResponse:
    return show_pillar(request, link_seat(request, rater), pillar)


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def part_rating(request: HtmxRequest, rater: UUID, pillar: str, component: str) -> HttpResponse:
    return answer(request, link_seat(request, rater), pillar, component)


@by_link
@require_safe
def part_answers(request: HtmxRequest, rater: UUID) -> HttpResponse:
    found = seated_rater(request, rater)
    seat = Seat(found.assessment, found)
    page = AnswersPage(seat, own_sections(Scan.of(found.assessment, found), seat))
    return render(request, "assessments/part_answers.html", {"page": page})


def own_sections(scan: Scan, seat: Seat) -> tuple[OwnSection, ...]:
    """Every answer this rater has given, asked for today or not."""
    framework, lines = scan.scope.framework, scan.sheet.lines
    scanned = tuple(
        OwnAnswer(block.name, given, seat.url("scan"))
        for block in framework.blocks
        if (given := scan.given(block.slug))
    )
    found = [OwnSection("scan", "Quick scan", scanned)]
    for pillar in framework.pillars:
        rated = tuple(
            OwnAnswer(item.name, given, item_url(seat, item))
            for item in framework.items
            if item.pillar == pillar.slug and (given := lines[item.slug].given)
        )
        found.append(OwnSection(pillar.slug, pillar.name, rated))
    return tuple(section for section in found if section.answers)


@by_link
@require_POST
def part_finish(request: HtmxRequest, rater: UUID) -> HttpResponse:
    seat = link_seat(request, rater)
    assert isinstance(seat.who, Rater)
    finish(seat.who, done="again" not in request.POST)
    return redirect("assessments:part", rater)


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def part_withdraw(request: HtmxRequest, rater: UUID) -> HttpResponse:
    """Ask first, and erase on the second click."""
    found = seated_rater(request, rater)
    if request.method != "POST":
        seat = Seat(found.assessment, found)
        return render(request, "assessments/part_withdraw.html", {"page": SeatPage(seat)})
    withdraw(found)
    return redirect("assessments:part", found.code)
