"""What was rated (`Answers`) and what it means (`Report`), as frozen plain values.

One `Report` feeds the page, the PDF, the command line and every export; nothing else computes a
finding. Scores and targets run from 1 to 5; shortfall, shares and confidence from 0 to 1. `None`
means that there is nothing to say: not rated, not defined, not asked. Never 0 or -1.
"""

from assessments.findings.answers import Answers, ItemAnswer, SymptomAnswer
from assessments.findings.parts import (
    Calculation,
    CauseFinding,
    ChainFinding,
    ComponentFinding,
    Ease,
    HeadlineFinding,
    ItemFinding,
    LoopFinding,
    Move,
    PillarFinding,
    Probe,
    RippleStep,
    Roadmap,
    RootFinding,
    RoundFinding,
    Step,
    SymptomFinding,
    Term,
    ViewFinding,
    Weighing,
)
from assessments.findings.report import Report

__all__ = [
    "Answers",
    "Calculation",
    "CauseFinding",
    "ChainFinding",
    "ComponentFinding",
    "Ease",
    "HeadlineFinding",
    "ItemAnswer",
    "ItemFinding",
    "LoopFinding",
    "Move",
    "PillarFinding",
    "Probe",
    "Report",
    "RippleStep",
    "Roadmap",
    "RootFinding",
    "RoundFinding",
    "Step",
    "SymptomAnswer",
    "SymptomFinding",
    "Term",
    "ViewFinding",
    "Weighing",
]
