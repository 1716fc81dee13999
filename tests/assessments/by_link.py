"""Raters who came by a link, and the browsers they sit at."""

from django.test import Client
from django.urls import reverse

from accounts.models import User
from assessments.models import Assessment, Given, Invited, Rater, invite, rate


def invited(assessment: Assessment, by: User, count: int = 1, group: str = "seller", **fields):
    """So many people with a link each; the first of them if there is one."""
    found = invite(
        assessment, by, [Invited(f"Person {n + 1}", group=group, **fields) for n in range(count)]
    )
    return found[0] if count == 1 else found


def opened(rater: Rater) -> Client:
    """A browser that has opened the link."""
    client = Client()
    client.get(reverse("assessments:link", args=[rater.token]))
    return client


def begun(rater: Rater, read: str = "named", **fields) -> Client:
    """A browser in which somebody has begun."""
    client = opened(rater)
    response = post(client, rater, "begin", read=read, **fields)
    assert response.status_code == 302, response.content.decode()
    rater.refresh_from_db()
    return client


def place(rater: Rater, page: str = "", *slugs: str) -> str:
    name = f"assessments:part-{page}" if page else "assessments:part"
    return reverse(name, args=[rater.code, *slugs])


def post(client: Client, rater: Rater, page: str, *slugs: str, headers=None, **fields):
    return client.post(place(rater, page, *slugs), fields, **(headers or {}))


def page_of(assessment: Assessment, name: str = "raters", *more: object) -> str:
    """An address of the owner's side."""
    return reverse(f"assessments:{name}", args=[assessment.code, *more])


def acting(client: Client, assessment: Assessment):
    """Posts what the owner types, and follows to the page that comes after."""

    def act(name: str = "raters", *more: object, **fields: object):
        return client.post(page_of(assessment, name, *more), fields, follow=True)

    return act


def say(rater: Rater, score: int | None, slug: str = "crm", note: str = "") -> None:
    given = Given("score", score, note=note) if score else Given("dont-know", note=note)
    rate(rater.assessment, rater.user or rater, slug, given)
