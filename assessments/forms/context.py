"""What is told about the organisation, and what is done with what follows from it."""

from typing import Any

from django import forms

from assessments.forms import PlainText
from assessments.models import TOLD_LENGTH
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
