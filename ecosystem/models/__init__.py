"""The frameworks as reference data: they arrive by fixture and are read-only while people rate."""

from ecosystem.models.components import (
    Anchor,
    Archetype,
    ArchetypeAdvice,
    ArchetypeAnchor,
    Component,
)
from ecosystem.models.dependencies import Dependency
from ecosystem.models.framework import Framework, Pillar
from ecosystem.models.groupings import Block, ContextAnswer, ContextQuestion, Family
from ecosystem.models.symptoms import Symptom, SymptomCause

__all__ = [
    "Anchor",
    "Archetype",
    "ArchetypeAdvice",
    "ArchetypeAnchor",
    "Block",
    "Component",
    "ContextAnswer",
    "ContextQuestion",
    "Dependency",
    "Family",
    "Framework",
    "Pillar",
    "Symptom",
    "SymptomCause",
]
