"""Home: the organisations a person may see, and what waits in each."""

from django.urls import reverse

from accounts.models import Membership, Organisation, Role
from assessments.models import Assessment, Given, Rater, rate
from tests.assessments.pages import links_of, text_of

HOME = reverse("assessments:home")


def test_without_an_organisation_home_says_what_to_do(log_in, stranger):
    stranger.memberships.all().delete()
    home = log_in(stranger).get(HOME)
    assert "Name the organisation you want to look at." in text_of(home)
    assert reverse("assessments:organisation-new") in links_of(home)


def test_an_organisation_without_an_assessment_offers_to_start_one(log_in, owner, organisation):
    home = log_in(owner).get(HOME)
    assert "No assessment has been started yet." in text_of(home)
    assert reverse("assessments:assessment-new", args=[organisation.code]) in links_of(home)


def test_a_new_assessment_starts_with_its_most_upstream_pillar(log_in, owner, assessment):
    home = log_in(owner).get(HOME)
    assert "One assessment waits for your answers." in text_of(home)
    assert "Start with Leadership" in text_of(home)
    assert reverse("assessments:rate", args=[assessment.code, "leadership"]) in links_of(home)


def test_an_assessment_under_way_says_how_far_it_is(log_in, owner, assessment):
    rate(assessment, owner, "customer-centricity", Given("score", 3))
    text = text_of(log_in(owner).get(HOME))
    assert "1 of 165 answered" in text
    assert "Continue with Leadership" in text


def test_a_viewer_is_led_to_the_result_and_not_to_the_questions(log_in, viewer, assessment):
    home = log_in(viewer).get(HOME)
    assert reverse("assessments:result", args=[assessment.code]) in links_of(home)
    assert not [link for link in links_of(home) if "/rate/" in link or "assessments/new" in link]


def test_a_sealed_assessment_leads_to_its_result(log_in, owner, assessment):
    assessment.state = Assessment.State.SEALED
    assessment.save()
    home = log_in(owner).get(HOME)
    assert "Sealed" in text_of(home)
    assert "Nothing waits for you." in text_of(home)


def test_nobody_sees_what_belongs_to_others(log_in, stranger, assessment):
    text = text_of(log_in(stranger).get(HOME))
    assert "Southern Valves" in text
    assert "Northern Pumps" not in text
    assert "Autumn review" not in text


def test_an_administrator_sees_no_organisation_they_do_not_belong_to(log_in, staff, assessment):
    assert "Northern Pumps" not in text_of(log_in(staff).get(HOME))


def test_names_with_markup_are_shown_as_text(log_in, owner, organisation):
    organisation.name = "<script>alert(1)</script> & Sons"
    organisation.save()
    home = log_in(owner).get(HOME)
    assert b"<script>alert" not in home.content
    assert b"&lt;script&gt;alert(1)&lt;/script&gt; &amp; Sons" in home.content


def test_home_asks_the_database_no_more_often_for_more_organisations(
    log_in, owner, assessment, django_assert_max_num_queries
):
    for number in range(5):
        more = Organisation.objects.create(name=f"Client {number}")
        Membership.objects.create(user=owner, organisation=more, role=Role.VIEWER)
        for title in ("Spring", "Autumn"):
            Assessment.objects.create(
                organisation=more, framework=assessment.framework, title=title
            )
    client = log_in(owner)
    client.get(HOME)
    with django_assert_max_num_queries(9):
        home = client.get(HOME)
    assert text_of(home).count("Autumn") >= 6


def test_who_is_asked_without_being_a_member_finds_the_assessment_and_nothing_else(
    log_in, stranger, assessment
):
    Rater.objects.create(assessment=assessment, user=stranger, areas=["coaching"])
    client = log_in(stranger)
    page = client.get(HOME)
    assert "Your answers are asked for Northern Pumps, Autumn review 0 of 20 answered" in text_of(
        page
    )
    rating = reverse("assessments:rate", args=[assessment.code, "coaching"])
    assert rating in links_of(page)
    assert reverse("assessments:overview", args=[assessment.code]) not in links_of(page)
    inside = links_of(client.get(rating))
    assert reverse("assessments:overview", args=[assessment.code]) not in inside
    assert HOME in inside
