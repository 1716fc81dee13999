"""How one assessment is printed: its organisation's branding, its profile, its texts, joined."""

from dataclasses import dataclass

from accounts.models import Branding
from assessments.charts import figures
from assessments.findings import Report
from assessments.models import Assessment, ReportProfile, texts_of
from assessments.paper.document import document_of
from assessments.paper.edition import FULL, SECTIONS, Edition
from assessments.paper.full import MAKERS
from assessments.paper.sections import Source


def edition_of(assessment: Assessment, kind: str = FULL, pillar: str = "") -> Edition:
    """The edition of that kind, as it would be printed now; `pillar` for a single one."""
    branding = Branding.objects.of(assessment.organisation)
    profile = ReportProfile.objects.of(assessment)
    return Edition(
        kind=kind,
        pillar=pillar,
        paper=profile.paper,
        final=profile.final,
        confidentiality=branding.confidentiality,
        author=branding.author,
        colour=branding.colour,
        client_logo=bytes(branding.client_logo),
        author_logo=bytes(branding.author_logo),
        texts=tuple(sorted(texts_of(assessment).items())),
        without=frozenset(profile.without) & SECTIONS.keys(),
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A section that a full report may have, and the titles its pages carry in this one."""

    name: str
    label: str
    titles: tuple[str, ...]
    is_printed: bool


def parts_of(report: Report, edition: Edition) -> tuple[Part, ...]:
    """Every section a full report knows, in its order; one without data has no titles."""
    source = Source(report, figures(report), edition)
    return tuple(
        Part(name, label, titles_of(source, name), name not in edition.without)
        for name, label in SECTIONS.items()
    )


def titles_of(source: Source, name: str) -> tuple[str, ...]:
    if name not in MAKERS:  # the contents name the others and have no finding of their own
        return ("What stands on which page",)
    return tuple(section.title for section in MAKERS[name](source))


def outline_of(report: Report, edition: Edition) -> tuple[tuple[str, str], ...]:
    """Topic and title of everything a short report prints, in order."""
    document = document_of(report, figures(report), edition)
    return tuple((section.topic, section.title) for section in document.sections)
