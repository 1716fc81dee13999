"""What a search found, framework by framework."""

from collections.abc import Iterable
from dataclasses import dataclass

from ecosystem.content import FrameworkContent
from ecosystem.pages.words import counted
from ecosystem.search import LONGEST_QUERY, Hit, found_in

SHOWN = 20
"""Hits shown per framework; who sees more of them should say more."""


@dataclass(frozen=True, slots=True)
class Line:
    slug: str
    is_symptom: bool
    name: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The hits in one framework."""

    slug: str
    version: int
    name: str
    lines: tuple[Line, ...]
    further: int


@dataclass(frozen=True, slots=True)
class SearchPage:
    query: str
    count: int
    shelves: tuple[Shelf, ...]
    comes_near: bool = False  # nothing has every word asked for

    @property
    def title(self) -> str:
        if not self.query:
            return "What are you looking for?"
        if not self.count:
            return f"Nothing is called “{self.query}” here"
        if self.comes_near:
            return f"Nothing has all of “{self.query}”; {counted(self.count, 'result')} near it"
        return f"{counted(self.count, 'result')} for “{self.query}”"


def search_page(frameworks: Iterable[FrameworkContent], typed: str) -> SearchPage:
    query = " ".join(typed.replace("\0", "").split())[:LONGEST_QUERY]
    found = [(framework, found_in(framework, query)) for framework in frameworks]
    found = [(framework, hits) for framework, hits in found if hits]
    fewest = min((hits[0].missing for _, hits in found), default=0)
    found = [(framework, hits) for framework, hits in found if hits[0].missing == fewest]
    found.sort(key=lambda pair: -pair[1][0].weight)
    return SearchPage(
        query=query,
        count=sum(len(hits) for _, hits in found),
        shelves=tuple(_shelf(framework, hits) for framework, hits in found),
        comes_near=fewest > 0,
    )


def _shelf(framework: FrameworkContent, hits: tuple[Hit, ...]) -> Shelf:
    return Shelf(
        slug=framework.slug,
        version=framework.version,
        name=framework.name,
        lines=tuple(_line(framework, hit) for hit in hits[:SHOWN]),
        further=max(0, len(hits) - SHOWN),
    )


def _line(framework: FrameworkContent, hit: Hit) -> Line:
    if hit.is_symptom:
        symptom = framework.symptom_by_slug[hit.slug]
        return Line(hit.slug, True, symptom.name, "Operational symptom", symptom.says)
    part = framework.by_slug[hit.slug]
    above = [framework.by_slug[slug].short_name for slug in framework.path_to(hit.slug)[:-1]]
    where = ", ".join([framework.pillar_by_slug[part.pillar].name, *above])
    return Line(hit.slug, False, part.short_name, where, part.definition)
