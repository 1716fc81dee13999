"""Where a person starts: the organisations they may see, and what waits in each."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Membership, Organisation, Role, User
from assessments.forms import OrganisationForm
from assessments.models import Assessment, Progress, Scan, Standing, standings
from assessments.sentences import counted
from assessments.views.part import PartLine, lines_of, whole_of
from assessments.views.request import MemberRequest
from assessments.views.seat import Seat
from assessments.views.steps import Step, next_step, scope_words
from ecosystem.sentences import first_upper


@dataclass(frozen=True)
class AssessmentLine:
    standing: Standing
    may_answer: bool

    @property
    def assessment(self) -> Assessment:
        return self.standing.assessment

    @property
    def step(self) -> Step:
        return next_step(self.standing, self.may_answer)

    @property
    def scope(self) -> str:
        return scope_words(self.standing)


@dataclass(frozen=True)
class OrganisationPart:
    organisation: Organisation
    may_manage: bool
    lines: tuple[AssessmentLine, ...]


@dataclass(frozen=True)
class AskedLine:
    """An assessment that asks for this person's answers, and shows them nothing else."""

    seat: Seat
    lines: tuple[PartLine, ...]

    @property
    def assessment(self) -> Assessment:
        return self.seat.assessment

    @property
    def whole(self) -> Progress:
        return whole_of(self.lines)

    @property
    def way(self) -> PartLine | None:
        """Where it goes on, or begins anew."""
        waiting = (line for line in self.lines if not line.progress.is_done)
        return next(waiting, next(iter(self.lines), None))


@dataclass(frozen=True)
class HomePage:
    parts: tuple[OrganisationPart, ...]
    asked: tuple[AskedLine, ...] = ()

    @property
    def headline(self) -> str:
        """What waits, as a sentence."""
        lines = [line for part in self.parts for line in part.lines]
        waiting = sum(line.step.waits for line in lines)
        waiting += sum(not line.whole.is_done for line in self.asked)
        if waiting:
            verb = "waits" if waiting == 1 else "wait"
            return f"{first_upper(counted(waiting, 'assessment'))} {verb} for your answers."
        if lines or self.asked:
            return "Nothing waits for you. The results are there to read."
        if self.parts:
            return "No assessment has been started yet."
        return "Name the organisation you want to look at."


def parts_for(
    user: User, organisations: Iterable[Organisation], assessments: Iterable[Assessment]
) -> tuple[OrganisationPart, ...]:
    """The organisations with their assessments: a fixed number of queries."""
    managed = {o.pk for o in Organisation.objects.managed_by(user)}
    found = standings(assessments)
    return tuple(
        OrganisationPart(
            organisation,
            organisation.pk in managed,
            tuple(
                AssessmentLine(standing, organisation.pk in managed)
                for standing in found
                if standing.assessment.organisation_id == organisation.pk
            ),
        )
        for organisation in organisations
    )


def asked_of(user: User) -> tuple[AskedLine, ...]:
    seats = (Seat(found, user) for found in Assessment.objects.asking(user).with_names())
    return tuple(
        AskedLine(seat, lines_of(Scan.of(seat.assessment, seat.rater), seat)) for seat in seats
    )


@require_safe
def home(request: MemberRequest) -> HttpResponse:
    organisations = Organisation.objects.visible_to(request.user)
    assessments = Assessment.objects.visible_to(request.user).with_names()
    page = HomePage(parts_for(request.user, organisations, assessments), asked_of(request.user))
    return render(request, "assessments/home.html", {"page": page})


@dataclass(frozen=True)
class OrganisationPage:
    part: OrganisationPart
    members: tuple[Membership, ...]

    @property
    def organisation(self) -> Organisation:
        return self.part.organisation

    @property
    def headline(self) -> str:
        count = len(self.part.lines)
        return f"{first_upper(counted(count, 'assessment'))} {'so far' if count else 'yet'}."


@require_safe
def organisation(request: MemberRequest, organisation: UUID) -> HttpResponse:
    found = get_object_or_404(Organisation.objects.visible_to(request.user), code=organisation)
    assessments = Assessment.objects.visible_to(request.user).of(found).with_names()
    (part,) = parts_for(request.user, [found], assessments)
    members = found.memberships.select_related("user").order_by("user__email")
    page = OrganisationPage(part, tuple(members))
    return render(request, "assessments/organisation.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_new(request: MemberRequest) -> HttpResponse:
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            made = form.save()
            Membership.objects.create(user=request.user, organisation=made, role=Role.OWNER)
        return redirect("assessments:assessment-new", made.code)
    status = 422 if form.is_bound else 200
    return render(request, "assessments/organisation_form.html", {"form": form}, status=status)
