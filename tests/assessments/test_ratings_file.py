"""A ratings file is read whole or refused whole, with every fault named."""

import io
import os
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from assessments.exchange.answers import answers_from_file
from assessments.exchange.refusal import Refusal, RefusedFile
from assessments.exchange.table import COLUMNS, MOST_BYTES
from assessments.findings import Answers, ItemAnswer, SymptomAnswer
from tests.shipped import shipped

PROCESS, CRM = "sales-process-execution", "crm"


def read(path: Path, scope: tuple[str, ...] = ()) -> Answers:
    return answers_from_file(path, shipped(), scope)


@pytest.fixture
def rated(tmp_path):
    """Writes CSV and gives back what it says."""

    def write_and_read(text: str | bytes, scope: tuple[str, ...] = ()) -> Answers:
        path = tmp_path / "ratings.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read(path, scope)

    return write_and_read


@pytest.fixture
def refusal(rated):
    """Writes CSV and gives back why it is refused."""

    def refused(text: str | bytes) -> str:
        with pytest.raises(RefusedFile) as caught:
            rated(text)
        return str(caught.value)

    return refused


def workbook(*rows: list[object]) -> bytes:
    book, content = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


GOOD = workbook(["component", "score"], [CRM, 2])


def saved(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def item(answers: Answers, slug: str) -> ItemAnswer:
    return next(answer for answer in answers.items if answer.slug == slug)


def states(answers: Answers, group: str) -> set[str]:
    return {item(answers, slug).state for slug in shipped().items_of(group)}


# ----------------------------------------------------------------------------- what is read


def test_a_score_a_dont_know_and_an_empty_cell_are_three_different_answers(rated):
    answers = rated(f"component,score\n{PROCESS},2\n{CRM},dk\nmorale,\n")
    assert (item(answers, PROCESS).state, item(answers, PROCESS).score) == ("score", 2.0)
    assert (item(answers, CRM).state, item(answers, CRM).score) == ("dont-know", None)
    assert item(answers, "morale").state == "unanswered"


def test_every_item_of_the_framework_has_an_answer_in_framework_order(rated):
    answers = rated(f"component,score\n{PROCESS},2\n")
    assert [one.slug for one in answers.items] == [one.slug for one in shipped().items]


@pytest.mark.parametrize(
    "content",
    [
        b"component,score\ncrm,2\n",
        b"\xef\xbb\xbfcomponent,score\ncrm,2\n",
        b"component;score\ncrm;2\n",
        b"component;score\r\ncrm;2,0\r\n",
        b" Component , Score ,,\n CRM , 2.0 ,,\n,,,\n",
        b'\n"component","score"\n\n"crm","2"',
        b"score,component\n2,crm\n",
    ],
)
def test_the_ways_programs_write_the_same_file_are_all_read(rated, content):
    assert item(rated(content), CRM).score == 2.0


def test_a_workbook_says_the_same_as_the_csv_file(tmp_path, rated):
    rows = [["component", "score", "note"], [PROCESS, 2, "unused"], [CRM, "dk", None], ["morale"]]
    from_workbook = read(saved(tmp_path / "ratings.xlsx", workbook(*rows)))
    assert from_workbook == rated(
        f"component,score,note\n{PROCESS},2,unused\n{CRM},dk,\nmorale,,\n"
    )


def test_evidence_and_notes_go_with_the_answer(rated):
    answers = rated(
        "component,score,rater,evidence,note\n"
        'crm,2,a,said,"Spreadsheets, mostly"\n'
        "crm,3,b,data,\n"
        f"{PROCESS},,a,,To be asked\n"
    )
    assert item(answers, CRM).evidence == "data"
    assert item(answers, CRM).notes == ("Spreadsheets, mostly",)
    assert item(answers, PROCESS).notes == ("To be asked",)


def test_a_group_or_block_fills_its_items_as_estimates(rated):
    answers = rated("component,score\ntraining,2\nscan-markets,3\n")
    training, market = item(answers, "training-reinforcement"), item(answers, "target-markets")
    assert (training.score, training.source, training.block) == (2.0, "estimate", "training")
    assert (market.score, market.source, market.block) == (3.0, "estimate", "scan-markets")


def test_an_estimate_is_half_as_uncertain_again(rated):
    answers = rated("component,score\ntraining,2\ncrm,2\n")
    estimate = item(answers, "training-reinforcement").rating_error
    assert estimate == pytest.approx(1.5 * item(answers, CRM).rating_error)


def test_an_item_rating_replaces_the_estimate_whatever_the_order(rated):
    answers = rated("component,score\ntraining-reinforcement,5\ntraining,2\n")
    found = item(answers, "training-reinforcement")
    assert (found.score, found.source, found.block) == (5.0, "ratings", None)


def test_the_nearer_of_two_estimates_counts(rated):
    answers = rated("component,score\nsales-enablement,4\ntraining,2\n")
    assert item(answers, "training-reinforcement").score == 2.0
    assert item(answers, "training-reinforcement").block == "training"


def test_not_knowing_a_group_is_not_knowing_its_items(rated):
    answers = rated("component,score\ntraining,dk\ntraining-reinforcement,3\n")
    assert states(answers, "training") == {"dont-know", "score"}


def test_raters_of_small_groups_are_pooled_before_the_median(rated):
    answers = rated(
        "component,score,rater,group\ncrm,1,a,executive\ncrm,2,b,seller\ncrm,5,c,seller"
    )
    assert item(answers, CRM).score == 2.0
    assert (item(answers, CRM).raters, answers.raters) == (3, 3)


def test_groups_above_the_floor_weigh_the_same_however_many_answer(rated):
    sellers = "".join(f"crm,1,s{k},seller\n" for k in range(8))
    managers = "".join(f"crm,4,m{k},manager\n" for k in range(4))
    assert item(rated(f"component,score,rater,group\n{sellers}{managers}"), CRM).score == 2.5


def test_a_row_that_only_decides_something_makes_nobody_a_rater(rated):
    answers = rated("component,score,rater,importance\ncrm,2,a,\nmorale,,owner,critical\n")
    assert answers.raters == 1


def test_na_counts_only_if_every_rater_who_knows_says_so(rated):
    text = "component,score,rater,reason\ncrm,na,a,no such tool\ncrm,dk,b,\n"
    assert item(rated(text), CRM).state == "not-applicable"
    assert item(rated(text), CRM).reason == "no such tool"
    assert item(rated(text + "crm,2,c,\n"), CRM).score == 2.0


def test_what_does_not_apply_takes_everything_beneath_it_out(rated):
    answers = rated(
        "component,score,applicable,reason\n"
        "channel-management,,no,We sell direct\n"
        "channel-forecasting,2,,\n"
    )
    assert states(answers, "channel-management") == {"not-applicable"}
    assert item(answers, "channel-forecasting").reason == "We sell direct"


def test_the_nearest_importance_and_target_count(rated):
    answers = rated(
        "component,score,importance,target\n"
        "sales-enablement,,critical,\n"
        "training,,minor,5\n"
        "training-reinforcement,,important,\n"
    )
    found = item(answers, "training-reinforcement")
    assert (found.importance, found.target) == ("important", 5)
    above = next(
        slug
        for slug in shipped().items_of("sales-enablement")
        if slug not in shipped().items_of("training")
    )
    assert (item(answers, above).importance, item(answers, above).target) == ("critical", 4)
    assert (item(answers, CRM).importance, item(answers, CRM).target) == ("important", 3)
    assert answers.component_importance["sales-enablement"] == "critical"
    assert answers.component_target["sales-enablement"] == 4


def test_symptoms_come_with_the_worst_severity_anybody_saw(rated):
    answers = rated(
        "component,score,severity,rater,note\n"
        "discounting,,1,a,Every quarter end\ndiscounting,,3,b,\nwin-rate,,2,a,\n"
    )
    assert answers.symptoms == (
        SymptomAnswer("win-rate", 2),
        SymptomAnswer("discounting", 3, note="Every quarter end"),
    )


def test_a_slug_that_is_item_and_symptom_is_the_item_unless_kind_says_otherwise(rated):
    answers = rated("component,score,kind,severity\nmorale,2,,\nmorale,,symptom,3\n")
    assert item(answers, "morale").score == 2.0
    assert answers.symptoms == (SymptomAnswer("morale", 3),)


def test_scope_marks_the_items_it_holds(rated):
    answers = rated("component,score\ncrm,2\n", ("coaching", "training"))
    inside = {one.slug for one in answers.items if one.in_scope}
    assert inside == {*shipped().items_of("coaching"), *shipped().items_of("training")}


def test_an_unknown_scope_is_refused_with_the_nearest(rated):
    with pytest.raises(Refusal, match=r"'coachin' is no pillar or component.*mean coaching"):
        rated("component,score\ncrm,2\n", ("coachin",))


# -------------------------------------------------------------------------- what is refused


def test_one_message_lists_every_bad_line_with_value_and_remedy(refusal):
    message = refusal(
        "component,score,group,target\n"
        "sales-proces-execution,2,,\n"
        "crm,6,,\n"
        f"{PROCESS},2,,\n"
        "morale,2.5,boss,2\n"
    )
    assert message.splitlines() == [
        "ratings.csv: 5 faults, so nothing was read.",
        "  line 2: component 'sales-proces-execution' is not in Sales Management Ecosystem. "
        "Did you mean sales-process-execution?",
        "  line 3: score '6' is not on its scale. Write a whole number from 1 to 5, or dk for "
        "don't know, na for not applicable, nothing for no answer.",
        "  line 5: score '2.5' is not on its scale. Write a whole number from 1 to 5, or dk for "
        "don't know, na for not applicable, nothing for no answer.",
        "  line 5: group 'boss' is not known. Write executive, manager, seller or other, or "
        "leave it empty.",
        "  line 5: target '2' is not on its scale. Write a whole number from 3 to 5.",
    ]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("crm,0", "line 2: score '0'"),
        ("crm,-1", "line 2: score '-1'"),
        ("crm,nan", "line 2: score 'nan'"),
        ("crm,1e0", "line 2: score '1e0'"),
        ("crm,٣", "line 2: score '٣'"),
        ("crm,2,item,,,,,,maybe", "applicable 'maybe' is not known. Write yes or no"),
        ("crm,2,tool", "kind 'tool' is not known. Write item, group, block or symptom"),
        ("crm,2,group", "crm is no group but an item. Leave kind empty or write item."),
        ("coaching,2", "coaching is a pillar, which is not rated itself"),
        (",2", "the component is missing"),
        ("crm,2,,1", "severity '1' is given to an item. Only symptoms have one"),
        ("morale,,,2", "For the symptom of this name, write symptom in the column kind"),
        ("discounting,", "symptom discounting has no severity"),
        ("discounting,2", "score '2' is given to a symptom"),
        ("discounting,,,4", "severity '4' is not on its scale. Write a whole number from 1 to 3"),
        ("training,na", "score 'na' is an answer about one item, and this is a group"),
        ("scan-markets,2,,,,,critical", "importance 'critical' is given to a block"),
        ("crm,2,,,,,urgent", "importance 'urgent' is not known"),
        ("crm,2,,,,,,,,,hearsay", "evidence 'hearsay' is not known"),
        ("=1+1,2", "component '=1+1' is a formula. Write the value itself"),
        ("crm,=SUM(A1)", "score '=SUM(A1)' is a formula"),
        ("crm,2,,,,,,,,,,=2", "note '=2' is a formula"),
        ("crm,2,,,,,,,,,,a\x07b", "note 'a\\x07b' holds a control character"),
        ("crm,2,,,,,,,,,,one,two", "13 cells where the header names 12 columns"),
        ("crm,2,,,,,,,,,," + "x" * 4001, "note has 4,001 characters. Shorten it to 4,000"),
        ("crm,2\ncrm,3", "line 3: crm by the same rater is on line 2 too. Keep one"),
        ("crm,2,,,a\ncrm,2,item,,a", "line 3: crm by rater 'a' is on line 2 too"),
        (
            "crm,2,,,a,seller\nmorale,2,,,a,manager",
            "line 3: rater 'a' is in group manager here and in seller on line 2",
        ),
        (
            "crm,2,,,a,,critical\ncrm,2,,,b,,minor",
            "line 3: importance of crm is minor here and critical on line 2",
        ),
        (
            "crm,2,,,a,,,,yes\ncrm,2,,,b,,,,no",
            "line 3: applicable of crm is no here and yes on line 2",
        ),
        ('crm,2\nmorale,"2', "line 3: the line breaks the rules of CSV"),
        ('crm,9\nmorale,"2', "line 2: score '9'"),
    ],
)
def test_a_bad_row_is_refused_and_the_message_helps(refusal, rows, says):
    message = refusal(f"{','.join(COLUMNS)}\n{rows}\n")
    assert "so nothing was read" in message
    assert says in message


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "ratings.csv: the file is empty. It needs a header (component,score)"),
        (b"\xef\xbb\xbf\r\n ,,\n", "the file is empty"),
        (b"component,score\n", "there are no rows under the header"),
        (b"component\ncrm\n", "line 1: column score is missing"),
        (b"crm,2\n", "column component is missing. column score is missing"),
        (b"component,score,raterr\ncrm,2,a\n", "'raterr' is not known. Did you mean rater?"),
        (b"component,score,score\ncrm,2,2\n", "column score stands there more than once"),
        (b"component,,score\ncrm,x,2\n", "a column has no name"),
        (b"component\tscore\ncrm\t2\n", "columns are divided by tabs"),
        ("component,score\ncrm,2\nnaïve,3\n".encode("latin-1"), "byte 25 (line 3) is 0xEF"),
        ("component,score\ncrm,2\n".encode("utf-16"), "encoded in UTF-16: save the file as CSV"),
        (b"component,score\ncrm,\x002\n", "byte 21 (line 2) is a NUL"),
        (b"component,score\n" + b"crm,2\n" * 20_001, "more than 20,000 rows"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "locked with a password or of an old kind"),
        (b"PK\x03\x04 no archive", "this is not a workbook that can be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(refusal, content, says):
    assert says in refusal(content)


def test_the_line_number_is_the_line_a_row_begins_on(refusal):
    text = 'component,score,note\ncrm,2,"one\ntwo\nthree"\n\nmorale,9,\n'
    assert "line 6: score '9'" in refusal(text)


def test_a_long_value_is_shortened_and_made_harmless_in_the_message(refusal):
    message = refusal(f"component,score\n{'x' * 5000},1\ncrm,\x1b[31m\n")
    assert "x" * 39 + "…" in message
    assert "\x1b" not in message
    assert max(map(len, message.splitlines())) < 200


def test_a_file_of_fifty_megabytes_is_refused_without_being_read(tmp_path, monkeypatch):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("the file was opened"))
    with pytest.raises(RefusedFile, match=r"the file has 50\.0 MB, more than the 5 MB"):
        read(path)


def test_what_is_no_file_is_refused(tmp_path):
    with pytest.raises(RefusedFile, match="this is a folder"):
        read(tmp_path)
    with pytest.raises(RefusedFile, match="there is no such file"):
        read(tmp_path / "absent.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(RefusedFile, match="not an ordinary file"):
        read(tmp_path / "pipe.csv")


def test_a_file_that_may_not_be_opened_says_why(tmp_path, monkeypatch):
    path = tmp_path / "ratings.csv"
    path.write_text("component,score\ncrm,2\n")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(RefusedFile, match=r"cannot be opened \(Permission denied\)"):
        read(path)


# ------------------------------------------------------------------------------- workbooks


def test_a_formula_in_a_workbook_is_refused_as_one(tmp_path):
    content = workbook(["component", "score"], [CRM, "=1+1"], ["morale", 9])
    with pytest.raises(RefusedFile) as caught:
        read(saved(tmp_path / "ratings.xlsx", content))
    assert "line 2: score '=1+1' is a formula" in str(caught.value)
    assert "line 3: score '9'" in str(caught.value)


def test_a_truth_value_in_a_workbook_is_not_taken_for_a_word(tmp_path):
    content = workbook(["component", "score", "applicable"], [CRM, 2, True])
    with pytest.raises(RefusedFile, match=r"applicable 'true' is not known\. Write yes or no"):
        read(saved(tmp_path / "ratings.xlsx", content))


def test_text_with_the_name_of_a_workbook_is_refused(tmp_path):
    path = tmp_path / "ratings.xlsx"
    path.write_text("component,score\ncrm,2\n")
    with pytest.raises(RefusedFile, match="not a workbook that can be read"):
        read(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    assert path.stat().st_size < MOST_BYTES
    with pytest.raises(RefusedFile, match="unpacks to more than 40 MB"):
        read(path)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(content: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return whole.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def with_rows(rows: bytes) -> bytes:
    return HEAD + b"<sheetData>" + rows + b"</sheetData></worksheet>"


def with_entities() -> bytes:
    """A text that unfolds to a thousand million characters."""
    texts = [b"bbbbbbbbbb", *((b"&%c;" % (98 + k)) * 10 for k in range(9))]
    entities = b"".join(b'<!ENTITY %c "%s">' % (98 + k, text) for k, text in enumerate(texts))
    return b"<!DOCTYPE a [" + entities + b"]>" + with_rows(b'<row><c t="str"><v>&k;</v></c></row>')


@pytest.mark.parametrize(
    "sheet",
    [
        with_rows(b'<row r="999999999999"><c r="A1"><v>1</v></c></row>'),
        with_rows(b'<row><c r="ZZZ1"><v>1</v></c></row>' * 5000),
        with_rows(b'<row><c t="s"><v>77</v></c></row>'),
        HEAD + b'<dimension ref="A1:XFD1048576"/><sheetData/></worksheet>',
        with_entities(),
        b"<not closed",
        b"",
    ],
    ids=["far-row", "wide", "no-string", "claimed-size", "entities", "not-closed", "nothing"],
)
def test_a_hostile_sheet_is_refused(tmp_path, sheet):
    content = packed({**parts(GOOD), SHEET: sheet})
    with pytest.raises(RefusedFile):
        read(saved(tmp_path / "ratings.xlsx", content))


# ---------------------------------------------------------------- whatever a file may contain

quick = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
cell = st.one_of(
    st.sampled_from(["crm", "morale", "training", "scan-markets", "discounting", PROCESS]),
    st.sampled_from(["", "1", "3", "5", "dk", "na", "yes", "no", "critical", "item", "=1", '"']),
    st.text(max_size=12),
)


def outcome(path: Path) -> None:
    """Answers or a refusal; anything else is an error of ours."""
    with suppress(RefusedFile):
        read(path)


@quick
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path, content):
    outcome(saved(tmp_path / "ratings.csv", content))


@quick
@given(
    header=st.permutations(COLUMNS),
    width=st.integers(1, 12),
    rows=st.lists(st.lists(cell, max_size=13), max_size=8),
    separator=st.sampled_from(",;\t"),
)
def test_any_table_is_read_or_refused(tmp_path, header, width, rows, separator):
    names = [*dict.fromkeys(["component", "score", *header[:width]])]
    text = "\n".join(separator.join(line) for line in [names, *rows])
    outcome(saved(tmp_path / "ratings.csv", text.encode(errors="surrogatepass")))


@quick
@given(data=st.data())
def test_a_damaged_workbook_is_read_or_refused(tmp_path, data):
    whole = parts(GOOD)
    name = data.draw(st.sampled_from(sorted(whole)))
    part = whole[name]
    start = data.draw(st.integers(0, len(part)))
    end = data.draw(st.integers(start, min(len(part), start + 40)))
    whole[name] = part[:start] + data.draw(st.binary(max_size=20)) + part[end:]
    if data.draw(st.booleans()):
        whole.pop(data.draw(st.sampled_from(sorted(whole))))
    outcome(saved(tmp_path / "ratings.xlsx", packed(whole)))


@quick
@given(at=st.integers(4, 4000), instead=st.binary(min_size=1, max_size=8))
def test_a_damaged_archive_is_read_or_refused(tmp_path, at, instead):
    outcome(saved(tmp_path / "ratings.xlsx", GOOD[:at] + instead + GOOD[at + 4 :]))
