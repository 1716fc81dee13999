"""The tables of an assessment, by subject."""

from assessments.models.assessments import (
    Assessment,
    ComponentSetting,
    Importance,
    OrganisationFramework,
)
from assessments.models.ratings import (
    BlockAnswer,
    CarriedScore,
    ConsensusScore,
    Rater,
    Rating,
    RatingEvent,
    SymptomObservation,
)

__all__ = [
    "Assessment",
    "BlockAnswer",
    "CarriedScore",
    "ComponentSetting",
    "ConsensusScore",
    "Importance",
    "OrganisationFramework",
    "Rater",
    "Rating",
    "RatingEvent",
    "SymptomObservation",
]
