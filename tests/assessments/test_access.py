"""Who gets where: a row for every address, and a column for every kind of person."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

import accounts.urls
import assessments.urls
import ecosystem.urls
from accounts.models import Branding, Organisation
from assessments.charts import Figure, Table
from assessments.models import (
    Assessment,
    ComponentSetting,
    ConsensusScore,
    Narrative,
    Rater,
    Rating,
    ReportProfile,
    SymptomObservation,
)
from tests.assessments.by_link import begun, invited

PEOPLE = ("anonymous", "rater", "stranger", "staff", "viewer", "editor", "owner")
SIGN_IN = 302
OUTSIDE = ("anonymous", "rater")
NO_SIGNING_IN = ("account_logout", "assessments:link")

# What each kind of person gets, in the order of PEOPLE.
EVERYBODY = (200, 200, 200, 200, 200, 200, 200)
SIGNED_IN = (SIGN_IN, SIGN_IN, 200, 200, 200, 200, 200)
MEMBERS = (SIGN_IN, SIGN_IN, 404, 404, 200, 200, 200)
MANAGERS = (SIGN_IN, SIGN_IN, 404, 404, 404, 200, 200)
# What is not there is there for nobody; who has not signed in is asked to.
NOTHING_THERE = (SIGN_IN, SIGN_IN, 404, 404, 404, 404, 404)
# Whoever manages is led on: to the page of what was made, or to the place of an address.
MANAGERS_LED_ON = (SIGN_IN, SIGN_IN, 404, 404, 404, 302, 302)
SIGNED_OUT = (200, 200, 302, 302, 302, 302, 302)
# What a rater by link does: nobody else can, whatever they may do in the organisation.
RATER = (404, 200, 404, 404, 404, 404, 404)
RATER_LED_ON = (404, 302, 404, 404, 404, 404, 404)
LINK = (302, 302, 302, 302, 302, 302, 302)

FRAMEWORK = ["sales-management-ecosystem", 1]


class Row(NamedTuple):
    name: str
    gets: tuple[int, ...]
    args: Callable[[Assessment], list[object]] = lambda found: []
    posts: dict[str, str] | None = None


def of(*slugs: str) -> Callable[[Assessment], list[object]]:
    return lambda found: [found.code, *slugs]


def of_organisation(found: Assessment) -> list[object]:
    return [found.organisation.code]


def of_framework(*slugs: str) -> Callable[[Assessment], list[object]]:
    return lambda found: [*FRAMEWORK, *slugs]


def of_rater(*slugs: str) -> Callable[[Assessment], list[object]]:
    return lambda found: [found.raters.get(label="Person 1").code, *slugs]


def with_rater(found: Assessment) -> list[object]:
    return [found.code, found.raters.get(label="Person 1").code]


ASKED = {"group": "seller", "asks-leadership": "all"}
LEVEL = {"answer": "3"}
DECISION = {"importance": "minor", "target": "", "applies": "yes"}
TICK = {"seen": "yes", "severity": "2"}
PAPER = {"paper": "letter", "state": "final"}
BRANDING = {"author": "Somebody", "confidentiality": "", "colour": ""}

ROWS = [
    Row("assessments:home", SIGNED_IN),
    Row("assessments:organisation-new", SIGNED_IN),
    Row("assessments:organisation", MEMBERS, of_organisation),
    Row("assessments:branding", MANAGERS, of_organisation),
    Row("assessments:branding", MANAGERS_LED_ON, of_organisation, BRANDING),
    Row("assessments:logo", MEMBERS, lambda found: [found.organisation.code, "client"]),
    Row("assessments:assessment-new", MANAGERS, of_organisation),
    Row("assessments:overview", MEMBERS, of()),
    Row("assessments:organisation-change", MEMBERS, of_organisation),
    Row("assessments:change", MEMBERS, of()),
    Row("assessments:opened", MANAGERS, of()),
    Row("assessments:context", MANAGERS, of()),
    Row("assessments:context-answer", MANAGERS_LED_ON, of("partners")),
    Row("assessments:context-answer", MANAGERS_LED_ON, of("partners"), {"answer": "none"}),
    Row("assessments:context-words", MANAGERS_LED_ON, of("trigger")),
    Row("assessments:context-words", MANAGERS_LED_ON, of("trigger"), {"text": "Ours."}),
    Row("assessments:context-proposal", MANAGERS_LED_ON, of("partners")),
    Row("assessments:context-proposal", MANAGERS_LED_ON, of("partners"), {"do": "follow"}),
    Row("assessments:settings", MANAGERS, of("strategy")),
    Row("assessments:settings-all", MANAGERS_LED_ON, of("strategy")),
    Row("assessments:settings-all", MANAGERS_LED_ON, of("strategy"), {"target": "4"}),
    Row("assessments:setting", MANAGERS_LED_ON, of("strategy", "target-markets")),
    Row("assessments:setting", MANAGERS_LED_ON, of("strategy", "target-markets"), DECISION),
    Row("assessments:rate", MANAGERS, of("strategy")),
    Row("assessments:rating", MANAGERS_LED_ON, of("strategy", "target-markets")),
    Row("assessments:rating", MANAGERS_LED_ON, of("strategy", "target-markets"), LEVEL),
    Row("assessments:scan", MANAGERS, of()),
    Row("assessments:scan-answer", MANAGERS_LED_ON, of("scan-markets")),
    Row("assessments:scan-answer", MANAGERS_LED_ON, of("scan-markets"), LEVEL),
    Row("assessments:depth", MANAGERS_LED_ON, of()),
    Row("assessments:depth", MANAGERS_LED_ON, of(), {"depth": "quick"}),
    Row("assessments:part-scan", RATER, of_rater()),
    Row("assessments:part-scan-answer", RATER_LED_ON, of_rater("scan-markets")),
    Row("assessments:part-scan-answer", RATER_LED_ON, of_rater("scan-markets"), LEVEL),
    Row("assessments:symptoms", MANAGERS, of()),
    Row("assessments:symptom", MANAGERS_LED_ON, of("forecast")),
    Row("assessments:symptom", MANAGERS_LED_ON, of("forecast"), TICK),
    Row("assessments:table", MANAGERS, of("strategy")),
    Row("assessments:consensus", MANAGERS_LED_ON, of("target-markets")),
    Row("assessments:consensus", MANAGERS_LED_ON, of("target-markets"), LEVEL),
    Row("assessments:next", MANAGERS, of()),
    Row("assessments:check", MANAGERS, of()),
    Row("assessments:result", MEMBERS, of()),
    Row("assessments:finding", MEMBERS, of("sales-process")),
    Row("assessments:pillar", MEMBERS, of("coaching")),
    Row("assessments:revisit", MANAGERS_LED_ON, of("coaching")),
    Row("assessments:revisit", MANAGERS_LED_ON, of("coaching"), {"begin": "1"}),
    Row("assessments:figure-svg", MEMBERS, of("heat-map")),
    Row("assessments:figure-csv", MEMBERS, of("heat-map")),
    Row("assessments:report", MEMBERS, of()),
    Row("assessments:report-paper", MANAGERS_LED_ON, of()),
    Row("assessments:report-paper", MANAGERS_LED_ON, of(), PAPER),
    Row("assessments:report-sections", MANAGERS_LED_ON, of()),
    Row("assessments:report-sections", MANAGERS_LED_ON, of(), {"printed": "summary"}),
    Row("assessments:report-pdf", MEMBERS, of()),
    Row("assessments:close", MANAGERS, of()),
    Row("assessments:close", MANAGERS_LED_ON, of(), {"sure": "yes"}),
    Row("assessments:reopen", MANAGERS_LED_ON, of(), {"sure": "yes"}),
    Row("assessments:confirm-not-applicable", NOTHING_THERE, of("crm"), {"sure": "yes"}),
    Row("assessments:notes", MANAGERS, of()),
    Row("assessments:note", NOTHING_THERE, of("nobodys"), {"quoted": "yes"}),
    Row("assessments:texts", MANAGERS, of()),
    Row("assessments:text", MANAGERS_LED_ON, of("summary")),
    Row("assessments:text", MANAGERS_LED_ON, of("summary"), {"text": "Ours."}),
    Row("assessments:raters", MANAGERS, of()),
    Row("assessments:raters", MANAGERS_LED_ON, of(), {"people": "Theirs", "group": "seller"}),
    Row("assessments:raters-schedule", MANAGERS_LED_ON, of(), {"reminds": "on"}),
    Row("assessments:raters-remind", MANAGERS_LED_ON, of(), {"all": "1"}),
    Row("assessments:rater", MANAGERS, with_rater),
    Row("assessments:rater", MANAGERS_LED_ON, with_rater, {"label": "Person 1", **ASKED}),
    Row("assessments:rater-mail", MANAGERS_LED_ON, with_rater, {"invitation": "1"}),
    Row("assessments:rater-link", MANAGERS_LED_ON, with_rater, {"renew": "1"}),
    Row("assessments:rater-remove", MANAGERS_LED_ON, with_rater, {"answers": "erase"}),
    Row("assessments:link", LINK, lambda found: [found.raters.get(label="Person 1").token]),
    Row("assessments:part", RATER, of_rater()),
    Row("assessments:part-begin", RATER_LED_ON, of_rater(), {"read": "named"}),
    Row("assessments:part-resume", RATER_LED_ON, of_rater()),
    Row("assessments:part-code", RATER_LED_ON, of_rater(), {"new": "1"}),
    Row("assessments:part-code-mail", RATER_LED_ON, of_rater(), {"send": "1"}),
    Row("assessments:part-rate", RATER, of_rater("strategy")),
    Row("assessments:part-rating", RATER_LED_ON, of_rater("strategy", "target-markets")),
    Row("assessments:part-rating", RATER_LED_ON, of_rater("strategy", "target-markets"), LEVEL),
    Row("assessments:part-next", RATER, of_rater()),
    Row("assessments:part-check", RATER, of_rater()),
    Row("assessments:part-answers", RATER, of_rater()),
    Row("assessments:part-finish", RATER_LED_ON, of_rater(), {"done": "1"}),
    Row("assessments:part-withdraw", RATER, of_rater()),
    Row("assessments:part-withdraw", RATER_LED_ON, of_rater(), {"sure": "1"}),
    Row("ecosystem:frameworks", SIGNED_IN),
    Row("ecosystem:model", SIGNED_IN, of_framework()),
    Row("ecosystem:component", SIGNED_IN, of_framework("sales-process")),
    Row("ecosystem:symptom", SIGNED_IN, of_framework("win-rate")),
    Row("ecosystem:search", SIGNED_IN),
    Row("account_login", SIGNED_OUT),
    Row("account_logout", (302, 302, 200, 200, 200, 200, 200)),
    Row("account_signup", SIGNED_OUT),
    Row("account_inactive", EVERYBODY),
    Row("account_change_password", SIGNED_IN),
    # Whoever has a password already is led on to changing it.
    Row("account_set_password", (SIGN_IN, SIGN_IN, 302, 302, 302, 302, 302)),
    Row("account_reset_password", EVERYBODY),
    Row("account_reset_password_done", EVERYBODY),
    Row("account_reset_password_from_key", EVERYBODY, lambda found: ["1", "spent"]),
    Row("account_reset_password_from_key_done", EVERYBODY),
]


def names() -> Iterator[str]:
    """Every name that the three apps give to an address."""
    spaces = {assessments.urls: "assessments:", ecosystem.urls: "ecosystem:", accounts.urls: ""}
    for module, space in spaces.items():
        for pattern in module.urlpatterns:
            assert isinstance(pattern, URLPattern)
            yield f"{space}{pattern.name}"


@pytest.fixture
def browser_of(log_in, request, taking_part) -> Callable[[str], Client]:
    """A browser for one of PEOPLE."""

    def browser(person: str) -> Client:
        if person == "anonymous":
            return Client()
        if person == "rater":
            return begun(taking_part)
        return log_in(request.getfixturevalue(person))

    return browser


@pytest.fixture(autouse=True)
def taking_part(assessment, owner) -> Rater:
    """Somebody invited by link, for the rows that are about them."""
    return invited(assessment, owner, group="other")


@pytest.fixture(autouse=True)
def quick_pdf(monkeypatch):
    """Who gets the report is asked here; what stands in it is asked elsewhere."""
    monkeypatch.setattr("assessments.views.report.pdf_of", lambda report, edition: b"%PDF-")


@pytest.fixture(autouse=True)
def one_figure(monkeypatch):
    """Who gets a figure is asked here; without an answer there would be none to get."""
    figure = Figure("heat-map", "", "", "<svg/>", "", "", {}, Table((), ()))
    monkeypatch.setattr("assessments.views.figures.figures", lambda report: {"heat-map": figure})


@pytest.fixture
def branding(organisation):
    """With the logo that its row of the table asks for."""
    Branding.objects.create(organisation=organisation, client_logo=b"a picture", author="Nobody")


def visit(row: Row, client: Client, assessment: Assessment):
    url = reverse(row.name, args=row.args(assessment))
    return client.get(url) if row.posts is None else client.post(url, row.posts)


def test_every_address_has_a_row():
    assert set(names()) == {row.name for row in ROWS}


def test_every_row_says_what_everybody_gets():
    assert [row.name for row in ROWS if len(row.gets) != len(PEOPLE)] == []


@pytest.mark.usefixtures("branding")
@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize(
    "row", ROWS, ids=lambda row: f"{row.name} {'POST' if row.posts else 'GET'}"
)
def test_each_person_gets_what_the_table_says(row, person, assessment, browser_of):
    response = visit(row, browser_of(person), assessment)
    assert response.status_code == row.gets[PEOPLE.index(person)]
    if row.gets[0] == SIGN_IN and person in OUTSIDE and row.name not in NO_SIGNING_IN:
        assert response.url.startswith(reverse("account_login"))


@pytest.mark.usefixtures("branding")
@pytest.mark.parametrize("person", ["anonymous", "stranger", "staff", "viewer"])
def test_whoever_is_refused_has_changed_nothing(person, assessment, browser_of):
    client = browser_of(person)
    for row in ROWS:
        if row.posts:
            visit(row, client, assessment)
    new = reverse("assessments:assessment-new", args=[assessment.organisation.code])
    form = {"title": "Theirs", "framework": assessment.framework_id, "entry": "whole"}
    assert client.post(new, form).status_code == (SIGN_IN if person == "anonymous" else 404)
    for table in (
        Rating,
        ComponentSetting,
        ConsensusScore,
        SymptomObservation,
        Narrative,
        ReportProfile,
    ):
        assert not table.objects.exists()
    assert Branding.objects.get().author == "Nobody"
    assert Assessment.objects.count() == 1
    assert [rater.label for rater in Rater.objects.filter(revoked=None)] == ["Person 1"]


def test_nobody_adds_an_organisation_without_signing_in(db):
    Client().post(reverse("assessments:organisation-new"), {"name": "Anybody's"})
    assert not Organisation.objects.filter(name="Anybody's").exists()


@pytest.mark.parametrize("address", ["organisation", "overview", "result"])
def test_a_code_that_does_not_exist_is_not_found(address, log_in, owner):
    url = reverse(f"assessments:{address}", args=["00000000-0000-4000-8000-000000000000"])
    assert log_in(owner).get(url).status_code == 404


@pytest.mark.parametrize("path", ["/assessments/1/", "/organisations/1/", "/assessments/x/rate/y/"])
def test_row_numbers_lead_nowhere(path, log_in, owner):
    assert log_in(owner).get(path).status_code == 404


@pytest.mark.parametrize(
    ("name", "slugs"),
    [("home", None), ("overview", []), ("settings", ["strategy"]), ("rate", ["strategy"])],
)
def test_a_page_is_not_written_to(name, slugs, log_in, owner, assessment):
    args = [] if slugs is None else [assessment.code, *slugs]
    assert log_in(owner).post(reverse(f"assessments:{name}", args=args)).status_code == 405


def test_a_form_without_its_token_is_refused(owner, assessment):
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    url = reverse("assessments:rating", args=[assessment.code, "strategy", "target-markets"])
    assert client.post(url, LEVEL).status_code == 403
    assert not Rating.objects.exists()
