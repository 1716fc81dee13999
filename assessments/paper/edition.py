"""How a report is printed: everything on paper that is no finding."""

from dataclasses import dataclass

FULL, SUMMARY, PILLAR = "full", "summary", "pillar"
A4, LETTER = "a4", "letter"


@dataclass(frozen=True, slots=True)
class Edition:
    """One way to print a report.

    `texts` are a consultant's own paragraphs by slot: "summary", or the slug of a pillar or of a
    component. `without` names the sections that are left out. Logos are PNG, already re-encoded.
    """

    kind: str = FULL  # full, summary (the executive summary) or pillar
    pillar: str = ""  # its slug, where the kind is pillar
    paper: str = A4  # a4 or letter
    final: bool = False  # or a draft
    confidentiality: str = "Confidential"
    author: str = ""  # who hands it over, on one line
    colour: str = ""  # of the cover's band, as #rrggbb; ours if empty
    client_logo: bytes = b""
    author_logo: bytes = b""
    texts: tuple[tuple[str, str], ...] = ()
    without: frozenset[str] = frozenset()

    def text(self, slot: str) -> str:
        return dict(self.texts).get(slot, "")


SECTIONS = {
    "summary": "Summary",
    "contents": "Contents",
    "reading": "How to read this",
    "heat-map": "Heat map",
    "scores": "Pillar scores",
    "flow-matrix": "Pillar flow",
    "symptoms": "Day-to-day symptoms",
    "cause-map": "Cause map",
    "roots": "Where it starts: a page for each root",
    "importance": "Importance and maturity",
    "views": "Where views differ",
    "protect": "Protect what works",
    "aside": "Beside the chains",
    "roadmap": "Roadmap",
    "ripple": "Change one, touch these",
    "rounds": "Change since last time",
    "measures": "Measures and next review",
    "decisions": "Decisions to take",
    "pillars": "Pillar by pillar, with what was noted",
    "weak": "Appendix: every weak item and its way back",
    "items": "Appendix: all items",
    "dependencies": "Appendix: dependencies used",
    "method": "Appendix: method",
}
"""What may be left out of a full report, in its order, and how a person reads its name."""
