"""What is told about the organisation, what follows from it, and decisions for many at once."""

from dataclasses import replace
from typing import Any

from django import forms

from assessments.forms import PlainText
from assessments.models import TOLD_LENGTH, Decision, Importance
from ecosystem.content import ContextQuestionContent

FOLLOW, BACK = "follow", "back"


class ContextAnswerForm(forms.Form):
    """One of the answers of a question, or none."""

    answer = forms.ChoiceField(
        required=False,
        error_messages={"invalid_choice": "Choose one of the answers shown. Reload the page."},
    )

    def __init__(self, question: ContextQuestionContent, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(answer.slug, answer.name) for answer in question.answers]
        self.fields["answer"].choices = [("", "not said"), *choices]  # type: ignore[attr-defined]


class OwnWordsForm(forms.Form):
    """A sentence or two in own words; empty takes them back."""

    text = PlainText(
        max_length=TOLD_LENGTH,
        required=False,
        error_messages={
            "max_length": "%(show_value)d characters are too many; %(limit_value)d fit. "
            "Nothing is cut off: shorten the text and it is kept."
        },
    )


class ProposalForm(forms.Form):
    """Follow a proposal or turn it back: for one component, or for all it names."""

    do = forms.ChoiceField(choices=[(FOLLOW, FOLLOW), (BACK, BACK)])
    component = forms.SlugField(required=False)

    @property
    def slugs(self) -> tuple[str, ...]:
        slug = self.cleaned_data["component"]
        return (slug,) if slug else ()


class AllSettingsForm(forms.Form):
    """Importance and target for many components; what stays empty is left as it is."""

    USUAL = "usual"

    importance = forms.ChoiceField(
        choices=Importance.choices,
        required=False,
        error_messages={"invalid_choice": "Choose critical, important or minor."},
    )
    target = forms.ChoiceField(
        choices=[(USUAL, USUAL), ("3", "3"), ("4", "4"), ("5", "5")],
        required=False,
        error_messages={"invalid_choice": "A target is 3, 4 or 5."},
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and not any(found.values()):
            raise forms.ValidationError("Choose an importance or a target for all of them.")
        return found

    def decision(self, now: Decision) -> Decision:
        """What holds for a component after it, given what holds now."""
        importance, target = self.cleaned_data["importance"], self.cleaned_data["target"]
        made = replace(now, importance=importance) if importance else now
        if not target:
            return made
        return replace(made, target=None if target == self.USUAL else int(target))
