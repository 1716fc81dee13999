"""What a planned change means: what it touches, and what it stands on."""

from dataclasses import dataclass

from assessments.findings.parts import RippleStep
from ecosystem.content import FrameworkContent

REACH = 2
"""So many steps away a change is still felt within the same project."""


@dataclass(frozen=True)
class PlannedChange:
    """Components that are to change together. `touched` ends with what every change needs."""

    framework: FrameworkContent
    changed: tuple[str, ...]
    items: tuple[str, ...]  # the items inside them that apply
    in_place: tuple[RippleStep, ...]  # strongest first
    touched: tuple[RippleStep, ...]
    is_rated: bool  # whether any readiness is known

    @property
    def reached(self) -> tuple[RippleStep, ...]:
        """What the change reaches along dependencies."""
        return tuple(step for step in self.touched if step.order)

    @property
    def to_assess(self) -> tuple[str, ...]:
        """Items worth rating before it begins, in framework order: itself, its ground, what is
        near and gets much of it, and what every change needs."""
        near = {
            step.slug
            for step in self.touched
            if step.enabler or ((step.order or 0) <= REACH and step.effect != "slight")
        }
        wanted = near | set(self.items) | {step.slug for step in self.in_place}
        return tuple(item.slug for item in self.framework.items if item.slug in wanted)
