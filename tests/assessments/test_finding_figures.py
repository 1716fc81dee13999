"""The figures of a finding: an item in context, and what changing a root touches."""

from typing import Any

import pytest
from django.test import Client

from assessments.models import Assessment
from tests.assessments.test_figures import answered, client_of, lines_of, taken
from tests.assessments.test_result import page

__all__ = ["answered", "client_of"]

ROOT, SYMPTOM = "sales-process-execution", "operations-forecasting"


def shown(client: Client, assessment: Assessment, slug: str) -> Any:
    return page(client, assessment, slug).context["page"]


def test_a_root_is_shown_in_context_and_with_its_ripple(client_of, answered):
    source = page(client_of, answered, ROOT).content.decode()
    assert "no weak driver above it" in source
    assert f'data-chart="context-{ROOT}"' in source
    assert f'data-chart="ripple-{ROOT}"' in source


def test_only_what_is_named_as_a_root_has_a_ripple(client_of, answered):
    seen = shown(client_of, answered, SYMPTOM)
    assert seen.context.name == f"context-{SYMPTOM}"
    assert seen.ripple is None


@pytest.mark.parametrize("slug", ["sales-process", "strategy"])
def test_a_group_and_a_pillar_have_neither(slug, client_of, answered):
    response = page(client_of, answered, slug)
    seen = response.context["page"]
    assert (seen.context, seen.ripple) == (None, None)
    assert "In context" not in response.content.decode()


def test_there_is_nothing_to_explore_beside_what_is_drawn(client_of, answered):
    source = page(client_of, answered, ROOT).content.decode()
    assert 'id="chart-context' not in source
    assert 'id="chart-ripple' not in source


@pytest.mark.parametrize("kind", ["context", "ripple"])
def test_both_are_taken_along_by_their_name(kind, client_of, answered):
    figure = getattr(shown(client_of, answered, ROOT), kind)
    drawing = taken(client_of, answered, f"{kind}-{ROOT}", "svg")
    assert drawing.content.decode() == figure.wide
    numbers = lines_of(taken(client_of, answered, f"{kind}-{ROOT}", "csv"))
    assert numbers == [list(figure.table.head), *map(list, figure.table.rows)]


@pytest.mark.parametrize("name", ["context-no-such-item", "ripple-crm", "pie-crm", "context"])
def test_a_figure_of_nothing_is_not_found(name, client_of, answered):
    assert taken(client_of, answered, name, "svg").status_code == 404
