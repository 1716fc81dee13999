"""The tables of an assessment, by subject."""

from assessments.models.assessments import (
    Assessment,
    ComponentSetting,
    Importance,
    OrganisationFramework,
)
from assessments.models.decisions import (
    CRITICAL_LIMIT,
    Decision,
    TooManyCritical,
    decide,
    decisions_of,
)
from assessments.models.mail import MailJob
from assessments.models.narrative import (
    SUMMARY_SLOT,
    TEXT_LENGTH,
    Narrative,
    slots_of,
    texts_of,
    write_text,
)
from assessments.models.observing import Seen, observe, seen_in
from assessments.models.profile import ReportProfile
from assessments.models.ratings import (
    BlockAnswer,
    CarriedScore,
    ConsensusScore,
    Evidence,
    Rater,
    Rating,
    RatingEvent,
    SymptomObservation,
)
from assessments.models.release import QuotedNote, Release
from assessments.models.scope import Progress, Scope, Section
from assessments.models.sheet import (
    Given,
    Line,
    NotApplicable,
    NotInScope,
    Sheet,
    rate,
    reason_words,
)
from assessments.models.standing import Standing, standing_of, standings

__all__ = [
    "CRITICAL_LIMIT",
    "SUMMARY_SLOT",
    "TEXT_LENGTH",
    "Assessment",
    "BlockAnswer",
    "CarriedScore",
    "ComponentSetting",
    "ConsensusScore",
    "Decision",
    "Evidence",
    "Given",
    "Importance",
    "Line",
    "MailJob",
    "Narrative",
    "NotApplicable",
    "NotInScope",
    "OrganisationFramework",
    "Progress",
    "QuotedNote",
    "Rater",
    "Rating",
    "RatingEvent",
    "Release",
    "ReportProfile",
    "Scope",
    "Section",
    "Seen",
    "Sheet",
    "Standing",
    "SymptomObservation",
    "TooManyCritical",
    "decide",
    "decisions_of",
    "observe",
    "rate",
    "reason_words",
    "seen_in",
    "slots_of",
    "standing_of",
    "standings",
    "texts_of",
    "write_text",
]
