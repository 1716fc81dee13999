"""Operational symptoms: what people see from day to day, ticked before anybody asks why."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessments.forms import SymptomForm
from assessments.models import Assessment, Seen, SymptomObservation, observe, seen_in
from assessments.sentences import SEVERITIES, trend_words
from assessments.views.rating import Onward
from assessments.views.request import MemberRequest
from assessments.views.steps import after_symptoms
from ecosystem.content import SymptomContent
from ecosystem.loading import content_of


@dataclass(frozen=True)
class Tick:
    """One operational symptom, how it is seen, and what was typed but could not be kept."""

    assessment: Assessment
    symptom: SymptomContent
    seen: Seen | None
    form: SymptomForm | None = None

    @property
    def is_seen(self) -> bool:
        if self.form is not None:
            return bool(self.form["seen"].value())
        return self.seen is not None

    @property
    def severity(self) -> str:
        if self.form is not None:
            return str(self.form["severity"].value() or SymptomObservation.Severity.CLEAR.value)
        return str((self.seen or Seen()).severity)

    @property
    def trend(self) -> str:
        if self.form is not None:
            return str(self.form["trend"].value() or "")
        return (self.seen or Seen()).trend

    @property
    def note(self) -> str:
        if self.form is not None:
            return str(self.form["note"].value() or "")
        return (self.seen or Seen()).note

    @property
    def severities(self) -> list[tuple[str, str]]:
        return [(str(value), word) for value, word in SEVERITIES.items()]

    @property
    def trends(self) -> list[tuple[str, str]]:
        known = [(value, trend_words(value)) for value in SymptomObservation.Trend.values]
        return [("", "don’t know"), *known]

    @property
    def errors(self) -> tuple[str, ...]:
        if self.form is None:
            return ()
        return tuple(str(error) for found in self.form.errors.values() for error in found)

    @property
    def word(self) -> str:
        """How it is seen, in words; nothing where it is not."""
        if self.seen is None:
            return ""
        words = [SEVERITIES[self.seen.severity], trend_words(self.seen.trend)]
        return ", ".join(word for word in words if word)


@dataclass(frozen=True)
class Theme:
    name: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True)
class SymptomsPage:
    assessment: Assessment
    themes: tuple[Theme, ...]
    count: int
    may_manage: bool = True  # or the page would not be found

    @property
    def onward(self) -> Onward:
        """What comes after the symptoms."""
        return Onward(*after_symptoms(self.assessment))

    @property
    def comes_first(self) -> bool:
        """Whether the ticks decide what is asked at all."""
        return self.assessment.entry == Assessment.Entry.PROBLEMS


def symptoms_page(
    assessment: Assessment, seen: dict[str, Seen], refused: Tick | None = None
) -> SymptomsPage:
    """All symptoms of the framework, by theme in the order of their first."""
    content = content_of(assessment.framework)
    themes: dict[str, list[Tick]] = {}
    for symptom in content.symptoms:
        tick = Tick(assessment, symptom, seen.get(symptom.slug))
        is_refused = refused is not None and refused.symptom == symptom
        themes.setdefault(symptom.theme, []).append(refused if refused and is_refused else tick)
    found = tuple(Theme(name, tuple(ticks)) for name, ticks in themes.items())
    return SymptomsPage(assessment, found, len(seen))


@require_safe
def symptoms(request: MemberRequest, code: UUID) -> HttpResponse:
    assessment = get_object_or_404(
        Assessment.objects.managed_by(request.user).open().with_names(), code=code
    )
    page = symptoms_page(assessment, seen_in(assessment))
    return render(request, "assessments/symptoms.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def symptom(request: MemberRequest, code: UUID, symptom: str) -> HttpResponse:
    assessment = get_object_or_404(
        Assessment.objects.managed_by(request.user).open().with_names(), code=code
    )
    found = content_of(assessment.framework).symptom_by_slug.get(symptom)
    if found is None:
        raise Http404
    back = f"{reverse('assessments:symptoms', args=[code])}#{symptom}"
    if request.method != "POST":  # where signing in again leads back to
        return redirect(back)
    form = SymptomForm(request.POST)
    if not form.is_valid():
        return refuse(request, assessment, found, form)
    observe(assessment, request.user, symptom, form.observation)
    if not request.htmx:
        return redirect(back)
    page = symptoms_page(assessment, seen_in(assessment))
    tick = Tick(assessment, found, form.observation)
    context = {"page": page, "tick": tick, "saved": timezone.now(), "oob": True}
    return render(request, "assessments/symptoms.html#kept", context)


def refuse(
    request: MemberRequest, assessment: Assessment, symptom: SymptomContent, form: SymptomForm
) -> HttpResponse:
    """Say what is wrong at the symptom; what was typed stays where it is."""
    seen = seen_in(assessment)
    tick = Tick(assessment, symptom, seen.get(symptom.slug), form)
    context = {"page": symptoms_page(assessment, seen, tick), "tick": tick}
    part = "#refused" if request.htmx else ""
    return render(request, f"assessments/symptoms.html{part}", context, status=422)
