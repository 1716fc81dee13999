"""docs/words.md counts what is written, and what each dependency rests on."""

from collections import Counter
from pathlib import Path

import pytest

from tests.method_document import read
from tests.shipped import shipped

DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "words.md"
TABLES = {table.name: table for table in read(DOCUMENT.read_text(encoding="utf-8"))}
FRAMEWORKS = (shipped(), shipped("sales-execution-framework"))


def written() -> dict[str, int]:
    items = [item for framework in FRAMEWORKS for item in framework.items]
    shared = Counter(item.anchors for item in items)
    symptoms = shipped().symptoms
    return {
        "items with strong, weak and evidence": sum(
            bool(item.strong and item.weak and item.evidence) for item in items
        ),
        "items with five levels of their own": sum(shared[item.anchors] == 1 for item in items),
        "items with first moves of their own": sum(item.advice is not None for item in items),
        "groups with first moves": sum(group.advice is not None for group in shipped().groups),
        "operational symptoms": len(symptoms),
        "signs of a usual cause": sum(bool(c.sign) for s in symptoms for c in s.causes),
        "context questions": len(shipped().context),
    }


def test_the_texts_are_counted():
    assert {kind: int(count) for kind, count in TABLES["words"].rows} == written()


@pytest.mark.parametrize("place", [0, 1])
def test_the_dependencies_are_counted_by_basis_strength_and_layer(place):
    links = FRAMEWORKS[place].dependencies
    counts = Counter(word for link in links for word in (link.basis, link.strength, link.layer))
    counts["all"] = len(links)
    table = {row[0]: int(row[1 + place]) for row in TABLES["dependencies"].rows}
    assert table == {name: counts[name] for name in table}
    assert set(counts) <= set(table)
