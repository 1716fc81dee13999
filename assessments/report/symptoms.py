"""Operational symptoms traced back: which usual causes were found weak, and where they start."""

from assessments.engine.diagnosis import Label
from assessments.findings import CauseFinding, ChainFinding, SymptomAnswer, SymptomFinding
from assessments.report.items import LEAST_SHARE, Found
from assessments.sentences import SEVERITIES, symptom_sentence
from ecosystem.content import CauseContent

CHAINS = 3


def symptom_findings(found: Found) -> tuple[SymptomFinding, ...]:
    """One finding per ticked operational symptom, most severe first."""
    ranked = sorted(
        enumerate(found.answers.symptoms), key=lambda pair: (-pair[1].severity, pair[0])
    )
    return tuple(_finding(found, answer, place) for place, answer in ranked)


def _finding(found: Found, answer: SymptomAnswer, place: int) -> SymptomFinding:
    content = found.answers.framework.symptom_by_slug[answer.slug]
    index = len(found.posed.items) + place
    chains = found.diagnosis.chains(index, CHAINS)
    shown = [c for c in chains.shown if found.posed.is_item(c.origin) and c.share >= LEAST_SHARE]
    ways = tuple(found.chain(chain, shows_as=content.name) for chain in shown)
    named = [(found.name(chain.origin), chain.share) for chain in shown]
    located = sum(chain.share for chain in shown)
    itself = sum(c.share for c in chains.shown if not found.posed.is_item(c.origin))
    elsewhere = min(1.0, chains.unlocated + itself)
    return SymptomFinding(
        slug=answer.slug,
        name=content.name,
        severity=answer.severity,
        severity_word=SEVERITIES[answer.severity],
        trend=answer.trend,
        note=answer.note,
        tell_apart=content.tell_apart,
        tempting_fix=content.tempting_fix,
        why_it_fails=content.why_it_fails,
        causes=_causes(found, index, ways),
        chains=ways,
        elsewhere=elsewhere,
        sentence=symptom_sentence(content.name, named, elsewhere),
        further=max(0.0, 1 - located - elsewhere),
    )


def _causes(found: Found, index: int, chains: tuple[ChainFinding, ...]) -> tuple[CauseFinding, ...]:
    """Origins by share, then the usual causes that no chain starts from."""
    usual = _usual_causes(found, found.posed.slug(index))
    upstream = CauseContent("", "upstream")
    ends = found.diagnosis.origins(index)
    causes = [
        _cause(found, chain.origin, usual.get(chain.origin, upstream), chain.share)
        for chain in chains
    ]
    origins = {chain.origin for chain in chains}
    for slug, cause in usual.items():
        if slug not in origins:
            at = found.index.get(slug)
            weak = at is not None and bool(found.diagnosis.weak[at])
            share = float(ends[at]) if weak and at is not None else None
            causes.append(_cause(found, slug, cause, share))
    return tuple(causes)


def _cause(found: Found, slug: str, cause: CauseContent, share: float | None) -> CauseFinding:
    return CauseFinding(slug, cause.rank, _label(found, slug), share, cause.sign)


def _usual_causes(found: Found, symptom: str) -> dict[str, CauseContent]:
    """Items that usually cause the symptom; a group stands for its items."""
    framework = found.answers.framework
    usual: dict[str, CauseContent] = {}
    for cause in framework.symptom_by_slug[symptom].causes:
        for item in framework.items_of(cause.component):
            usual.setdefault(item, cause)
    return usual


def _label(found: Found, slug: str) -> str:
    index = found.index.get(slug)
    return str(Label.NOT_APPLICABLE) if index is None else found.label(index)
