"""`diagnose` says where weakness starts and where it shows, to people and to programs."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, ManagementUtility, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.exchange.document import as_text, diagnosis_document
from assessments.exchange.text import WIDTH, diagnosis_text
from assessments.report import build_report
from ecosystem.models import Framework
from tests.assessments.ratings import read, saved
from tests.shipped import shipped

pytestmark = pytest.mark.usefixtures("frameworks")
LABELS = {
    "root",
    "contributing",
    "symptom",
    "local",
    "provisional",
    "unexplained",
    "at-risk",
    "healthy",
    "unrated",
    "not-applicable",
}


def diagnose(*args: object) -> str:
    out = io.StringIO()
    call_command("diagnose", *map(str, args), stdout=out)
    return out.getvalue()


def document(*args: object) -> dict:
    return json.loads(diagnose(*args, "--json"))


def test_the_json_holds_exactly_the_agreed_keys(unused_process):
    found = document(unused_process)
    assert list(found) == [
        "framework",
        "version",
        "coverage",
        "headline",
        "pillars",
        "components",
        "items",
        "symptoms",
    ]
    assert list(found["headline"]) == ["kind", "roots", "sentence"]
    for scored in (*found["pillars"], *found["components"]):
        assert list(scored) == ["slug", "score", "word", "target", "coverage"]
    for item in found["items"]:
        assert list(item) == [
            "slug",
            "pillar",
            "score",
            "target",
            "shortfall",
            "label",
            "confidence",
            "own_share",
            "stability",
            "leverage",
            "inherited",
            "chains",
        ]
        assert all(list(chain) == ["origin", "share", "path"] for chain in item["chains"])
    for symptom in found["symptoms"]:
        assert list(symptom) == ["slug", "severity", "causes"]
        assert all(list(cause) == ["slug", "label", "share"] for cause in symptom["causes"])


def test_the_json_tells_the_root_of_an_unused_process(unused_process):
    found = document(unused_process)
    items = {item["slug"]: item for item in found["items"]}
    assert found["headline"]["kind"] == "dominant"
    assert found["headline"]["roots"] == ["sales-process-execution"]
    assert items["sales-process-execution"]["label"] == "root"
    assert items["price-margin-management"]["label"] == "symptom"
    chain = items["price-margin-management"]["chains"][0]
    assert chain["origin"] == "sales-process-execution"
    assert chain["path"] == ["sales-process-execution", "price-margin-management"]
    (symptom,) = found["symptoms"]
    assert (symptom["slug"], symptom["severity"]) == ("forecast", 3)
    assert symptom["causes"][0]["slug"] == "sales-process-execution"


def test_all_pillars_components_and_items_are_there(unused_process):
    found = document(unused_process)
    assert [pillar["slug"] for pillar in found["pillars"]] == [p.slug for p in shipped().pillars]
    assert [item["slug"] for item in found["items"]] == [i.slug for i in shipped().items]
    tops_and_groups = {c.slug for c in shipped().components if c.parent is None or not c.is_item}
    assert {component["slug"] for component in found["components"]} == tops_and_groups
    assert {item["label"] for item in found["items"]} <= LABELS


def test_missing_is_null_and_numbers_have_four_decimals(tmp_path):
    text = diagnose(
        saved(tmp_path / "r.csv", "component,score\ncrm,2\nworkflow-legal,3\n"), "--json"
    )
    crm, unrated = (
        next(item for item in json.loads(text)["items"] if item["slug"] == slug)
        for slug in ("crm", "morale")
    )
    assert crm["shortfall"] == 0.6667
    assert unrated["score"] is unrated["shortfall"] is unrated["confidence"] is None
    assert unrated["label"] == "unrated"
    assert "-0.0," not in text


def test_the_same_file_gives_the_same_bytes(unused_process):
    assert diagnose(unused_process, "--json") == diagnose(unused_process, "--json")
    assert diagnose(unused_process) == diagnose(unused_process)


def test_what_does_not_apply_is_labelled_so(tmp_path):
    path = saved(tmp_path / "r.csv", "component,score,applicable\ncrm,,no\nmorale,3,\n")
    labels = {item["slug"]: item["label"] for item in document(path)["items"]}
    assert labels["crm"] == "not-applicable"


def test_coverage_is_measured_against_the_scope(tmp_path):
    rows = "".join(f"{slug},4\n" for slug in shipped().items_of("coaching"))
    path = saved(tmp_path / "coaching.csv", f"component,score\n{rows}")
    whole, coaching = document(path), document(path, "--scope", "coaching")
    assert whole["headline"]["kind"] == "not-enough-answers"
    assert whole["coverage"] == pytest.approx(20 / 165, abs=0.03)
    assert coaching["coverage"] == 1.0
    assert coaching["headline"]["kind"] == "nothing-weak"


def test_several_pillars_make_one_scope(unused_process):
    both = document(unused_process, "--scope", "coaching", "people")
    assert both == document(unused_process, "--scope", "coaching", "--scope", "people")


def test_the_other_framework_is_diagnosed_too(tmp_path):
    content = shipped("sales-execution-framework")
    rows = "".join(f"{item.slug},3\n" for item in content.items)
    path = saved(tmp_path / "seller.csv", f"component,score\n{rows}")
    found = document(path, "--framework", "sales-execution-framework")
    assert (found["framework"], found["version"]) == (content.slug, 1)
    assert len(found["items"]) == 24


def test_the_text_leads_with_the_headline_and_fits_the_width(unused_process):
    text = diagnose(unused_process)
    lines = text.splitlines()
    assert lines[0] == "Sales Management Ecosystem, version 1"
    assert lines[2].startswith("One cause stands out: Sales process")
    for heading in ("PILLARS", "WHERE IT STARTS", "WHERE IT SHOWS", "AT RISK", "WHAT PEOPLE SEE"):
        assert any(line.startswith(heading) for line in lines)
    assert "nearly always suffers, because" in " ".join(text.split())
    assert max(map(len, lines)) <= WIDTH


def test_the_text_names_what_to_rate_when_labels_are_provisional(tmp_path):
    low = ("coaching-sales-process", "coaching-deal-strategies", "coaching-pipeline")
    rows = "".join(f"{s},{2 if s in low else 4}\n" for s in shipped().items_of("coaching"))
    path = saved(tmp_path / "coaching.csv", f"component,score\n{rows}")
    text = diagnose(path, "--scope", "coaching")
    assert "provisional" in text
    assert "WHAT TO RATE NEXT" in text


@pytest.mark.parametrize("rows", ["crm,", "crm,5", "crm,1", "crm,dk", "coaching-culture,na"])
def test_a_single_answer_is_told_sensibly(tmp_path, rows):
    path = saved(tmp_path / "r.csv", f"component,score\n{rows}\n")
    assert document(path)["headline"]["kind"] == "not-enough-answers"
    assert "nan" not in diagnose(path).lower().split()


# ------------------------------------------------------------------------------- refusals


def test_a_bad_file_is_refused_with_exit_code_2(tmp_path):
    path = saved(tmp_path / "bad.csv", "component,score\ncmr,6\n")
    with pytest.raises(CommandError) as caught:
        diagnose(path)
    assert caught.value.returncode == 2
    assert "line 2: component 'cmr' is not in Sales Management Ecosystem" in str(caught.value)
    assert "line 2: score '6' is not on its scale" in str(caught.value)


def test_at_the_shell_a_bad_file_prints_to_standard_error_alone(tmp_path, capsys):
    path = saved(tmp_path / "bad.csv", "component,score\ncrm,6\n")
    with pytest.raises(SystemExit) as caught:
        ManagementUtility(["manage.py", "diagnose", str(path), "--json"]).execute()
    printed = capsys.readouterr()
    assert caught.value.code == 2
    assert printed.out == ""
    assert "line 2: score '6'" in printed.err
    assert "Traceback" not in printed.err


def test_an_unknown_framework_names_those_there_are(unused_process):
    with pytest.raises(CommandError, match=r"no framework 'sales-ecosystem'.*Loaded are") as caught:
        diagnose(unused_process, "--framework", "sales-ecosystem")
    assert caught.value.returncode == 2


def test_where_no_database_is_set_up_the_shipped_files_say_the_same(unused_process):
    from_the_database = diagnose(unused_process, "--json")
    Framework.objects.all().delete()
    assert diagnose(unused_process, "--json") == from_the_database
    with pytest.raises(CommandError, match=r"no framework 'sales'.*Loaded are sales-execution"):
        diagnose(unused_process, "--framework", "sales")


def test_a_private_or_unpublished_framework_is_not_found(unused_process):
    Framework.objects.update(private=True)
    with pytest.raises(CommandError, match="No framework everyone may use is loaded"):
        diagnose(unused_process)


def test_the_newest_version_is_used(unused_process, monkeypatch):
    Framework.objects.create(
        slug="sales-management-ecosystem", version=2, state=Framework.State.PUBLISHED
    )
    asked = []
    monkeypatch.setattr(
        "assessments.management.ratings.content_of",
        lambda framework: asked.append(framework.version) or shipped(framework.slug),
    )
    diagnose(unused_process)
    assert asked == [2]


def test_an_unknown_scope_is_refused(unused_process):
    with pytest.raises(CommandError, match=r"Scope 'coachin' .* Did you mean coaching\?") as caught:
        diagnose(unused_process, "--scope", "coachin")
    assert caught.value.returncode == 2


scores = st.sampled_from(["", "1", "2", "3", "4", "5", "dk", "na"])


@settings(
    deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(given_scores=st.lists(scores, min_size=165, max_size=165))
def test_whatever_is_answered_can_be_told(tmp_path, given_scores):
    items = zip(shipped().items, given_scores, strict=True)
    rows = "".join(f"{item.slug},{score}\n" for item, score in items)
    report = build_report(read(saved(Path(tmp_path) / "r.csv", f"component,score\n{rows}")))
    assert json.loads(as_text(diagnosis_document(report)))
    assert max(map(len, diagnosis_text(report).splitlines())) <= WIDTH
