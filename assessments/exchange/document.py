"""Findings as JSON for other programs: fixed keys, nothing missing, the same every time."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from assessments.findings import (
    Answers,
    ComponentFinding,
    ItemFinding,
    PillarFinding,
    Report,
    RippleStep,
    SymptomFinding,
)
from assessments.report.ripple import ENABLERS, readiness
from ecosystem.content import FrameworkContent

PLACES = 4
"""Decimals of every number that is not whole."""

type Document = dict[str, Any]


def as_text(document: Document) -> str:
    """The document as it is printed: indented, keys in the order given, plain ASCII."""
    return json.dumps(document, indent=2, allow_nan=False)


def diagnosis_document(report: Report) -> Document:
    """What `diagnose --json` prints."""
    return {
        "framework": report.framework.slug,
        "version": report.framework.version,
        "coverage": _rounded(report.coverage),
        "headline": {
            "kind": report.headline.kind,
            "roots": list(report.headline.roots),
            "sentence": report.headline.sentence,
        },
        "pillars": [_scored(pillar) for pillar in report.pillars],
        "components": [_scored(component) for component in report.components],
        "items": [_item(item) for item in report.items],
        "symptoms": [_symptom(symptom) for symptom in report.symptoms],
    }


def _scored(found: PillarFinding | ComponentFinding) -> Document:
    return {
        "slug": found.slug,
        "score": _rounded(found.score),
        "word": found.word,
        "target": _rounded(found.target),
        "coverage": _rounded(found.coverage),
    }


def _item(item: ItemFinding) -> Document:
    return {
        "slug": item.slug,
        "pillar": item.pillar,
        "score": _rounded(item.score),
        "target": item.target,
        "shortfall": _rounded(item.shortfall),
        "label": item.label,
        "confidence": _rounded(item.confidence),
        "own_share": _rounded(item.own_share),
        "stability": _rounded(item.stability),
        "leverage": _rounded(item.leverage),
        "inherited": _rounded(item.inherited),
        "chains": [
            {"origin": chain.origin, "share": _rounded(chain.share), "path": list(chain.path)}
            for chain in item.chains
        ],
    }


def _symptom(symptom: SymptomFinding) -> Document:
    return {
        "slug": symptom.slug,
        "severity": symptom.severity,
        "causes": [
            {"slug": cause.slug, "label": cause.label, "share": _rounded(cause.share)}
            for cause in symptom.causes
        ],
    }


def ripple_document(
    framework: FrameworkContent, slug: str, steps: Sequence[RippleStep], answers: Answers | None
) -> Document:
    """What `ripple --json` prints. An enabler that the change does not reach has no order."""
    return {
        "framework": framework.slug,
        "version": framework.version,
        "component": slug,
        "affected": [_step(step) for step in steps if step.order is not None],
        "enablers": list(_enablers(framework, steps, answers)),
    }


def _step(step: RippleStep) -> Document:
    return {
        "slug": step.slug,
        "order": step.order,
        "path": list(step.path),
        "effect": step.effect,
        "strength": _rounded(step.strength),
        "readiness": step.readiness,
        "score": _rounded(step.score),
    }


def _enablers(
    framework: FrameworkContent, steps: Sequence[RippleStep], answers: Answers | None
) -> Iterable[Document]:
    reached = {step.slug: step for step in steps}
    rated = {item.slug: item for item in answers.items} if answers else {}
    for slug in ENABLERS:
        if slug in framework.by_slug:
            step = reached.get(slug)
            ready = step.readiness if step else readiness(rated.get(slug))
            yield {"slug": slug, "order": step.order if step else None, "readiness": ready}


def _rounded(value: float | None) -> float | None:
    """Four decimals; `+ 0.0` turns a negative zero into zero."""
    return None if value is None else round(float(value), PLACES) + 0.0
