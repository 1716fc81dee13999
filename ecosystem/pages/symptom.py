"""One operational symptom: how to measure it, and how to tell what causes it."""

from dataclasses import dataclass

from ecosystem.content import FrameworkContent, SymptomContent
from ecosystem.pages.words import Entry


@dataclass(frozen=True, slots=True)
class Cause:
    slug: str
    name: str
    pillar: str
    sign: str


@dataclass(frozen=True, slots=True)
class SymptomPage:
    slug: str
    version: int
    framework: str
    symptom: SymptomContent
    usual: tuple[Cause, ...]
    further: tuple[Cause, ...]
    before: Entry | None
    after: Entry | None


def symptom_page(framework: FrameworkContent, slug: str) -> SymptomPage:
    symptom = framework.symptom_by_slug[slug]
    order = list(framework.symptom_by_slug)
    place = order.index(slug)
    return SymptomPage(
        slug=framework.slug,
        version=framework.version,
        framework=framework.name,
        symptom=symptom,
        usual=_causes(framework, symptom, "primary"),
        further=_causes(framework, symptom, "secondary"),
        before=_beside(framework, order[place - 1]) if place else None,
        after=_beside(framework, order[place + 1]) if place + 1 < len(order) else None,
    )


def _beside(framework: FrameworkContent, slug: str) -> Entry:
    return Entry(slug, framework.symptom_by_slug[slug].name, is_item=False)


def _causes(framework: FrameworkContent, symptom: SymptomContent, rank: str) -> tuple[Cause, ...]:
    found = []
    for cause in symptom.causes:
        if cause.rank == rank:
            part = framework.by_slug[cause.component]
            pillar = framework.pillar_by_slug[part.pillar].name
            found.append(Cause(part.slug, part.short_name, pillar, cause.sign))
    return tuple(found)
