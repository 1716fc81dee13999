"""What to answer next: what the least settled findings rest on comes first, and says why."""

from dataclasses import replace

from assessments.findings import ItemFinding, Report, Sharpening, Step
from assessments.report.build import build_report
from assessments.report.gather import Gathered, Said, gather
from assessments.report.sharpen import MOST_NEXT, sharpens_of, unsettled
from tests.report.answering import answers, said
from tests.report.test_build import PIPELINE
from tests.shipped import shipped

ROOT = "sales-process-execution"
BASE = build_report(answers(others=3))


def link(driver: str, dependent: str, layer: str = "drive") -> Step:
    return Step(driver, dependent, None, True, 0.9, layer, "", "", "")


def report_with(roots: tuple[str, ...] = (), **items: dict[str, object]) -> Report:
    """A report of which nothing is known but what a case says; dashes are typed as underscores."""
    changed = {slug.replace("_", "-"): values for slug, values in items.items()}
    drawn: tuple[ItemFinding, ...] = tuple(
        replace(
            item,
            **{"drivers": (), "dependents": (), "label": "healthy", **changed.get(item.slug, {})},
        )
        for item in BASE.items
    )
    return replace(BASE, items=drawn, headline=replace(BASE.headline, roots=roots))


def weak(**values: object) -> dict[str, object]:
    return {"band": "weak", "shortfall": 0.6, "leverage": 1.0, "stability": 0.9, **values}


OPEN = {"state": "unanswered", "score": None, "band": None}


def next_of(report: Report) -> list[tuple[str, str]]:
    return [(one.slug, one.sentence) for one in sharpens_of(report)]


def test_findings_are_doubted_in_order_the_headlines_roots_first():
    """Roots by stability, then by leverage what does not hold; what is firm is left alone."""
    report = report_with(
        ("crm", "identity"),
        crm=weak(label="root", stability=0.7),
        identity=weak(label="root", stability=0.5),
        morale=weak(label="unexplained", stability=0.6, leverage=0.1),
        key_metrics=weak(label="local", stability=0.99, confidence_word="open", leverage=0.3),
        target_markets=weak(label="provisional", leverage=0.2),
        activity_metrics=weak(label="symptom", stability=0.95, leverage=0.9),
    )
    assert [item.slug for item in unsettled(report)] == [
        "identity",
        "crm",
        "key-metrics",
        "target-markets",
        "morale",
    ]


def test_what_bears_on_a_root_goes_before_what_bears_on_more():
    """A driver of the one root (1 finding) before one of two weak items (2 findings)."""
    report = report_with(
        ("crm",),
        crm=weak(label="root", drivers=(link("cpq-tools", "crm"),)),
        morale=weak(label="unexplained", stability=0.5, drivers=(link("identity", "morale"),)),
        key_metrics=weak(
            label="provisional", leverage=0.5, drivers=(link("identity", "key-metrics"),)
        ),
        cpq_tools=OPEN,
        identity=OPEN,
    )
    crm, named = report.name("crm"), report.name("morale")
    assert next_of(report) == [
        ("cpq-tools", f"could move the start above {crm}"),
        (
            "identity",
            f"could explain {named}, which nothing explains so far, and bears on one more finding",
        ),
    ]


def test_a_driver_against_the_hierarchy_decides_about_the_loop():
    circle = link("coaching-sales-process", ROOT, "feedback")
    report = report_with(
        (ROOT,),
        sales_process_execution=weak(label="root", drivers=(circle,)),
        coaching_sales_process=OPEN,
    )
    sentence = f"decides whether {report.name(ROOT)} is a root or part of a loop"
    assert next_of(report) == [("coaching-sales-process", sentence)]


def test_what_nobody_knows_and_what_is_only_estimated_say_so():
    rests = tuple(link("identity", slug) for slug in ("crm", "morale"))
    estimate = {"state": "score", "score": 3.0, "source": "estimate", "band": "watch"}
    report = report_with(
        ("crm",),
        crm=weak(label="root", drivers=(rests[0], link("key-metrics", "crm"))),
        morale=weak(label="symptom", stability=0.5, drivers=(rests[1],)),
        identity=estimate,
        key_metrics={**OPEN, "state": "dont-know"},
    )
    assert next_of(report) == [
        ("identity", "estimated so far; two findings rest on it"),
        ("key-metrics", f"nobody knows so far; could move the start above {report.name('crm')}"),
    ]


def test_an_item_outside_the_scope_is_not_asked_for():
    report = report_with(
        ("crm",),
        crm=weak(label="root", drivers=(link("identity", "crm"), link("key-metrics", "crm"))),
        identity=OPEN,
        key_metrics={**OPEN, "in_scope": False},
    )
    assert [slug for slug, _ in next_of(report)] == ["identity"]


def test_at_most_five_are_named_and_of_equals_the_first_in_the_framework():
    items = [item.slug for item in shipped().items[10:17]]
    report = report_with(
        ("crm",),
        crm=weak(label="root", drivers=tuple(link(slug, "crm") for slug in reversed(items))),
        **{slug.replace("-", "_"): OPEN for slug in items},
    )
    assert [slug for slug, _ in next_of(report)] == items[:MOST_NEXT]


def test_nothing_is_asked_for_before_the_first_answer_and_after_the_last():
    assert build_report(answers(others=None)).sharpens == ()
    assert build_report(answers(others=4)).sharpens == ()


def test_with_few_answers_it_is_what_most_depends_on():
    report = build_report(answers({"crm": 4}, others=None))
    first, *others = report.sharpens
    assert (first.slug, first.state, first.bears_on) == ("sales-deployment", "unanswered", ())
    assert first.sentence == "nothing is known of it, and 27 items depend on it"
    assert len(others) == MOST_NEXT - 1


def test_a_real_report_asks_for_what_would_close_the_circle_of_its_root():
    scores = {item.slug: PIPELINE.get(item.slug, 4) for item in shipped().items}
    del scores["coaching-sales-process"], scores["crm"]
    report = build_report(answers(scores, others=None))
    assert report.headline.roots == (ROOT,)
    name = report.name(ROOT)
    assert next_of(report)[:2] == [
        ("crm", f"shows how much hangs on {name}, and bears on one more finding"),
        ("coaching-sales-process", f"decides whether {name} is a root or part of a loop"),
    ]


def test_an_estimated_root_asks_for_itself():
    content = shipped()
    block = next(block for block in content.blocks if ROOT in block.items)
    rated = [
        said(item.slug, PIPELINE.get(item.slug, 4))
        for item in content.items
        if item.slug not in block.items
    ]
    found = Gathered(
        content,
        said=rated,
        estimates=[Said("1", "executive", block.slug, "score", 1)],
        sizes={"executive": 1},
    )
    report = build_report(gather(found))
    assert any(isinstance(one, Sharpening) and one.state == "estimate" for one in report.sharpens)
    assert {one.slug for one in report.sharpens} & set(block.items)
