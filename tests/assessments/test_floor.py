"""Nothing of what one person said without a name gets out: every page is looked at, every way."""

import csv
import io
import json
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role, User
from assessments.charts import figures
from assessments.models import Assessment, BlockAnswer, Given, Rater, Rating, RatingEvent, Release
from assessments.models.part import withdraw
from assessments.models.sheet import rate
from assessments.report import answers_of, close, notes_of, reopen, report_of
from ecosystem.models import Block, Component
from tests.assessments.by_link import say

ITEMS = ("crm", "channel-portal", "sales-process-execution")
PER_REQUEST = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": ?"[^"]*"|X-CSRFToken[^}]*}'
)
# What a page may tell at any time: how much somebody answered and when, and never what.
TELLS_PROGRESS = ("overview", "raters", "close")


def seen(client: Client, assessment: Assessment, leave: tuple[str, ...] = ()) -> dict[str, str]:
    """Everything that members can look at, without what is new with each request."""
    whole = ("overview", "raters", "result", "report", "check", "close", "notes", "symptoms")
    urls = {page: reverse(f"assessments:{page}", args=[assessment.code]) for page in whole}
    for pillar in ("strategy", "systems-tools"):
        if pillar in assessment.framework.pillars.values_list("slug", flat=True):
            urls[f"settings {pillar}"] = reverse(
                "assessments:settings", args=[assessment.code, pillar]
            )
    for item in ITEMS:
        urls[item] = reverse("assessments:finding", args=[assessment.code, item])
    for name in figures(report_of(assessment)):
        for kind in ("svg", "csv"):
            url = reverse(f"assessments:figure-{kind}", args=[assessment.code, name])
            urls[f"{name}.{kind}"] = url
    urls = {name: url for name, url in urls.items() if name not in leave}
    pages = {name: client.get(url) for name, url in urls.items()}
    return {
        name: PER_REQUEST.sub("", f"{page.status_code} {page.content.decode()}")
        for name, page in pages.items()
    }


@pytest.fixture
def rater(unnamed_rater: Callable[..., Rater]) -> Callable[..., Rater]:
    return unnamed_rater


@pytest.fixture
def client(log_in, owner: User) -> Client:
    return log_in(owner)


def test_while_it_is_open_no_output_changes_with_what_somebody_says(client, assessment, rater):
    people = [rater(group) for group in ("executive", *["manager"] * 3, *["seller"] * 5)]
    before, report = seen(client, assessment, TELLS_PROGRESS), report_of(assessment)
    for place, person in enumerate(people):
        for item in ITEMS:
            say(person, 1 + place % 5, item, note=f"Told by {person.label}")
        assert seen(client, assessment, TELLS_PROGRESS) == before
        assert report_of(assessment) == report  # the PDF and the command line are made of it


def test_while_it_is_open_no_page_at_all_changes_with_which_score_it_was(client, assessment, rater):
    people = [rater() for _ in range(5)]
    for person in people:
        for item in ITEMS:
            say(person, 2, item)
    times = dict(Rating.objects.values_list("pk", "at"))
    before = seen(client, assessment)
    for score in (1, 5):
        say(people[0], score)
        for pk, at in times.items():  # when somebody answered may be told
            Rating.objects.filter(pk=pk).update(at=at)
        assert seen(client, assessment) == before


@pytest.mark.parametrize("size", [3, 4, 5])
def test_an_item_is_shown_from_four_people_on(assessment, owner, rater, size):
    for score in range(1, size + 1):
        say(rater(), score)
    close(assessment, owner)
    item = report_of(assessment).item["crm"]
    if size < 4:
        assert (item.score, item.withheld, item.raters) == (None, 3, 0)
    else:
        assert (item.score, item.withheld, item.raters) == ((1 + size) / 2, 0, size)


def test_a_lone_executive_does_not_follow_from_the_whole_less_the_groups(assessment, owner, rater):
    for score in (1, 2, 2, 3):
        say(rater("seller"), score)
    say(rater("executive"), 5)
    close(assessment, owner)
    (pool,) = report_of(assessment).item["crm"].pools
    assert (set(pool.groups), pool.raters, pool.score) == ({"executive", "seller"}, 5, 2.0)
    assert report_of(assessment).views == ()


def test_an_executive_who_agrees_is_shown_apart(assessment, owner, rater):
    for score in (1, 2, 2, 3):
        say(rater("seller"), score)
    say(rater("executive", consents=True), 5)
    close(assessment, owner)
    report = report_of(assessment)
    (view,) = report.views
    assert (view.slug, view.leaders, view.sellers, view.gap) == ("crm", 5.0, 2.0, 3.0)
    assert report.item["crm"].view == view


def test_two_executives_are_not_shown_apart_when_one_agrees(assessment, owner, rater):
    for score in (1, 2, 2, 3):
        say(rater("seller"), score)
    say(rater("executive", consents=True), 5)
    say(rater("executive"), 4)
    close(assessment, owner)
    assert report_of(assessment).views == ()


def test_every_figure_rests_on_four_people(assessment, owner, rater):
    groups = ["seller"] * 5 + ["manager"] * 4 + ["executive"] * 3 + ["other"]
    for place, person in enumerate([rater(group) for group in groups]):
        for number, item in enumerate(ITEMS):
            if (place + number) % 4:
                say(person, 1 + (place * 3 + number) % 5, item)
    close(assessment, owner)
    content = Release.objects.get().content
    pools = [pool for figure in content["items"].values() for pool in figure["pools"]]
    assert pools
    assert min(pool["raters"] for pool in pools) >= 4


def test_a_release_names_nobody_and_keeps_no_answer(assessment, owner, rater):
    people = [rater() for _ in range(4)]
    for person, score in zip(people, (1, 2, 4, 5), strict=True):
        say(person, score, note=f"I am {person.label}")
    close(assessment, owner)
    content = json.dumps(Release.objects.get().content)
    assert not [p for p in people if p.label in content or str(p.code) in content]
    assert "I am" not in json.dumps(Release.objects.get().states)


def test_one_answer_changed_between_two_closes_changes_no_output(client, assessment, owner, rater):
    people = [rater() for _ in range(5)]
    for person in people:
        say(person, 2)
    close(assessment, owner)
    before = seen(client, assessment, ("raters",))
    reopen(assessment, owner)
    say(people[0], 5)
    close(assessment, owner)
    assert seen(client, assessment, ("raters",)) == before
    assert Release.objects.count() == 1


def test_one_newcomer_changes_no_figure_that_was_shown(assessment, owner, rater):
    for _ in range(4):
        say(rater(), 2)
    close(assessment, owner)
    reopen(assessment, owner)
    say(rater(), 5)
    close(assessment, owner)
    item = report_of(assessment).item["crm"]
    assert (item.score, item.raters) == (2.0, 4)


def test_four_newcomers_change_it(assessment, owner, rater):
    for score in (1, 1, 1, 2):
        say(rater(), score)
    close(assessment, owner)
    reopen(assessment, owner)
    for score in (4, 4, 5, 5):
        say(rater(), score)
    close(assessment, owner)
    item = report_of(assessment).item["crm"]
    assert (item.score, item.raters, item.agreement) == (3.0, 8, None)


def test_what_was_too_little_to_show_is_shown_once_it_is_enough(assessment, owner, rater):
    for _ in range(3):
        say(rater(), 2)
    close(assessment, owner)
    reopen(assessment, owner)
    say(rater(), 4)
    close(assessment, owner)
    assert report_of(assessment).item["crm"].score == 2.0


def test_while_it_is_open_again_the_last_close_is_shown(client, assessment, owner, rater):
    people = [rater() for _ in range(5)]
    for person in people:
        say(person, 2)
    close(assessment, owner)
    reopen(assessment, owner)
    before = seen(client, assessment, TELLS_PROGRESS)
    for person in people:
        say(person, 5)
        assert seen(client, assessment, TELLS_PROGRESS) == before


def test_whoever_erases_their_answers_leaves_the_released_figures_and_no_trace(
    client, assessment, owner, rater
):
    people = [rater() for _ in range(5)]
    for person, score in zip(people, (1, 2, 3, 4, 5), strict=True):
        say(person, score, note="Mine" if score == 5 else "")
    close(assessment, owner)
    before = report_of(assessment)
    reopen(assessment, owner)
    withdraw(people[-1])
    close(assessment, owner)
    after = report_of(assessment)
    assert (after.item["crm"].score, after.item["crm"].raters) == (3.0, 5)
    assert after.item == before.item
    states = Release.objects.first().states[str(people[-1].code)]
    assert {mark for part in states.values() for mark in part.values()} == {""}
    assert notes_of(assessment) == ()


def test_members_who_change_their_own_answer_learn_nothing_of_others(
    client, assessment, owner, rater
):
    """Own answers in the pool would, one after the other, read out everybody else's."""
    own = Rater.objects.create(assessment=assessment, user=owner, group="seller")
    for score in (1, 2, 4, 5):
        say(rater(), score)
    found = set()
    for score in (1, 2, 3, 4, 5):
        say(own, score)
        close(assessment, owner)
        found.add(report_of(assessment).item["crm"].pools)
        reopen(assessment, owner)
    assert len(found) == 1


def test_settings_symptoms_and_consensus_count_after_a_close(assessment, owner, rater):
    for _ in range(4):
        say(rater(), 2)
    close(assessment, owner)
    crm = Component.objects.get(framework=assessment.framework, slug="crm")
    assessment.consensus_scores.create(component=crm, score=4, by=owner)
    assessment.settings.create(component=crm, target=5)
    item = report_of(assessment).item["crm"]
    assert (item.score, item.source, item.target) == (4.0, "consensus", 5)
    assert (item.agreed.score, item.agreed.rated, item.agreed.by) == (4, 2.0, owner.email)
    assert item.agreed_sentence.endswith(f"noted by {owner.email}. The raters said 2.0.")


def test_a_block_answer_is_the_same_for_all_its_items_whoever_rated_one(assessment, owner, rater):
    """Else two figures over almost the same people would tell what one of them said."""
    block = Block.objects.filter(framework=assessment.framework).first()
    first, second = block.components.all()[:2]
    people = [rater() for _ in range(5)]
    for person, score in zip(people, (1, 1, 2, 5, 5), strict=True):
        BlockAnswer.objects.create(rater=person, block=block, score=score)
    say(people[-1], None, first.slug)
    close(assessment, owner)
    items = report_of(assessment).item
    assert {items[first.slug].score, items[second.slug].score} == {2.0}
    assert items[first.slug].is_estimate


def test_more_raters_make_a_label_firmer(assessment, owner, rater):
    say(Rater.objects.create(assessment=assessment, user=owner), 2)
    one = next(i for i in answers_of(assessment).items if i.slug == "crm").rating_error
    for score in (2, 2, 2, 2, 2, 1, 3, 2):
        say(rater(), score)
    close(assessment, owner)
    several = next(i for i in answers_of(assessment).items if i.slug == "crm").rating_error
    assert several < one / 2


def test_named_answers_count_at_once_and_say_that_others_are_to_come(assessment, owner, rater):
    say(Rater.objects.create(assessment=assessment, user=owner), 4)
    for _ in range(5):
        say(rater(), 1)
    report = report_of(assessment)
    assert report.item["crm"].score == 4.0
    assert report.warnings[0] == (
        "So far from the answers given by name; what the five others say is added at the close."
    )


def test_with_answers_without_a_name_only_nothing_says_that_nobody_answered(
    client, assessment, rater
):
    for _ in range(5):
        say(rater(), 1)
    see = {
        page: client.get(reverse(f"assessments:{page}", args=[assessment.code])).content.decode()
        for page in ("result", "check")
    }
    assert "Nobody has answered by name yet." in see["result"]
    assert "Nobody has answered yet" not in see["result"]
    assert "See who has answered" in see["result"]
    assert "Nothing is answered by name yet" in see["check"]
    assert all("what the five others say is added at the close" in page for page in see.values())


def test_raters_who_give_one_answer_throughout_are_counted_without_a_name(assessment, owner, rater):
    items = list(Component.objects.filter(framework=assessment.framework, kind="item")[:12])
    people = [rater() for _ in range(6)]
    for place, person in enumerate(people):
        Rating.objects.bulk_create(
            Rating(rater=person, component=c, answer="score", score=3 if not place else 1 + n % 5)
            for n, c in enumerate(items)
        )
    close(assessment, owner)
    told = " ".join(report_of(assessment).warnings)
    assert "One of six raters gave the same answer throughout." in told
    assert not [person for person in people if person.label in told]


def test_an_item_that_all_who_know_call_not_applicable_is_to_be_confirmed(
    client, assessment, owner, rater
):
    for _ in range(4):
        person = rater()
        rate(assessment, person, "crm", Given("not-applicable", reason="not-our-model"))
    close(assessment, owner)
    page = client.get(reverse("assessments:close", args=[assessment.code])).content.decode()
    assert "Not applicable, say the raters" in page
    url = reverse("assessments:confirm-not-applicable", args=[assessment.code, "crm"])
    assert client.post(url).status_code == 302
    setting = assessment.settings.get(component__slug="crm")
    assert (setting.applicable, setting.reason) == (False, "not-our-model")
    assert client.post(url).status_code == 404


def test_closing_and_opening_go_into_the_history_once_each(client, assessment, owner):
    url = reverse("assessments:close", args=[assessment.code])
    assert client.post(url).status_code == 302
    assert client.post(url, follow=True).context["messages"]
    assert client.post(reverse("assessments:reopen", args=[assessment.code])).status_code == 302
    states = RatingEvent.objects.filter(what="state").order_by("pk").values_list("new", flat=True)
    assert [state["state"] for state in states] == ["closed", "open"]
    assert all(e.user == owner for e in RatingEvent.objects.filter(what="state"))


def test_a_sealed_assessment_stays_sealed(client, assessment):
    Assessment.objects.filter(pk=assessment.pk).update(state="sealed")
    client.post(reverse("assessments:reopen", args=[assessment.code]))
    client.post(reverse("assessments:close", args=[assessment.code]))
    assessment.refresh_from_db()
    assert assessment.state == "sealed"
    page = client.get(reverse("assessments:close", args=[assessment.code])).content.decode()
    assert "Open it again" not in page


def test_viewers_see_the_same_result_as_owners(log_in, member, client, assessment, owner, rater):
    for _ in range(3):
        say(rater(), 1)
    close(assessment, owner)
    viewer = log_in(member(Role.VIEWER))
    url = reverse("assessments:figure-csv", args=[assessment.code, "heat-map"])
    for person in (viewer, client):
        rows = list(csv.reader(io.StringIO(person.get(url).content.decode())))
        assert not [row for row in rows if "1.0" in row]
