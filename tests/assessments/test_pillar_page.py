"""One pillar in context: what it scored before and now, what drives it, and what waits."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from assessments.models import Assessment, ComponentSetting, Rater, Rating
from assessments.report import begin_revisit
from ecosystem.loading import content_of
from tests.assessments.pages import links_of, text_of

MARCH = datetime(2026, 3, 12, 12, tzinfo=UTC)


@pytest.fixture
def rated(assessment, owner):
    """Everything is a 4 since March, but coaching and the culture above it are weak."""
    say(assessment, owner, MARCH)
    return assessment


@pytest.fixture
def again(rated, owner, framework):
    """Coaching looked at again half a year later: one item better, one worse."""
    pillar = content_of(framework).pillar_by_slug["coaching"]
    made = begin_revisit(rated, owner, pillar, date(2026, 11, 22))
    say(made, owner, None, {"coaching-pipeline": 4, "one-on-ones": 2}, inside="coaching")
    return made


def say(assessment, user, at, scores=None, inside=None):
    weak = {"coaching-culture": 1, "coaching-deal-strategies": 2, "coaching-pipeline": 2}
    rater, _ = Rater.objects.get_or_create(assessment=assessment, user=user)
    made = Rating.objects.bulk_create(
        Rating(
            rater=rater,
            component=component,
            answer="score",
            score=((weak | (scores or {})).get(component.slug, 4)),
        )
        for component in assessment.framework.components.filter(kind="item")
        if inside is None or component.pillar.slug == inside
    )
    if at:
        Rating.objects.filter(pk__in=[rating.pk for rating in made]).update(at=at)


@pytest.fixture
def look(log_in, owner):
    def open_page(assessment, pillar="coaching", user=owner):
        return log_in(user).get(reverse("assessments:pillar", args=[assessment.code, pillar]))

    return open_page


def test_it_says_how_far_the_pillar_is_and_what_drives_it(look, rated):
    page = text_of(look(rated))

    assert "Coaching meets its target, though two of its 20 rated items are weak" in page
    assert "Coaching culture" in page
    assert "Last time" not in page


def test_a_revisit_stands_beside_the_score_of_last_time_with_its_date(look, again):
    page = text_of(look(again))

    assert "Last time 3.8 12 March 2026" in page
    assert "Two items moved by a point or more: one better and one worse" in page
    assert "carried forward from 12 March 2026" in page


def test_what_waits_upstream_is_offered_with_the_way_to_answer_it(look, again):
    response = look(again)

    assert "Upstream of Coaching: six items that may be the cause" in text_of(response)
    assert "1.0, known from 12 March 2026 only" in text_of(response)
    rate = reverse("assessments:rate", args=[again.code, "coaching"])
    assert f"{rate}?section=upstream" in links_of(response)


def test_every_finding_leads_to_its_own_page(look, again):
    found = reverse("assessments:finding", args=[again.code, "coaching-deal-strategies"])
    assert found in links_of(look(again))


def test_it_leads_to_its_own_pdf(look, again):
    pdf = reverse("assessments:report-pdf", args=[again.code])
    assert f"{pdf}?kind=pillar&pillar=coaching" in links_of(look(again))


def test_a_pillar_carried_forward_says_so_and_has_no_pdf_of_its_own(look, again):
    response = look(again, "people")

    assert "People was not asked this time" in text_of(response)
    assert "Download" not in text_of(response).split("Where it stands")[0]


def test_before_anything_is_rated_it_says_so(look, assessment):
    page = text_of(look(assessment, "strategy"))

    assert "Strategy has too few answers for a score" in page
    assert "Nothing is found before it is rated." in page


def test_the_most_upstream_pillar_says_that_nothing_drives_it(look, rated):
    page = text_of(look(rated, "leadership"))
    assert "it lies upstream of the others" in page or "Items of other pillars" in page


def test_a_viewer_reads_it_and_is_offered_nothing_to_change(look, again, viewer):
    page = text_of(look(again, user=viewer))

    assert "Upstream of Coaching" in page
    assert "Answer them" not in page
    assert "Revisit" not in page.split("Where it stands")[0].replace("Coaching revisit", "")


@pytest.mark.parametrize("slug", ["no-such-pillar", "coaching-culture"])
def test_there_is_no_page_for_what_is_no_pillar(look, rated, slug):
    assert look(rated, slug).status_code == 404


def test_a_closed_assessment_offers_to_look_at_the_pillar_again(look, rated):
    Assessment.objects.update(state="closed")
    assert "Revisit Coaching" in text_of(look(rated))


def test_what_the_owner_took_out_is_not_counted_in(look, rated, framework):
    ComponentSetting.objects.create(
        assessment=rated,
        component=framework.components.get(slug="coaching-pipeline"),
        applicable=False,
        reason="not-our-model",
    )
    assert "one of its 19 rated items is weak" in text_of(look(rated))


def test_the_old_answer_stands_beside_each_item_that_is_asked_again(log_in, owner, again):
    url = reverse("assessments:rate", args=[again.code, "coaching"])
    page = text_of(log_in(owner).get(f"{url}?item=coaching-pipeline"))

    assert "Last time, 12 March 2026: 2.0 Emerging" in page


def test_probes_are_rated_in_a_section_of_their_own(log_in, owner, again):
    client = log_in(owner)
    url = reverse("assessments:rate", args=[again.code, "coaching"])
    page = text_of(client.get(f"{url}?section=upstream"))
    probe = again.probes[0]
    item = content_of(again.framework).by_slug[probe]
    kept = client.post(
        reverse("assessments:rating", args=[again.code, item.pillar, probe]), {"answer": "2"}
    )

    assert "Upstream of Coaching, 6 items" in page
    assert kept.status_code == 302
    assert Rating.objects.get(rater__assessment=again, component__slug=probe).score == 2
    overview = text_of(client.get(again.get_absolute_url()))
    assert "everything is answered" in overview  # probes are counted apart
    assert "Answer the other five" in overview
