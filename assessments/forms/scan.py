"""What is asked on the quick scan, and how deep an assessment asks."""

from typing import Any

from django import forms

from assessments.forms import RatingForm
from assessments.models import Assessment, Evidence, depths_of
from ecosystem.content import FrameworkContent


class BlockForm(RatingForm):
    """One person's answer to a block: as to an item, without what it rests on."""

    evidence = None  # type: ignore[assignment]  # how Django takes a field out

    def clean(self) -> dict[str, Any]:
        return super().clean() | {"evidence": Evidence.NONE.value}


class DepthForm(forms.Form):
    """How deep to ask from now on, out of what the framework has to offer."""

    depth = forms.ChoiceField(
        error_messages={
            "required": "Choose how deep to ask.",
            "invalid_choice": "Choose one of the depths shown.",
        }
    )

    def __init__(self, *args: Any, framework: FrameworkContent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = set(depths_of(framework))
        known = [choice for choice in Assessment.Depth.choices if choice[0] in offered]
        self.fields["depth"].choices = known  # type: ignore[attr-defined]
