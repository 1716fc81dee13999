"""A section of a report on paper: what it says, which template shows it, where it begins."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from assessments.charts.figure import Figure
from assessments.findings import Report
from assessments.paper.edition import Edition

PAGE, RUN, FLAT = "page", "run", "flat"
"""Begins a page; follows on the same page if there is room; has a page across to itself."""


@dataclass(frozen=True, slots=True)
class Section:
    """`topic` stands small above the title and before it in the contents."""

    anchor: str
    topic: str
    title: str
    template: str
    body: object
    layout: str = PAGE
    kicker: str = ""  # stands above the title where the topic alone says too little
    mark: str = ""  # the label whose icon stands beside it

    @property
    def above(self) -> str:
        return self.kicker or self.topic

    @property
    def file(self) -> str:
        return f"report/print_{self.template}.html"


@dataclass(frozen=True, slots=True)
class Source:
    """What a document is made from."""

    report: Report
    figures: Mapping[str, Figure]
    edition: Edition

    @property
    def has_scores(self) -> bool:
        return any(item.score is not None for item in self.report.items)


type Maker = Callable[[Source], Iterator[Section]]
