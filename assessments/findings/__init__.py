"""What was rated (`Answers`) and what it means (`Report`), as frozen plain values.

One `Report` feeds the page, the PDF, the command line and every export; nothing else computes a
finding. Scores and targets run from 1 to 5; shortfall, shares and confidence from 0 to 1. `None`
means that there is nothing to say: not rated, not defined, not asked. Never 0 or -1.
"""

from assessments.findings.agreement import Agreed, Agreement, Doubtful, PoolScore
from assessments.findings.answers import (
    Answers,
    EarlierRound,
    EarlierScore,
    ItemAnswer,
    SymptomAnswer,
)
from assessments.findings.change import PlannedChange
from assessments.findings.parts import (
    Calculation,
    CauseFinding,
    ChainFinding,
    ChangeFinding,
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
from assessments.findings.unsettled import (
    OF_ONE_PERSON,
    Doubt,
    DoubtGroup,
    FamilyFinding,
    Sharpening,
)

__all__ = [
    "OF_ONE_PERSON",
    "Agreed",
    "Agreement",
    "Answers",
    "Calculation",
    "CauseFinding",
    "ChainFinding",
    "ChangeFinding",
    "ComponentFinding",
    "Doubt",
    "DoubtGroup",
    "Doubtful",
    "EarlierRound",
    "EarlierScore",
    "Ease",
    "FamilyFinding",
    "HeadlineFinding",
    "ItemAnswer",
    "ItemFinding",
    "LoopFinding",
    "Move",
    "PillarFinding",
    "PlannedChange",
    "PoolScore",
    "Probe",
    "Report",
    "RippleStep",
    "Roadmap",
    "RootFinding",
    "RoundFinding",
    "Sharpening",
    "Step",
    "SymptomAnswer",
    "SymptomFinding",
    "Term",
    "ViewFinding",
    "Weighing",
]
