"""Before you finish: what to answer next, and what weakens the result. Nothing is forced."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.findings import OF_ONE_PERSON, Doubt, DoubtGroup, ItemFinding, Report
from assessments.models import Assessment, Rater, Sheet, standing_of
from assessments.report import report_of, report_of_rater
from assessments.sentences import counted
from assessments.views.links import by_link, link_seat
from assessments.views.rating import Onward, item_url
from assessments.views.request import HtmxRequest, MemberRequest
from assessments.views.seat import Seat, member_seat
from assessments.views.steps import next_step
from ecosystem.sentences import first_upper

SHOWN = 6
"""Lines of one kind shown before the rest is folded away."""


@dataclass(frozen=True)
class Line:
    """Something to look at again, and where; `beside` are the items of its family."""

    name: str
    sentence: str
    url: str
    beside: tuple["Line", ...] = ()
    found: ItemFinding | None = None


@dataclass(frozen=True)
class NextPage:
    """What to answer next, for the side of a page."""

    seat: Seat
    lines: tuple[Line, ...]
    doubts: int
    others: str  # what is in of other people's answers, and what is not

    @property
    def doubts_words(self) -> str:
        return first_upper(f"{counted(self.doubts, 'point')} to look at again")


@dataclass(frozen=True)
class CheckGroup:
    kind: str
    title: str
    why: str
    lines: tuple[Line, ...]
    count: int

    @property
    def first(self) -> tuple[Line, ...]:
        return self.lines[:SHOWN]

    @property
    def rest(self) -> tuple[Line, ...]:
        return self.lines[SHOWN:]


@dataclass(frozen=True)
class CheckPage:
    seat: Seat
    groups: tuple[CheckGroup, ...]
    next: tuple[Line, ...]
    answered: int
    others: str
    onward: Onward

    @property
    def assessment(self) -> Assessment:
        return self.seat.assessment

    @property
    def may_manage(self) -> bool:
        return self.seat.may_manage

    @property
    def headline(self) -> str:
        if not self.answered and self.others:
            return "Nothing is answered by name yet, so there is nothing to look at again."
        if not self.answered:
            return "Nothing is answered yet, so nothing can weaken the result."
        what = "your answers" if self.seat.is_by_link else "the result"
        if not self.groups:
            return f"Nothing weakens {what}."
        points = counted(sum(group.count for group in self.groups), "point")
        return first_upper(f"{points} to look at again before you finish.")


def read_report(seat: Seat, sheet: Sheet) -> Report:
    """What this person may see: a rater by link only what follows from their own answers."""
    if isinstance(seat.who, Rater):
        asked = {item.slug for item in sheet.scope.items}
        return report_of_rater(seat.assessment, seat.who, asked)
    return report_of(seat.assessment)


def doubts_for(seat: Seat, report: Report) -> tuple[DoubtGroup, ...]:
    """A rater by link is asked for what a rater can settle."""
    if not seat.is_by_link:
        return report.doubts
    return tuple(group for group in report.doubts if group.kind in OF_ONE_PERSON)


def next_lines(seat: Seat, report: Report, sheet: Sheet) -> tuple[Line, ...]:
    found = ((report.name(s.slug), s.sentence, s.slug) for s in report.sharpens)
    return tuple(Line(name, said, place_of(seat, sheet, slug)) for name, said, slug in found)


def place_of(seat: Seat, sheet: Sheet, slug: str) -> str:
    """Where an item is rated; a pillar's targets are set on the page of its settings."""
    framework = sheet.scope.framework
    if slug in framework.pillar_by_slug:
        return seat.url("settings", slug)
    if sheet.scope.covers(slug):
        return item_url(seat, framework.by_slug[slug])
    return seat.url("finding", slug)


def check_groups(seat: Seat, report: Report, sheet: Sheet) -> tuple[CheckGroup, ...]:
    return tuple(
        CheckGroup(
            group.kind,
            first_upper(group.said),
            group.why,
            tuple(line_of(seat, report, sheet, doubt) for doubt in group.doubts),
            group.count,
        )
        for group in doubts_for(seat, report)
    )


def line_of(seat: Seat, report: Report, sheet: Sheet, doubt: Doubt) -> Line:
    place = place_of(seat, sheet, doubt.slug)
    family = next((one for one in report.families if one.slug == doubt.family), None)
    if family is None:
        return Line(report.name(doubt.slug), doubt.sentence, place)
    beside = (
        Line(report.name(slug), "", place_of(seat, sheet, slug), found=report.item[slug])
        for slug in family.items
    )
    return Line(family.name, family.definition, place, tuple(beside))


def onward_from(seat: Seat, sheet: Sheet) -> Onward:
    if seat.is_by_link:
        return Onward("To the end", seat.home)
    if not seat.may_manage:
        return Onward("See the result", seat.url("result"))
    standing = standing_of(seat.assessment)
    if sheet.scope.framework.symptoms and not standing.symptoms:
        return Onward("Next: operational symptoms", seat.url("symptoms"))
    step = next_step(standing, may_answer=True)
    return Onward(step.label, step.url)


def count_of(groups: Iterable[DoubtGroup]) -> int:
    return sum(group.count for group in groups)


def show_check(request: HtmxRequest, seat: Seat) -> HttpResponse:
    sheet = Sheet.of(seat.assessment, seat.rater)
    report = read_report(seat, sheet)
    page = CheckPage(
        seat=seat,
        groups=check_groups(seat, report, sheet),
        next=next_lines(seat, report, sheet),
        answered=report.answered + report.estimated + report.dont_know,
        others="" if seat.is_by_link else report.standing_of_others,
        onward=onward_from(seat, sheet),
    )
    return render(request, "assessments/check.html", {"page": page})


def show_next(request: HtmxRequest, seat: Seat) -> HttpResponse:
    """Loaded after the page it stands on: working it out takes longer than the page itself."""
    sheet = Sheet.of(seat.assessment, seat.rater)
    report = read_report(seat, sheet)
    page = NextPage(
        seat=seat,
        lines=next_lines(seat, report, sheet),
        doubts=count_of(doubts_for(seat, report)),
        others="" if seat.is_by_link else report.standing_of_others,
    )
    return render(request, "assessments/next.html", {"page": page})


@require_safe
def check(request: MemberRequest, code: UUID) -> HttpResponse:
    return show_check(request, member_seat(request, code))


@require_safe
def next_up(request: MemberRequest, code: UUID) -> HttpResponse:
    return show_next(request, member_seat(request, code))


@by_link
@require_safe
def part_check(request: HtmxRequest, rater: UUID) -> HttpResponse:
    return show_check(request, link_seat(request, rater))


@by_link
@require_safe
def part_next(request: HtmxRequest, rater: UUID) -> HttpResponse:
    return show_next(request, link_seat(request, rater))
