"""The consultant's own words: one text for the summary, each pillar and each headline root."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessments.findings import Report
from assessments.forms import TextForm
from assessments.models import (
    SUMMARY_SLOT,
    TEXT_LENGTH,
    Assessment,
    slots_of,
    texts_of,
    write_text,
)
from assessments.paper.titles import pillar as pillar_title
from assessments.report import report_of
from assessments.sentences import counted
from assessments.views.request import MemberRequest
from assessments.views.results import visible
from ecosystem.loading import content_of

SUMMARY_NAME = "Summary"
NOT_PRINTED = "Not a headline root at the moment, so it is not printed. Nothing is lost."


@dataclass(frozen=True)
class TextBox:
    """One slot, what is kept in it, and what was typed but could not be kept."""

    assessment: Assessment
    slot: str
    name: str
    about: str
    text: str
    form: TextForm | None = None

    @property
    def typed(self) -> str:
        return self.text if self.form is None else str(self.form["text"].value() or "")

    @property
    def errors(self) -> tuple[str, ...]:
        return tuple(map(str, self.form.errors.get("text", ()))) if self.form else ()

    @property
    def state(self) -> str:
        """What there is, in words."""
        return counted(len(self.text.split()), "word") if self.text else "nothing written"

    @property
    def limit(self) -> int:
        return TEXT_LENGTH


@dataclass(frozen=True)
class BoxGroup:
    name: str
    about: str
    boxes: tuple[TextBox, ...]


@dataclass(frozen=True)
class TextsPage:
    assessment: Assessment
    groups: tuple[BoxGroup, ...]

    @property
    def may_manage(self) -> bool:
        return self.assessment.may_be_changed


def texts_page(assessment: Assessment, refused: TextBox | None = None) -> TextsPage:
    """The slots of this report, and those written in that it has no place for now."""
    report, kept = report_of(assessment), texts_of(assessment)

    def group(name: str, about: str, slots: list[tuple[str, str, str]]) -> BoxGroup:
        boxes = (
            TextBox(assessment, slot, label, what, kept.get(slot, ""))
            for slot, label, what in slots
        )
        return BoxGroup(
            name, about, tuple(refused if refused and refused.slot == b.slot else b for b in boxes)
        )

    pillars, roots = pillar_slots(assessment, report), root_slots(report)
    placed = {SUMMARY_SLOT} | {slot for slot, *_ in (*pillars, *roots)}
    written = {**kept, **({refused.slot: ""} if refused else {})}
    waiting = [
        (slot, name_of(assessment, slot), NOT_PRINTED) for slot in written if slot not in placed
    ]
    found = (
        group(
            "Summary",
            "Stands with the headline, before every figure.",
            [(SUMMARY_SLOT, SUMMARY_NAME, report.headline.sentence)],
        ),
        group("Pillars", "Each stands with its pillar, in the full report and its own.", pillars),
        group("Root causes", "Each stands on the page of its root.", roots),
        group("Waiting", "Written for a root that the headline no longer names.", waiting),
    )
    return TextsPage(assessment, tuple(one for one in found if one.boxes))


def pillar_slots(assessment: Assessment, report: Report) -> list[tuple[str, str, str]]:
    """Each pillar with what was found there."""
    return [
        (
            pillar.slug,
            pillar.name,
            pillar_title(
                report.pillar[pillar.slug],
                [item for item in report.items if item.pillar == pillar.slug and item.in_scope],
            ),
        )
        for pillar in assessment.looked_at.pillars
    ]


def root_slots(report: Report) -> list[tuple[str, str, str]]:
    return [(root.slug, report.name(root.slug), root.why) for root in report.roots]


def name_of(assessment: Assessment, slot: str) -> str:
    if slot == SUMMARY_SLOT:
        return SUMMARY_NAME
    framework = content_of(assessment.framework)
    if slot in framework.pillar_by_slug:
        return framework.pillar_by_slug[slot].name
    return framework.by_slug[slot].short_name if slot in framework.by_slug else slot


def writable(request: MemberRequest, code: UUID) -> Assessment:
    """The assessment, or 404 for whoever may not write, and where it is sealed."""
    get_object_or_404(Assessment.objects.managed_by(request.user).unsealed(), code=code)
    return visible(request.user, code)


@require_safe
def texts(request: MemberRequest, code: UUID) -> HttpResponse:
    page = texts_page(writable(request, code))
    return render(request, "assessments/texts.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: MemberRequest, code: UUID, slot: str) -> HttpResponse:
    assessment = writable(request, code)
    if slot not in slots_of(assessment.looked_at):
        raise Http404
    back = f"{reverse('assessments:texts', args=[code])}#{slot}"
    if request.method != "POST":  # where signing in again leads back to
        return redirect(back)
    form = TextForm(request.POST)
    if not form.is_valid():
        return refuse(request, assessment, slot, form)
    typed = form.cleaned_data["text"]
    write_text(assessment, request.user, slot, typed)
    if not request.htmx:
        return redirect(back)
    box = TextBox(assessment, slot, name_of(assessment, slot), "", typed)
    context = {"box": box, "saved": timezone.now()}
    return render(request, "assessments/texts.html#kept", context)


def refuse(
    request: MemberRequest, assessment: Assessment, slot: str, form: TextForm
) -> HttpResponse:
    """Say what is wrong at the text; what was typed stays where it is."""
    kept = texts_of(assessment).get(slot, "")
    box = TextBox(assessment, slot, name_of(assessment, slot), "", kept, form)
    if request.htmx:
        return render(request, "assessments/texts.html#refused", {"box": box}, status=422)
    page = texts_page(assessment, box)
    return render(request, "assessments/texts.html", {"page": page}, status=422)
