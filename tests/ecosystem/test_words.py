"""The words of the shipped frameworks: whole, short enough, apart from one another, and our own."""

import re
from collections import Counter
from pathlib import Path
from statistics import median

import pytest

from ecosystem.content import FrameworkContent
from ecosystem.sentences import dependency_clause
from tests.ecosystem import wording
from tests.ecosystem.wording import Text
from tests.shipped import shipped

HERE = Path(__file__).parent
SLUGS = ("sales-management-ecosystem", "sales-execution-framework")
FRAMEWORKS = [shipped(slug) for slug in SLUGS]

# Words, fewest and most. Nothing is over 30 but what is a paragraph or tells several things apart.
LENGTHS = {
    "pillar definition": (12, 30),
    "about": (60, 130),
    "when missing": (25, 60),
    "definition": (12, 30),
    "strong": (14, 30),
    "weak": (14, 30),
    "evidence": (4, 16),
    "anchor": (8, 22),
    "move": (12, 35),
    "owner": (1, 8),
    "lead measure": (6, 24),
    "lag measure": (5, 24),
    "will not help": (12, 32),
    "rationale": (7, 24),
    "measure": (2, 14),
    "says": (4, 28),
    "formula": (8, 36),
    "span": (6, 24),
    "tempting fix": (6, 24),
    "why it fails": (10, 32),
    "tell apart": (14, 40),
    "sign": (8, 26),
    "block": (10, 28),
    "family": (10, 28),
    "reason": (6, 22),
}
MOST_SHARED = 0.6
MOST_IN_ONE_FRAME = 5
# School years of Coleman and Liau: a newspaper reads at 9 to 12. Names count as they are.
GRADES = {
    "definition": (7, 14),
    "strong": (5, 12),
    "weak": (6, 13),
    "anchor": (5, 13),
    "move": (5, 12),
    "will not help": (5, 13),
    "rationale": (5, 13),
    "sign": (5, 13),
    "about": (6, 13),
}
HARDEST = 19
"""No definition, strong or weak text is harder than this, long names or not."""

HUBS = 40
"""So many items at least have five levels and first moves of their own."""

HYPE = re.compile(
    r"\b(ensur\w+|leverag\w+|robust\w*|seamless\w*|holistic\w*|world-class|best practices?"
    r"|empower\w*|synerg\w*|crucial\w*|cutting-edge|game-chang\w+|stakeholders?|in order to"
    r"|on a regular basis|utili[sz]\w+)\b|—|–",
    re.IGNORECASE,
)
AMERICAN = re.compile(
    r"\b(organiz\w+|behavior\w*|programs?|recogniz\w+|prioritiz\w+|center|favor\w*|color\w*"
    r"|labor|catalog|analyz\w+|judgment|fulfill)\b",
    re.IGNORECASE,
)
BENCHMARKS = re.compile(r"industry average|benchmark|top performers achieve", re.IGNORECASE)


def every_text() -> list[Text]:
    found = [text for framework in FRAMEWORKS for text in wording.texts_of(framework)]
    advice = shipped().archetype_advice
    return found + [text for kind, one in advice for text in wording.advice_texts(kind, one)]


TEXTS = every_text()


def of_kind(*kinds: str) -> list[Text]:
    return [text for text in TEXTS if text.kind in kinds]


def names() -> list[str]:
    """Names are the catalogue's, US spelling and all; our sentences may use them."""
    parts = [part for framework in FRAMEWORKS for part in framework.components]
    found = {name for part in parts for name in (part.name, part.short_name)}
    return sorted(found | {name.lower() for name in found}, key=len, reverse=True)


# ---------------------------------------------------------------------------------- it is whole


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=SLUGS)
def test_every_item_says_what_strong_and_weak_look_like_and_what_to_look_for(framework):
    for item in framework.items:
        assert item.strong, item.slug
        assert item.weak, item.slug
        assert 2 <= len(item.evidence) <= 3, item.slug


def test_no_text_is_empty():
    assert [text for text in TEXTS if not text.said.strip()] == []


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=SLUGS)
def test_no_root_page_is_ever_empty(framework):
    for part in framework.components:
        given = framework.advice_of(part.slug)
        assert given is not None, part.slug
        assert len(given.advice.moves) == 3, part.slug


def test_what_hangs_on_its_group_or_kind_does_so_by_choice():
    """An item that usually causes an operational symptom, or drives a lot, speaks for itself."""
    framework = shipped()
    for item in framework.items:
        links = len(framework.drivers_of[item.slug]) + len(framework.dependents_of[item.slug])
        if not item.lagging and (framework.causes_of[item.slug] or links >= 4):
            assert item.advice, item.slug


def test_the_hubs_have_levels_and_moves_of_their_own():
    shared = Counter(item.anchors for item in shipped().items)
    own = [item for item in shipped().items if shared[item.anchors] == 1]
    assert len(own) >= HUBS
    assert [item.slug for item in own if not (item.advice or item.lagging)] == []


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=SLUGS)
def test_an_outcome_has_no_first_moves_of_its_own(framework):
    assert [item.slug for item in framework.items if item.lagging and item.advice] == []


def test_every_usual_cause_has_its_own_sign():
    signs = [cause.sign for symptom in shipped().symptoms for cause in symptom.causes]
    assert len(signs) == len(set(signs))
    assert all(signs)


def test_context_answers_remove_something_and_each_question_can_remove_nothing():
    assert shipped().context
    for question in shipped().context:
        removed = [bool(answer.components) for answer in question.answers]
        assert any(removed), question.slug
        assert not all(removed), question.slug


def test_slugs_are_as_they_were():
    """Ratings hang on them: a released slug stays; a new item makes a new version."""
    written = (HERE / "slugs.txt").read_text().splitlines()
    now = [
        f"{framework.slug} {kind} {part.slug}"
        for framework in FRAMEWORKS
        for kind, parts in (
            ("pillar", framework.pillars),
            ("component", framework.components),
            ("symptom", framework.symptoms),
            ("block", framework.blocks),
            ("family", framework.families),
        )
        for part in parts
    ]
    assert now == written


# ----------------------------------------------------------------------------- it reads well


@pytest.mark.parametrize("kind", LENGTHS)
def test_texts_are_neither_thin_nor_long(kind):
    fewest, most = LENGTHS[kind]
    texts = of_kind(kind)
    assert texts
    assert [t for t in texts if not fewest <= len(wording.words(t.said)) <= most] == []


def test_every_kind_of_text_has_a_length():
    assert {text.kind for text in TEXTS} == set(LENGTHS)


def test_definitions_strong_and_weak_texts_share_few_words():
    assert wording.alike(of_kind("definition", "strong", "weak"), MOST_SHARED) == []


@pytest.mark.parametrize("kind", ["sign", "will not help", "rationale", "anchor", "why it fails"])
def test_texts_of_a_kind_share_few_words(kind):
    found = wording.alike(of_kind(kind), MOST_SHARED)
    mine = [pair for pair in found if not _of_one_bearer(pair)]
    assert mine == []


def _of_one_bearer(pair: str) -> bool:
    """The five levels of one item may speak of the same thing."""
    one, other = pair.split(" ~ ")
    return one == other


@pytest.mark.parametrize("kind", ["definition", "strong", "weak", "will not help", "rationale"])
def test_no_frame_is_used_more_than_five_times(kind):
    texts = of_kind(kind)
    assert wording.worn(wording.by_form(texts, wording.frame), MOST_IN_ONE_FRAME) == []


@pytest.mark.parametrize(
    "kind", ["definition", "strong", "weak", "will not help", "rationale", "sign", "tell apart"]
)
def test_no_opening_is_used_more_than_five_times(kind):
    texts = of_kind(kind)
    assert wording.worn(wording.by_form(texts, wording.opening), MOST_IN_ONE_FRAME) == []


@pytest.mark.parametrize("kind", GRADES)
def test_texts_read_as_a_newspaper_does(kind):
    easiest, hardest = GRADES[kind]
    assert easiest <= median(wording.grade([text.said]) for text in of_kind(kind)) <= hardest


def test_no_single_text_is_hard():
    hard = {
        (text.bearer, text.kind): round(wording.grade([text.said]), 1)
        for text in of_kind("strong", "weak")
    }
    assert {who: found for who, found in hard.items() if found > HARDEST} == {}


def test_nothing_is_praised_or_puffed_up():
    assert [text for text in TEXTS if HYPE.search(text.said)] == []


def test_no_text_claims_a_benchmark():
    assert [text for text in TEXTS if BENCHMARKS.search(text.said)] == []


def test_our_sentences_are_spelled_one_way():
    catalogue = names()
    found = []
    for text in TEXTS:
        said = text.said
        for name in catalogue:
            said = said.replace(name, "")
        if AMERICAN.search(said):
            found.append((text.bearer, text.kind, AMERICAN.search(said).group()))
    assert found == []


@pytest.mark.parametrize(
    "kind",
    [kind for kind in LENGTHS if kind not in ("owner", "evidence", "rationale", "measure")],
)
def test_a_sentence_ends_as_one(kind):
    assert [t for t in of_kind(kind) if not re.search(r"[.!?]”?$|”$", t.said)] == []


# ------------------------------------------------------------------------ dependencies as sentences


@pytest.mark.parametrize("kind", ["owner", "evidence", "rationale", "measure"])
def test_a_phrase_has_no_full_stop(kind):
    assert [text for text in of_kind(kind) if text.said.endswith(".")] == []


def test_a_rationale_completes_the_sentence():
    """It stands after “because”: a clause of its own, with no condition before it."""
    wrong = re.compile(r"^(if|when|unless|because|since)\b", re.IGNORECASE)
    assert [text for text in of_kind("rationale") if wrong.search(text.said)] == []


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=SLUGS)
def test_every_dependency_reads_aloud(framework: FrameworkContent):
    for link in framework.dependencies:
        driver, dependent = framework.by_slug[link.driver], framework.by_slug[link.dependent]
        said = dependency_clause(driver, dependent, link)
        assert re.fullmatch(
            r"If .+ (is|are) weak, then .+ (nearly always|often|sometimes) suffers?, because .+",
            said,
        ), said


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=SLUGS)
def test_what_the_source_says_names_its_passage(framework):
    for link in framework.dependencies:
        assert bool(link.passage) == (link.basis != "practice"), link


# ----------------------------------------------------------------------------- it is our own


def test_no_run_of_eight_words_comes_from_the_sources():
    """The sources' runs are kept as fingerprints, so that this is checked anywhere."""
    source = set((HERE / "source_runs.txt").read_text().split())
    assert len(source) > 5000
    assert [text for text in TEXTS if wording.runs(text.said) & source] == []


# ------------------------------------------------------------------- the measures themselves


def test_a_frame_keeps_the_small_words_and_drops_what_is_said():
    assert wording.frame("Managers inspect deals, and sellers know it.") == "· , and · it ."


def test_sentences_on_one_frame_are_found():
    texts = [
        Text(f"t{n}", "strong", f"The {noun} is made by us.")
        for n, noun in enumerate(["plan", "list", "offer"])
    ]
    assert wording.worn(wording.by_form(texts, wording.frame), 2) != []
    assert wording.worn(wording.by_form(texts, wording.frame), 3) == []


def test_shared_words_are_counted_against_the_shorter_text():
    # four different words, three of them in the other
    assert wording.shared_words("the plan is kept", "the plan is thrown away every week") == 0.75
    pair = [Text("a", "weak", "the plan is kept"), Text("b", "weak", "the plan is thrown away now")]
    assert wording.alike(pair, 0.6) == ["a weak ~ b weak"]
    assert wording.alike(pair, 0.8) == []


def test_a_copied_run_is_recognised_whatever_its_commas_and_capitals():
    source = wording.runs("One two three four five six seven eight nine")
    assert len(source) == 2
    assert wording.runs("So: two, three, four, five, six, seven, EIGHT, nine!") & source
    assert not wording.runs("one two three four five six seven") & source


def test_longer_words_read_harder():
    plain = wording.grade(["We ask the team what went wrong and fix it by Friday."])
    heavy = wording.grade(["Organisational misalignment necessitates comprehensive remediation."])
    assert plain < 5 < 20 < heavy
