"""Every page of the product, by name: its route, and the arguments that lead to the example's."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from tests.browser.example import FRAMEWORK, Example

ITEM = "sales-process"


def nothing(example: Example) -> list[object]:
    return []


@dataclass(frozen=True)
class Place:
    route: str
    arguments: Callable[[Example], list[object]] = nothing
    who: str | None = "owner"
    status: int = 200
    query: str = ""

    def path(self, example: Example) -> str:
        return reverse(self.route, args=self.arguments(example)) + self.query


def of_framework(*slugs: str) -> Callable[[Example], list[object]]:
    return lambda example: [FRAMEWORK, 1, *slugs]


def of_complete(*slugs: str) -> Callable[[Example], list[object]]:
    return lambda example: [example.complete, *slugs]


def of_revisit(*slugs: str) -> Callable[[Example], list[object]]:
    return lambda example: [example.revisit, *slugs]


def of_begun(*slugs: str) -> Callable[[Example], list[object]]:
    return lambda example: [example.begun, *slugs]


def of_rater(*slugs: str) -> Callable[[Example], list[object]]:
    return lambda example: [example.rater, *slugs]


def of_reader(*slugs: str) -> Callable[[Example], list[object]]:
    return lambda example: [example.reader, *slugs]


def of_organisation(example: Example) -> list[object]:
    return [example.organisation]


PAGES = {
    "sign in": Place("account_login", who=None),
    "sign up": Place("account_signup", who=None),
    "not active": Place("account_inactive", who=None),
    "password forgotten": Place("account_reset_password", who=None),
    "password mail sent": Place("account_reset_password_done", who=None),
    "password link spent": Place(
        "account_reset_password_from_key", lambda example: ["1", "spent"], who=None
    ),
    "password set": Place("account_reset_password_from_key_done", who=None),
    "password of somebody invited": Place("account_set_password", who="invited"),
    "password change": Place("account_change_password"),
    "sign out": Place("account_logout"),
    "home": Place("assessments:home"),
    "new organisation": Place("assessments:organisation-new"),
    "organisation": Place("assessments:organisation", of_organisation),
    "branding": Place("assessments:branding", of_organisation),
    "new assessment": Place("assessments:assessment-new", of_organisation),
    "overview": Place("assessments:overview", of_complete()),
    "overview of one begun": Place("assessments:overview", of_begun()),
    "overview of a revisit": Place("assessments:overview", of_revisit()),
    "new assessment of a change": Place(
        "assessments:assessment-new",
        of_organisation,
        query="?entry=change&framework=sales-management-ecosystem&changed=crm",
    ),
    "what a change touches": Place(
        "assessments:organisation-change", of_organisation, query="?changed=crm&changed=bdr-sdr"
    ),
    "change to choose": Place("assessments:organisation-change", of_organisation),
    "change in an assessment": Place(
        "assessments:change", of_complete(), query="?changed=sales-process"
    ),
    "what problems open": Place("assessments:opened", of_complete()),
    "nothing opened yet": Place("assessments:opened", of_begun()),
    "context": Place("assessments:context", of_complete()),
    "settings": Place("assessments:settings", of_complete("strategy")),
    "rate": Place("assessments:rate", of_complete("coaching")),
    "rate one begun": Place("assessments:rate", of_begun("business-management")),
    "quick scan": Place("assessments:scan", of_begun()),
    "symptoms": Place("assessments:symptoms", of_complete()),
    "table": Place("assessments:table", of_complete("coaching")),
    "table of a workshop": Place(
        "assessments:table", of_begun("leadership"), query="?answers=consensus"
    ),
    "before you finish": Place("assessments:check", of_complete()),
    "before you finish one begun": Place("assessments:check", of_begun()),
    "result": Place("assessments:result", of_complete()),
    "result of a revisit": Place("assessments:result", of_revisit()),
    "result of one begun": Place("assessments:result", of_begun()),
    "finding": Place("assessments:finding", of_complete(ITEM)),
    "finding in context": Place("assessments:finding", of_complete("sales-process-execution")),
    "pillar in context": Place("assessments:pillar", of_complete("coaching")),
    "pillar of a revisit": Place("assessments:pillar", of_revisit("coaching")),
    "pillar carried forward": Place("assessments:pillar", of_revisit("leadership")),
    "pillar of one begun": Place("assessments:pillar", of_begun("strategy")),
    "report": Place("assessments:report", of_complete()),
    "report on a pillar": Place(
        "assessments:report", of_complete(), query="?kind=pillar&pillar=coaching"
    ),
    "executive summary": Place("assessments:report", of_complete(), query="?kind=summary"),
    "report of one begun": Place("assessments:report", of_begun()),
    "texts": Place("assessments:texts", of_complete()),
    "close": Place("assessments:close", of_complete()),
    "notes": Place("assessments:notes", of_complete()),
    "raters": Place("assessments:raters", lambda example: [example.asked]),
    "raters, none yet": Place("assessments:raters", of_begun()),
    "one rater": Place("assessments:rater", lambda example: [example.asked, example.reader]),
    "one rater who has begun": Place(
        "assessments:rater", lambda example: [example.asked, example.elsewhere]
    ),
    "before the first question": Place("assessments:part", of_reader(), who="rater"),
    "own part": Place("assessments:part", of_rater(), who="rater"),
    "own part, begun elsewhere": Place(
        "assessments:part", lambda example: [example.elsewhere], who="rater"
    ),
    "own part, withdrawn": Place(
        "assessments:part", lambda example: [example.withdrawn], who="rater"
    ),
    "rate by link": Place("assessments:part-rate", of_rater("leadership"), who="rater"),
    "quick scan by link": Place("assessments:part-scan", of_rater(), who="rater"),
    "own answers": Place("assessments:part-answers", of_rater(), who="rater"),
    "before a rater finishes": Place("assessments:part-check", of_rater(), who="rater"),
    "withdraw": Place("assessments:part-withdraw", of_rater(), who="rater"),
    "link that leads nowhere": Place(
        "assessments:link", lambda example: ["nothing"], who=None, status=404
    ),
    "somebody else's": Place("assessments:overview", lambda example: [example.foreign], status=404),
    "frameworks": Place("ecosystem:frameworks"),
    "model": Place("ecosystem:model", of_framework()),
    "model of one salesperson": Place(
        "ecosystem:model", lambda example: ["sales-execution-framework", 1]
    ),
    "component": Place("ecosystem:component", of_framework("sales-process-execution")),
    "component that is a group": Place("ecosystem:component", of_framework(ITEM)),
    "component advised by its group": Place("ecosystem:component", of_framework("mobile-support")),
    "outcome": Place("ecosystem:component", of_framework("morale")),
    "symptom in the framework": Place("ecosystem:symptom", of_framework("win-rate")),
    "search": Place("ecosystem:search"),
    "search results": Place("ecosystem:search", query="?q=forcast"),
    "search without results": Place("ecosystem:search", query="?q=zeppelin"),
}
# Routes that show no page of their own: they take one change, or give a file.
NO_PAGE = {
    "assessments:consensus",
    "assessments:raters-schedule",
    "assessments:raters-remind",
    "assessments:rater-mail",
    "assessments:rater-link",
    "assessments:rater-remove",
    "assessments:part-begin",
    "assessments:part-resume",
    "assessments:part-code",
    "assessments:part-code-mail",
    "assessments:part-finish",
    "assessments:part-rating",
    "assessments:next",
    "assessments:part-next",
    "assessments:logo",
    "assessments:context-answer",
    "assessments:context-words",
    "assessments:context-proposal",
    "assessments:setting",
    "assessments:settings-all",
    "assessments:rating",
    "assessments:symptom",
    "assessments:scan-answer",
    "assessments:depth",
    "assessments:part-scan",
    "assessments:part-scan-answer",
    "assessments:report-pdf",
    "assessments:report-paper",
    "assessments:report-sections",
    "assessments:text",
    "assessments:reopen",
    "assessments:confirm-not-applicable",
    "assessments:note",
    "assessments:revisit",
    "assessments:figure-svg",
    "assessments:figure-csv",
}
