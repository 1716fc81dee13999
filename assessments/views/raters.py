"""Inviting raters, and how far each is: how much they answered and when, never what."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST

from assessments.forms.raters import InviteForm, RaterForm, RemoveForm, ScheduleForm
from assessments.mail.tasks import send_mail
from assessments.models import (
    AlreadyInvited,
    Assessment,
    Attendance,
    Invited,
    MailJob,
    Rater,
    Thin,
    attendance,
    change,
    extend_link,
    invite,
    put_in_post,
    remind,
    remove,
    renew_link,
    stop_link,
    thin_pillars,
)
from assessments.sentences import counted
from assessments.views.request import MemberRequest
from ecosystem.sentences import first_upper

DAY = "j F Y"


@dataclass(frozen=True)
class RaterLine:
    """One rater by link, as a sentence of where they are."""

    found: Attendance
    address: str

    @property
    def rater(self) -> Rater:
        return self.found.rater

    @property
    def is_gone(self) -> bool:
        return bool(self.rater.revoked or self.rater.withdrawn)

    @property
    def has_ended(self) -> bool:
        """Whether the link leads nowhere."""
        return not self.rater.is_linked

    @property
    def state(self) -> str:
        rater = self.rater
        if rater.withdrawn:
            return "withdrew; all answers erased"
        if rater.revoked:
            return "removed; answers erased"
        if not rater.token_hash:
            return "removed; answers kept"
        if rater.finished:
            return "done"
        if rater.has_begun:
            return "has begun"
        return "opened the link" if self.found.opened else self.sending

    @property
    def sending(self) -> str:
        """What became of the invitation."""
        job = self.found.invitation
        if job is None:
            return "not sent; copy the link" if self.rater.email else "copy the link by hand"
        return {
            MailJob.State.SENT: "invitation sent",
            MailJob.State.FAILED: "could not be sent",
        }.get(MailJob.State(job.state), "not sent yet" if job.problem else "waiting to be sent")

    @property
    def problem(self) -> str:
        """Why the newest mail did not go out."""
        job = self.found.mail[0] if self.found.mail else None
        if job is None or not job.problem or self.is_gone:
            return ""
        if job.is_on_its_way:
            return f"{job.problem} It is tried again; or copy the link by hand."
        return f"{job.problem} Copy the link by hand, or send it again."

    @property
    def amount(self) -> str:
        """How much was answered, of what was asked at first."""
        if self.is_gone:
            return ""
        if not self.found.answered:
            return f"0 of {self.found.total}"
        if self.found.grows:
            return f"{self.found.answered} answered"
        return f"{min(self.found.answered, self.found.total)} of {self.found.total}"

    @property
    def has_problem(self) -> bool:
        return bool(self.problem) or (self.has_ended and not self.is_gone)


@dataclass(frozen=True)
class RatersPage:
    assessment: Assessment
    lines: tuple[RaterLine, ...]
    counted: int  # by link, as the promise of anonymity counts them
    members: tuple[Attendance, ...]
    thin: tuple[Thin, ...]
    invite: InviteForm
    schedule: ScheduleForm
    may_manage: bool = True

    @property
    def there(self) -> tuple[RaterLine, ...]:
        return tuple(line for line in self.lines if not line.is_gone)

    @property
    def floor(self) -> int:
        return self.assessment.organisation.floor

    @property
    def headline(self) -> str:
        if not self.there:
            return "Who else can say how selling works here?"
        people = first_upper(counted(len(self.there), "person is", "people are"))
        begun = sum(line.rater.has_begun for line in self.there)
        done = sum(line.rater.finished is not None for line in self.there)
        if not begun:
            return f"{people} invited; nobody has begun yet."
        finished = counted(done, "is", "are") if done else "none is"
        return f"{people} invited; {counted(begun, 'has', 'have')} begun, {finished} done."

    @property
    def to_remind(self) -> int:
        return sum(may_be_reminded(line) for line in self.there)

    @property
    def thin_words(self) -> tuple[str, ...]:
        return tuple(thin_sentence(thin) for thin in self.thin)

    @property
    def is_ready_to_promise(self) -> bool:
        return self.counted >= self.floor


def may_be_reminded(line: RaterLine) -> bool:
    rater = line.rater
    return bool(rater.email) and not line.has_ended and rater.finished is None


def thin_sentence(thin: Thin) -> str:
    people = counted(thin.people, "person", "people")
    what = f"Some of {thin.pillar.name}" if thin.part else thin.pillar.name
    return f"{what} is asked of {people} only."


def managed(request: MemberRequest, code: UUID) -> Assessment:
    return get_object_or_404(
        Assessment.objects.managed_by(request.user).with_names().distinct(), code=code
    )


def rater_of(request: MemberRequest, code: UUID, rater: UUID) -> Rater:
    """A rater by link of an assessment this person manages."""
    return get_object_or_404(Rater.objects.outside(managed(request, code)), code=rater)


def address_of(request: HttpRequest, rater: Rater) -> str:
    if not rater.is_linked:
        return ""
    return request.build_absolute_uri(reverse("assessments:link", args=[rater.token]))


def raters_page(
    request: MemberRequest,
    assessment: Assessment,
    invite_form: InviteForm | None = None,
    schedule: ScheduleForm | None = None,
) -> RatersPage:
    found = attendance(assessment)
    by_link = [one for one in found if one.rater.user_id is None]
    there = list(Rater.objects.counted_on(assessment))
    dates: dict[str, Any] = {"answer_by": assessment.answer_by, "reminds": assessment.reminds}
    usual = {"group": Rater.Group.SELLER, "sends": True}
    return RatersPage(
        assessment,
        tuple(RaterLine(one, address_of(request, one.rater)) for one in by_link),
        len(there),
        tuple(one for one in found if one.rater.user_id is not None),
        thin_pillars(assessment, there, assessment.organisation.floor),
        invite_form or InviteForm(assessment=assessment, initial=usual),
        schedule or ScheduleForm(initial=dates),
    )


def show(request: MemberRequest, page: RatersPage, status: int = 200) -> HttpResponse:
    return render(request, "assessments/raters.html", {"page": page}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def raters(request: MemberRequest, code: UUID) -> HttpResponse:
    assessment = managed(request, code)
    if request.method != "POST":
        return show(request, raters_page(request, assessment))
    form = InviteForm(request.POST, assessment=assessment)
    if not assessment.is_open:
        messages.error(request, "Rating is closed: open it again before you invite anybody.")
    elif form.is_valid() and invite_all(request, assessment, form):
        return redirect("assessments:raters", code)
    return show(request, raters_page(request, assessment, form), 422)


def invite_all(request: MemberRequest, assessment: Assessment, form: InviteForm) -> bool:
    """Everybody on the form, or nobody where somebody else was quicker."""
    try:
        made = invite(assessment, request.user, form.invited)
    except AlreadyInvited as taken:
        form.add_error("people", f"“{taken}” has been invited meanwhile.")
        return False
    posted = (
        [put_in_post(r, MailJob.Kind.INVITATION) for r in made]
        if form.cleaned_data["sends"]
        else []
    )
    if any(posted):
        send_mail.enqueue()
    people = counted(len(made), "person", "people")
    messages.success(request, f"{first_upper(people)} invited. {what_next(posted)}")
    return True


def what_next(posted: list[MailJob | None]) -> str:
    if not any(posted):
        return "Copy each link and send it yourself."
    if all(posted):
        return "How the mail fares stands beside each name."
    return "Copy the links of those without an address."


@require_POST
def raters_schedule(request: MemberRequest, code: UUID) -> HttpResponse:
    assessment = managed(request, code)
    form = ScheduleForm(request.POST)
    if not form.is_valid():
        return show(request, raters_page(request, assessment, schedule=form), 422)
    form.keep(assessment)
    messages.success(request, schedule_words(**form.cleaned_data))
    return redirect("assessments:raters", code)


def schedule_words(answer_by: date | None, reminds: bool) -> str:
    until = (
        f"Raters are asked to answer by {date_format(answer_by, DAY)}."
        if answer_by
        else "No last day."
    )
    return f"{until} Reminders {'go out by themselves' if reminds else 'are yours to send'}."


@require_POST
def raters_remind(request: MemberRequest, code: UUID) -> HttpResponse:
    """Everybody who has not finished, at most once a day each."""
    assessment = managed(request, code)
    waiting = Rater.objects.unfinished().of_assessment(assessment)
    count = sum(remind(rater) is not None for rater in waiting)
    say_reminded(request, count)
    return redirect("assessments:raters", code)


def say_reminded(request: MemberRequest, count: int) -> None:
    if count:
        send_mail.enqueue()
        messages.success(request, f"{first_upper(counted(count, 'reminder'))} put in the post.")
    else:
        messages.info(request, "Nobody is left to remind today: nobody is reminded twice a day.")


@require_http_methods(["GET", "HEAD", "POST"])
def rater(request: MemberRequest, code: UUID, rater: UUID) -> HttpResponse:
    found = rater_of(request, code, rater)
    form = rater_form(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        who = Invited(typed["label"], typed["email"], typed["group"])
        change(found, request.user, who, form.areas)
        messages.success(request, f"{who.label}: kept.")
        return redirect("assessments:rater", code, rater)
    return show_rater(request, found, form=form)


def rater_form(found: Rater, data: Any = None) -> RaterForm:
    now = {"label": found.label, "email": found.email, "group": found.group}
    return RaterForm(data, rater=found, initial=now)


@dataclass(frozen=True)
class RaterPage:
    assessment: Assessment
    line: RaterLine
    form: RaterForm
    remove: RemoveForm
    may_manage: bool = True

    @property
    def rater(self) -> Rater:
        return self.line.rater


def show_rater(
    request: MemberRequest,
    found: Rater,
    form: RaterForm | None = None,
    remove_form: RemoveForm | None = None,
) -> HttpResponse:
    (one,) = (each for each in attendance(found.assessment) if each.rater == found)
    line = RaterLine(one, address_of(request, one.rater))
    page = RaterPage(found.assessment, line, form or rater_form(found), remove_form or RemoveForm())
    is_refused = page.form.is_bound or page.remove.is_bound
    return render(
        request, "assessments/rater.html", {"page": page}, status=422 if is_refused else 200
    )


@require_POST
def rater_mail(request: MemberRequest, code: UUID, rater: UUID) -> HttpResponse:
    """Send the invitation, once more or for the first time, or a reminder."""
    found = rater_of(request, code, rater)
    if "reminder" in request.POST:
        say_reminded(request, int(remind(found) is not None))
    elif found.is_linked and put_in_post(found, MailJob.Kind.INVITATION):
        send_mail.enqueue()
        messages.success(request, f"The invitation of {found} is put in the post.")
    else:
        messages.info(request, "There is no mail to send: it is on its way, or has no address.")
    return redirect("assessments:raters", code)


@require_POST
def rater_link(request: MemberRequest, code: UUID, rater: UUID) -> HttpResponse:
    """Another link, or more time for this one."""
    found = rater_of(request, code, rater)
    if found.revoked or found.withdrawn:
        messages.error(request, f"{found} has left for good: invite them anew.")
    elif "extend" in request.POST and found.token_hash:
        until = extend_link(found, request.user).expires or found.created
        messages.success(request, f"The link of {found} works until {date_format(until, DAY)}.")
    else:
        renew_link(found, request.user)
        messages.success(request, f"{found} has a new link; the one before leads nowhere.")
    return redirect("assessments:rater", code, rater)


@require_POST
def rater_remove(request: MemberRequest, code: UUID, rater: UUID) -> HttpResponse:
    found = rater_of(request, code, rater)
    form = RemoveForm(request.POST)
    if not form.is_valid():
        return show_rater(request, found, remove_form=form)
    if form.cleaned_data["answers"] == "erase":
        remove(found, request.user)
        messages.success(request, f"{found} is removed, and every answer is erased.")
    else:
        stop_link(found, request.user)
        messages.success(request, f"{found} is removed. What was answered still counts.")
    return redirect("assessments:raters", code)
