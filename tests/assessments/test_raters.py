"""Inviting raters and looking after them: what the owner types, sees, and never sees."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from assessments.models import (
    Assessment,
    MailJob,
    Rater,
    RatingEvent,
    begin,
)
from ecosystem.loading import content_of
from tests.assessments.by_link import acting, page_of
from tests.assessments.pages import text_of


@pytest.fixture
def look(log_in, owner, assessment):
    client = log_in(owner)
    return lambda name="raters", *more: client.get(page_of(assessment, name, *more))


@pytest.fixture
def act(log_in, owner, assessment):
    return acting(log_in(owner), assessment)


def invite(act, people, group="seller", **fields):
    return act(people=people, group=group, **fields)


# ------------------------------------------------------------------------------- inviting


def test_without_raters_the_page_says_what_inviting_means(look):
    page = look()
    assert "Who else can say how selling works here?" in text_of(page)
    assert "From 4 people invited by link on, nobody sees single answers" in text_of(page)


def test_people_are_invited_by_lines_of_names_addresses_and_groups(act):
    page = invite(
        act,
        "Head of sales, head@example.org, executive\n"
        "lead@example.org; managers\n"
        "Somebody from the field\n"
        "\n"
        '"Accounts, key" <key@example.org>\tother',
    )
    assert list(Rater.objects.values_list("label", "email", "group")) == [
        ("Head of sales", "head@example.org", "executive"),
        ("lead@example.org", "lead@example.org", "manager"),
        ("Somebody from the field", "", "seller"),
        ("Accounts, key", "key@example.org", "other"),
    ]
    assert "Four people invited." in text_of(page)
    assert "Four people are invited; nobody has begun yet." in text_of(page)
    assert RatingEvent.objects.filter(what="rater", slug="invited").count() == 4


def test_each_has_a_link_of_their_own_that_is_on_the_page_to_copy(act):
    page = invite(act, "One\nTwo")
    tokens = {rater.token for rater in Rater.objects.all()}
    assert len(tokens) == 2
    for token in tokens:
        assert f'data-copy="http://testserver/r/{token}/"' in page.content.decode()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("not@an@address", "Line 2: “not@an@address” is not an e-mail address."),
        ("a@example.org, b@example.org", "Line 2: two addresses stand on it."),
        ("One, Two", "Line 2: “One” and “Two” are neither address nor group."),
        (",;,", "Line 2: there is no name and no address on it."),
        ("x" * 121, "Line 2: the name is longer than 120 characters."),
        (f"a@{'b.' * 60}org", "Line 2: the address is longer than 120 characters."),
        ("\u200b", "Line 2: there is no name and no address on it."),
        ("FINE@example.org", "Line 2: “FINE@example.org” is invited already."),
    ],
)
def test_one_bad_line_is_named_and_nobody_is_invited(act, line, said):
    typed = f"fine@example.org\n{line}\nAlso fine"
    page = invite(act, typed)
    assert page.status_code == 422
    assert said in text_of(page)
    assert "Also fine" in page.content.decode()  # what was typed stays
    assert not Rater.objects.exists()


def test_many_bad_lines_are_not_all_said(act):
    page = invite(act, "\n".join(f"bad@{n}@x" for n in range(30)))
    assert "Line 12:" in text_of(page)
    assert "And 18 more lines like these." in text_of(page)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"people": "", "group": "seller"}, "Write one person a line"),
        ({"people": "One", "group": "boss"}, "Choose one of the four groups."),
        ({"people": "One"}, "Choose a group."),
        ({"people": "\n".join(f"P{n}" for n in range(301)), "group": "seller"}, "At most 300"),
    ],
)
def test_an_incomplete_form_is_refused(act, fields, said):
    page = act(**fields)
    assert page.status_code == 422
    assert said in text_of(page)
    assert not Rater.objects.exists()


def test_somebody_invited_already_is_not_invited_twice(act):
    invite(act, "one@example.org")
    assert "“One@Example.org” is invited already" in text_of(invite(act, "One@Example.org"))
    assert Rater.objects.count() == 1


def test_a_closed_assessment_invites_nobody(act):
    Assessment.objects.update(state="closed")
    page = invite(act, "One")
    assert "Rating is closed" in text_of(page)
    assert "whoever begins now" not in text_of(page)
    assert '/close/">Open it again' in page.content.decode()
    assert not Rater.objects.exists()


def test_names_with_markup_are_shown_as_text(act):
    page = invite(act, "<script>x</script>")
    assert "<script>x" not in page.content.decode()


# ------------------------------------------------------------------------------- routing


@pytest.mark.parametrize(
    ("group", "asked", "not_asked"),
    [
        ("executive", "leadership", "crm"),
        ("manager", "coaching", "identity"),
        ("seller", "crm", "identity"),
    ],
)
def test_each_group_is_asked_what_its_people_can_see(act, assessment, group, asked, not_asked):
    invite(act, "One", group)
    areas = set(Rater.objects.get().areas)
    assert asked in areas
    assert not areas & {not_asked, content_of(assessment.framework).by_slug[not_asked].pillar}


def test_executives_get_the_quick_scan_of_the_rest(act, assessment):
    invite(act, "One", "executive")
    blocks = {
        block.slug
        for block in content_of(assessment.framework).blocks
        if block.pillar not in ("leadership", "strategy")
    }
    assert set(Rater.objects.get().areas) == {"leadership", "strategy"} | blocks


def test_sellers_are_asked_about_thirty_items(act):
    invite(act, "One", "seller")
    assert 28 <= len(Rater.objects.get().areas) <= 34


def test_others_are_asked_everything_and_so_is_a_group_of_which_nothing_is_looked_at(
    act, assessment
):
    Assessment.objects.update(scope=["people"])
    invite(act, "One", "other")
    invite(act, "Two", "manager")
    assert [rater.areas for rater in Rater.objects.all()] == [[], []]


def test_what_one_person_is_asked_can_be_changed(act, look, assessment):
    invite(act, "One", "manager")
    one = Rater.objects.get()
    assert "Business Management" in text_of(look("rater", one.code))
    act("rater", one.code, label="One", group="manager", **{"asks-people": "all"})
    assert Rater.objects.get().areas == ["people"]
    assert one.events.filter(slug="changed").exists()


def test_somebody_must_be_asked_something(act, assessment):
    invite(act, "One")
    refused = act("rater", Rater.objects.get().code, label="One", group="seller")
    assert refused.status_code == 422
    assert "nothing would be asked of this person" in text_of(refused)


def test_another_group_brings_its_usual_questions_and_only_before_beginning(act):
    invite(act, "One", "manager")
    one = Rater.objects.get()
    same = {"asks-business-management": "all", "asks-coaching": "all"}
    act("rater", one.code, label="One", group="other", **same)
    one.refresh_from_db()
    assert (one.group, one.areas) == ("other", [])
    begin(one, anonymous=False, consents=False)
    act("rater", one.code, label="Else", group="seller", **{"asks-people": "all"})
    one.refresh_from_db()
    assert (one.label, one.group, one.areas) == ("One", "other", ["people"])


def test_what_too_few_are_asked_is_said_beforehand(act):
    page = invite(act, "A, executive\nB, executive\nC, executive\nD\nE\nF\nG")
    text = text_of(page)
    assert "Some of Leadership is asked of three people only." in text  # sellers get a part
    assert "What fewer than 4 people answer is not shown." in text


def test_a_pillar_that_too_few_are_asked_as_a_whole_is_named_as_one(act):
    text = text_of(invite(act, "A\nB\nC\nD\nE, manager"))
    assert "Some of Coaching is asked of one person only." in text
    text = text_of(invite(act, "F, other"))
    assert "Some of Strategy is asked of one person only." in text


def test_fewer_than_the_floor_is_said_plainly(act):
    page = invite(act, "A\nB\nC")
    assert "reads first that their answers are not anonymous" in text_of(page)


# --------------------------------------------------------------------------------- mail


def test_an_invitation_says_what_it_is_and_carries_the_link(act, owner, assessment):
    invite(act, "Lead, lead@example.org", sends="on")
    (letter,) = mail.outbox
    assert letter.to == ["lead@example.org"]
    assert letter.reply_to == [owner.email]
    assert Rater.objects.get().token in letter.body
    assert assessment.organisation.name in letter.body
    assert "Lead" not in letter.body
    assert MailJob.objects.get().state == "sent"


def test_who_has_no_address_gets_no_mail(act):
    page = invite(act, "Lead, lead@example.org\nSomebody", sends="on")
    assert len(mail.outbox) == 1
    assert "copy the link by hand" in text_of(page)
    assert "invitation sent" in text_of(page)


def test_a_title_over_two_lines_does_no_harm(act):
    Assessment.objects.update(title="One\r\nBcc: everybody@example.org")
    invite(act, "lead@example.org", sends="on")
    assert mail.outbox[0].subject.endswith("One Bcc: everybody@example.org")
    assert mail.outbox[0].recipients() == ["lead@example.org"]


def test_an_invitation_can_be_sent_later_and_again(act):
    invite(act, "lead@example.org")
    one = Rater.objects.get()
    for _ in range(2):
        act("rater-mail", one.code, invitation="1")
    assert len(mail.outbox) == 2


def test_everybody_who_has_not_finished_is_reminded_once_a_day(act, assessment):
    invite(act, "a@example.org\nb@example.org\nno address", sends="on")
    first, *_ = Rater.objects.all()
    Rater.objects.filter(pk=first.pk).update(finished=timezone.now())
    mail.outbox.clear()
    assert "One reminder put in the post." in text_of(act("raters-remind", all="1"))
    assert [letter.to for letter in mail.outbox] == [["b@example.org"]]
    assert "Nobody is left to remind today" in text_of(act("raters-remind", all="1"))
    assert len(mail.outbox) == 1


def test_one_person_can_be_reminded(act):
    invite(act, "a@example.org", sends="on")
    act("rater-mail", Rater.objects.get().code, reminder="1")
    assert mail.outbox[1].subject.startswith("A reminder")


# ---------------------------------------------------------------------------- the schedule


def test_the_last_day_and_the_reminders_are_kept(act, assessment):
    day = timezone.localdate() + timedelta(days=20)
    page = act("raters-schedule", answer_by=day.isoformat())
    assessment.refresh_from_db()
    assert (assessment.answer_by, assessment.reminds) == (day, False)
    assert f'value="{day.isoformat()}"' in page.content.decode()


@pytest.mark.parametrize(
    ("day", "said"),
    [("31.12.2030", "Write the day as in"), ("2020-01-01", "This day has passed")],
)
def test_a_day_that_makes_no_sense_is_refused_as_typed(act, assessment, day, said):
    page = act("raters-schedule", answer_by=day, reminds="on")
    assert page.status_code == 422
    assert said in text_of(page)
    assert f'value="{day}"' in page.content.decode()
    assessment.refresh_from_db()
    assert assessment.answer_by is None


def test_links_last_sixty_days_or_two_weeks_after_the_last_day(act, assessment):
    invite(act, "One")
    day = timezone.localdate() + timedelta(days=100)
    act("raters-schedule", answer_by=day.isoformat())
    invite(act, "Two")
    one, two = Rater.objects.all()
    assert (one.expires - timezone.now()).days == 59
    assert timezone.localdate(two.expires) == day + timedelta(days=14)
