"""Mail to raters: sent once, in time, and a server that fails leaves a reason and no ruin."""

import io
import logging
from datetime import date, timedelta
from io import StringIO
from smtplib import SMTPAuthenticationError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import mailers
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from assessments.mail.sending import send_waiting
from assessments.mail.tasks import send_mail
from assessments.models import Assessment, MailJob, Rater, put_in_post, stop_link
from assessments.models.reminding import is_due
from config.logs import WithoutTokens
from tests.assessments.by_link import begun, invited, opened, place, post
from tests.assessments.pages import text_of


@pytest.fixture
def rater(assessment, owner):
    return invited(assessment, owner, group="other", email="rater@example.org")


@pytest.fixture
def job(rater):
    return put_in_post(rater, "invitation")


@pytest.fixture
def failing(monkeypatch):
    """A mail server that answers every mail with this error."""

    def fail(error):
        def send_messages(self, messages):
            raise error

        monkeypatch.setattr(type(mailers.default), "send_messages", send_messages)

    return fail


def tick():
    said = StringIO()
    call_command("tick", stdout=said)
    return said.getvalue()


def days_ago(days):
    return timezone.now() - timedelta(days=days)


# ------------------------------------------------------------------------------- sending


def test_a_mail_that_was_sent_is_not_sent_again(job):
    send_waiting()
    send_waiting()
    job.refresh_from_db()
    assert (len(mail.outbox), job.state, job.attempts) == (1, "sent", 1)


def test_a_job_that_somebody_else_has_taken_is_left_to_them(job):
    assert MailJob.objects.claim(job)
    assert not MailJob.objects.claim(job)
    send_waiting()
    assert mail.outbox == []


def test_one_mail_of_a_kind_waits_at_a_time(rater, job):
    assert put_in_post(rater, "invitation") is None
    assert MailJob.objects.count() == 1


REFUSED = SMTPRecipientsRefused({"rater@example.org": (550, b"no such user")})
BUSY = SMTPRecipientsRefused({"rater@example.org": (450, b"later")})


@pytest.mark.parametrize(
    ("error", "state", "said"),
    [
        (REFUSED, "failed", "The mail server refused this address."),
        (BUSY, "waiting", "The mail server refused this address."),
        (ConnectionRefusedError(), "waiting", "The mail server could not be reached."),
        (TimeoutError(), "waiting", "The mail server could not be reached."),
        (SMTPServerDisconnected(), "waiting", "The mail server did not take the mail."),
        (SMTPAuthenticationError(535, b""), "waiting", "did not accept the sign-in"),
        (ValueError("bad"), "failed", "not an address that mail can be sent to"),
    ],
)
def test_a_mail_that_cannot_be_sent_says_why(failing, job, error, state, said):
    failing(error)
    send_waiting()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (state, 1)
    assert said in job.problem


def test_sending_is_tried_three_times_and_no_more(failing, job):
    failing(SMTPServerDisconnected())
    for _ in range(5):
        send_waiting()
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("failed", 3)


def test_a_server_that_is_down_is_asked_once_and_all_say_why(failing, assessment, owner):
    for number in range(3):
        one = invited(assessment, owner, email=f"r{number}@example.org")
        put_in_post(one, "invitation")
    failing(ConnectionRefusedError())
    assert send_waiting().failed == 1
    assert set(MailJob.objects.values_list("problem", flat=True)) == {
        "The mail server could not be reached."
    }


def test_an_owner_reads_why_and_that_the_link_can_be_copied(failing, log_in, owner, assessment):
    failing(REFUSED)
    url = reverse("assessments:raters", args=[assessment.code])
    form = {"people": "rater@example.org", "group": "seller", "sends": "on"}
    page = log_in(owner).post(url, form, follow=True)
    assert page.status_code == 200
    assert "could not be sent" in text_of(page)
    assert "The mail server refused this address. Copy the link by hand" in text_of(page)
    assert Rater.objects.count() == 1


@pytest.mark.parametrize("how", ["stopped", "finished", "closed", "withdrawn"])
def test_a_mail_that_is_no_longer_needed_is_not_sent(rater, job, owner, how):
    if how == "stopped":
        stop_link(rater, owner)
    elif how == "closed":
        Assessment.objects.update(state="closed")
    else:
        Rater.objects.update(**{how: timezone.now()})
    send_waiting()
    assert mail.outbox == []
    assert MailJob.objects.get().state == "failed"


def test_who_died_while_sending_leaves_the_mail_to_the_next(job):
    MailJob.objects.claim(job)
    assert "Taken up again: no mails" in tick()
    MailJob.objects.update(started=timezone.now() - timedelta(minutes=11))
    assert "Taken up again: one mail." in tick()
    assert len(mail.outbox) == 1


def test_a_mail_over_which_three_have_died_is_given_up(job):
    MailJob.objects.update(state="running", attempts=3, started=days_ago(1))
    tick()
    assert mail.outbox == []
    assert MailJob.objects.get().problem == "Sending broke off several times."


# ------------------------------------------------------------------------------ reminders

DAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("after", "answer_by", "reminded", "due"),
    [
        (0, None, [], False),
        (3, None, [], False),
        (4, None, [], True),
        (5, None, [4], False),
        (9, None, [], True),  # nobody ticked for some days
        (11, None, [4], True),
        (12, None, [12], False),  # never twice a day
        (40, None, [4, 11], False),
        (40, None, [1, 2, 3], False),  # at most three, by hand or not
        (9, 10, [4], True),  # the day before the last
        (8, 10, [4], False),
        (10, 10, [4, 9], False),
        (11, 10, [4], False),  # too late to ask
        (1, 2, [], True),
        (0, 0, [], False),
    ],
)
def test_reminders_have_their_days(after, answer_by, reminded, due):
    def day(number):
        return DAY + timedelta(days=number)

    last = None if answer_by is None else day(answer_by)
    assert is_due(DAY, last, [day(number) for number in reminded], day(after)) is due


def sent_days_ago(rater, days):
    MailJob.objects.filter(rater=rater).update(
        state="sent", created=days_ago(days), finished=days_ago(days)
    )


def test_the_tick_reminds_who_is_due_and_only_once(rater, job):
    sent_days_ago(rater, 5)
    assert "Reminders made: 1. Sent: 1." in tick()
    assert "Reminders made: 0. Sent: 0." in tick()
    assert [letter.subject[:10] for letter in mail.outbox] == ["A reminder"]


UNWANTED = {
    "switched off": lambda: Assessment.objects.update(reminds=False),
    "closed": lambda: Assessment.objects.update(state="closed"),
    "done": lambda: Rater.objects.update(finished=timezone.now()),
    "withdrawn": lambda: Rater.objects.update(withdrawn=timezone.now()),
    "expired": lambda: Rater.objects.update(expires=days_ago(1)),
    "no address": lambda: Rater.objects.update(email=""),
    "invitation never arrived": lambda: MailJob.objects.update(state="failed"),
}


@pytest.mark.parametrize("why", UNWANTED)
def test_nobody_is_reminded_who_should_not_be(rater, job, why):
    sent_days_ago(rater, 5)
    UNWANTED[why]()
    tick()
    assert mail.outbox == []


# ---------------------------------------------------------------------------- a new code


def test_a_new_code_comes_by_mail_and_opens_the_link(rater):
    begun(rater)
    phone = opened(rater)
    assert "Send me a new code" in text_of(phone.get(place(rater)))
    page = phone.post(place(rater, "code-mail"), follow=True)
    assert "A new code is on its way to the address you were invited at." in text_of(page)
    (letter,) = mail.outbox
    code = letter.body.split("another:")[1].split()[0]
    assert post(phone, rater, "resume", code=code).status_code == 302


def test_a_new_code_is_not_sent_every_second(rater):
    begun(rater)
    phone = opened(rater)
    for _ in range(3):
        phone.post(place(rater, "code-mail"))
    assert len(mail.outbox) == 1


def test_a_code_that_could_not_be_sent_leaves_the_old_one_good(rater, failing):
    client = begun(rater)
    old = text_of(client.get(place(rater))).split("another device ")[1].split()[0]
    failing(REFUSED)
    phone = opened(rater)
    phone.post(place(rater, "code-mail"))
    assert post(phone, rater, "resume", code=old).status_code == 302


def test_who_has_no_address_is_offered_no_mail(assessment, owner):
    one = invited(assessment, owner)
    begun(one)
    phone = opened(one)
    assert "Send me a new code" not in text_of(phone.get(place(one)))
    phone.post(place(one, "code-mail"))
    assert mail.outbox == []


# --------------------------------------------------------------------- worker and logs


def test_a_worker_without_its_setting_says_so(db):
    with pytest.raises(CommandError, match="WORKER=true"):
        call_command("worker")


def test_with_a_worker_the_page_does_not_send(settings, rater, job):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    send_mail.enqueue()
    assert mail.outbox == []
    (waiting,) = DBTaskResult.objects.all()
    waiting.task.call()  # what the worker does with it
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("message", "args"),
    [("Not Found: %s", ("/r/secret/",)), ('"%s" %s', ("GET /r/secret/ HTTP/1.1", 302))],
)
def test_a_token_never_reaches_a_log(message, args):
    record = logging.LogRecord("django", 30, "", 0, message, args, None)
    assert WithoutTokens().filter(record)
    assert "secret" not in record.getMessage()
    assert "/r/…" in record.getMessage()


def test_a_dead_link_leaves_no_token_in_the_log(db, monkeypatch):
    handlers = logging.getLogger("django").handlers
    console = next(found for found in handlers if type(found) is logging.StreamHandler)
    written = io.StringIO()
    monkeypatch.setattr(console, "stream", written)
    Client().get("/r/secret-of-somebody/")
    assert written.getvalue() == "Not Found: /r/…/\n"
