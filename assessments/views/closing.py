"""Closing an assessment, opening it again, and reading what people noted without a name."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.findings import ItemFinding, Report
from assessments.models import (
    Assessment,
    Decision,
    GroupTurnout,
    Release,
    decide,
    turnout_of,
)
from assessments.report import Note, WrongState, close, notes_of, quote, reopen, report_of
from assessments.sentences import closing_sentence, kept_release_sentence
from assessments.views.request import MemberRequest


@dataclass(frozen=True)
class ClosingPage:
    """What a close shows and what it does not."""

    assessment: Assessment
    report: Report
    groups: tuple[GroupTurnout, ...]
    release: Release | None
    notes: int

    @property
    def may_manage(self) -> bool:
        return self.assessment.is_open

    @property
    def is_sealed(self) -> bool:
        return self.assessment.state == Assessment.State.SEALED

    @cached_property
    def rows(self) -> tuple[tuple[GroupTurnout, str], ...]:
        """The groups, and what happens to each one's answers."""
        everybody, floor = self.unnamed, self.report.floor
        return tuple(
            (
                one,
                closing_sentence(one.unnamed, one.agreed, everybody, floor) if one.answered else "",
            )
            for one in self.groups
        )

    @property
    def unnamed(self) -> int:
        return sum(group.unnamed for group in self.groups)

    @property
    def withheld(self) -> tuple[ItemFinding, ...]:
        return self.report.withheld

    @property
    def to_confirm(self) -> tuple[ItemFinding, ...]:
        return tuple(item for item in self.report.items if item.to_confirm)


def managed(request: MemberRequest, code: UUID) -> Assessment:
    return get_object_or_404(Assessment.objects.managed_by(request.user).with_names(), code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: MemberRequest, code: UUID) -> HttpResponse:
    assessment = managed(request, code)
    if request.method == "POST":
        return close_now(request, assessment)
    page = ClosingPage(
        assessment,
        report_of(assessment),
        turnout_of(assessment),
        Release.objects.newest(assessment),
        len(notes_of(assessment)),
    )
    return render(request, "assessments/closing.html", {"page": page, "report": page.report})


def close_now(request: MemberRequest, assessment: Assessment) -> HttpResponse:
    """Close it; who clicks twice, or after somebody else, finds it closed."""
    before = Release.objects.newest(assessment)
    try:
        release = close(assessment, request.user)
    except WrongState:
        messages.info(request, "It is closed already.")
    else:
        if release is None and before is not None:
            messages.info(request, kept_release_sentence(before.at.date()))
    return redirect("assessments:close", assessment.code)


@require_POST
def reopening(request: MemberRequest, code: UUID) -> HttpResponse:
    assessment = managed(request, code)
    try:
        reopen(assessment, request.user)
    except WrongState:
        messages.info(request, "It cannot be opened again: it is open already, or sealed.")
    return redirect("assessments:close", assessment.code)


@require_POST
def confirm(request: MemberRequest, code: UUID, component: str) -> HttpResponse:
    """Take an item out that the raters say does not apply, in their words."""
    assessment = managed(request, code)
    item = report_of(assessment).item.get(component)
    if item is None or not item.to_confirm or not may_be_decided(assessment):
        raise Http404
    decision = Decision(importance=item.importance, applicable=False, reason=item.reason)
    decide(assessment, request.user, component, decision)
    return redirect("assessments:close", assessment.code)


def may_be_decided(assessment: Assessment) -> bool:
    return assessment.state != Assessment.State.SEALED


@dataclass(frozen=True)
class NotesPage:
    assessment: Assessment
    report: Report
    notes: tuple[Note, ...]

    @property
    def may_manage(self) -> bool:
        return self.assessment.is_open

    @property
    def quoted(self) -> int:
        return sum(note.is_quoted for note in self.notes)

    @property
    def by_item(self) -> tuple[tuple[ItemFinding, tuple[Note, ...]], ...]:
        slugs = dict.fromkeys(note.slug for note in self.notes)
        return tuple(
            (self.report.item[slug], tuple(note for note in self.notes if note.slug == slug))
            for slug in slugs
        )


@require_safe
def notes(request: MemberRequest, code: UUID) -> HttpResponse:
    assessment = managed(request, code)
    page = NotesPage(assessment, report_of(assessment), notes_of(assessment))
    return render(request, "assessments/notes.html", {"page": page, "report": page.report})


@require_POST
def note(request: MemberRequest, code: UUID, mark: str) -> HttpResponse:
    """Tick a note for the report, or take the tick away."""
    assessment = managed(request, code)
    if not may_be_decided(assessment):
        raise Http404
    found = quote(assessment, request.user, mark, request.POST.get("quoted") == "yes")
    if found is None:
        raise Http404
    if not request.htmx:
        return redirect("assessments:notes", assessment.code)
    context = {"page": NotesPage(assessment, report_of(assessment), notes_of(assessment))}
    return render(request, "assessments/notes.html#kept", context | {"note": found})
