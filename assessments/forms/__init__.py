"""What people type and tick, checked where it was typed and turned into plain values."""

import unicodedata
from typing import Any

from django import forms

from accounts.models import Organisation
from assessments.models import (
    TEXT_LENGTH,
    ComponentSetting,
    Decision,
    Evidence,
    Given,
    Importance,
    Rating,
    ReportProfile,
    Seen,
    SymptomObservation,
)
from assessments.paper.edition import SECTIONS

NOTE_LENGTH = 4000
NO_NAME = "Give the organisation a name."
UNKNOWN_REASON = "Choose one of the reasons shown."


def note_field() -> forms.CharField:
    too_long = "%(show_value)d characters are too many; %(limit_value)d fit. Nothing is cut off."
    return forms.CharField(
        max_length=NOTE_LENGTH, required=False, error_messages={"max_length": too_long}
    )


def is_seen(text: str) -> bool:
    """Whether a name shows: joiners, direction marks and odd spaces alone leave a blank line."""
    return any(unicodedata.category(letter)[0] in "LNPS" for letter in text)


class OrganisationForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ["name"]
        labels = {"name": "Name"}
        help_texts = {"name": "As it shall stand on the report."}
        error_messages = {"name": {"required": NO_NAME}}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not is_seen(name):
            raise forms.ValidationError(NO_NAME)
        return name


class RatingForm(forms.Form):
    """One person's answer to one item: a level, don't know, or not applicable with a reason."""

    ANSWERS = [
        *(str(level) for level in range(1, 6)),
        Rating.Answer.DONT_KNOW.value,
        Rating.Answer.NOT_APPLICABLE.value,
    ]

    answer = forms.ChoiceField(
        choices=[(value, value) for value in ANSWERS],
        error_messages={
            "required": "Choose a level, don’t know or not applicable: "
            "a note is saved together with an answer.",
            "invalid_choice": "“%(value)s” is not an answer. Choose a level from 1 to 5, "
            "don’t know or not applicable.",
        },
    )
    reason = forms.ChoiceField(
        choices=ComponentSetting.Reason.choices,
        required=False,
        error_messages={"invalid_choice": UNKNOWN_REASON},
    )
    evidence = forms.ChoiceField(
        choices=Evidence.choices,
        required=False,
        error_messages={"invalid_choice": "Choose what the answer rests on from those shown."},
    )
    note = note_field()

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        is_out = found.get("answer") == Rating.Answer.NOT_APPLICABLE
        if is_out and not found.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Say why it is not applicable.")
        return found

    @property
    def given(self) -> Given:
        found = self.cleaned_data
        answer, rest = found["answer"], (found["evidence"] or Evidence.NONE.value, found["note"])
        if answer == Rating.Answer.NOT_APPLICABLE:
            return Given(answer, None, *rest, found["reason"])
        if answer == Rating.Answer.DONT_KNOW:
            return Given(answer, None, *rest)
        return Given(Rating.Answer.SCORE.value, int(answer), *rest)


class SettingForm(forms.Form):
    """A decision about one component."""

    importance = forms.ChoiceField(
        choices=Importance.choices,
        error_messages={"invalid_choice": "Choose critical, important or minor."},
    )
    target = forms.ChoiceField(
        choices=[("", "usual"), ("3", "3"), ("4", "4"), ("5", "5")],
        required=False,
        error_messages={"invalid_choice": "A target is 3, 4 or 5."},
    )
    applies = forms.ChoiceField(
        choices=[("yes", "yes"), *ComponentSetting.Reason.choices],
        error_messages={"invalid_choice": UNKNOWN_REASON},
    )

    @property
    def decision(self) -> Decision:
        found = self.cleaned_data
        applies = found["applies"] == "yes"
        return Decision(
            importance=found.get("importance") or Importance.IMPORTANT.value,
            target=int(found["target"]) if found.get("target") else None,
            applicable=applies,
            reason="" if applies else found["applies"],
        )


class InnerSettingForm(SettingForm):
    """A decision about a component inside a group: it takes importance and target from there."""

    importance = None  # type: ignore[assignment]  # how Django takes a field out
    target = None  # type: ignore[assignment]


class SymptomForm(forms.Form):
    """An operational symptom: seen or not, how badly, and where it is going."""

    seen = forms.BooleanField(required=False)
    severity = forms.ChoiceField(
        choices=SymptomObservation.Severity.choices,
        required=False,
        error_messages={"invalid_choice": "Choose mild, clear or severe."},
    )
    trend = forms.ChoiceField(
        choices=SymptomObservation.Trend.choices,
        required=False,
        error_messages={"invalid_choice": "Choose one of the trends shown."},
    )
    note = note_field()

    @property
    def observation(self) -> Seen | None:
        found = self.cleaned_data
        if not found["seen"]:
            return None
        severity = int(found["severity"] or SymptomObservation.Severity.CLEAR)
        return Seen(severity, found["trend"], found["note"])


class PlainText(forms.CharField):
    """A text of several paragraphs; a line break counts as one character, as browsers count."""

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value)).replace("\r\n", "\n").strip()
        return text if is_seen(text) else ""


class TextForm(forms.Form):
    """A consultant's own words in one slot; an empty text takes them out of the report."""

    text = PlainText(
        max_length=TEXT_LENGTH,
        required=False,
        error_messages={
            "max_length": "%(show_value)d characters are too many; %(limit_value)d fit. "
            "Nothing is cut off: shorten the text and it is kept."
        },
    )


class PaperForm(forms.Form):
    """On which paper a report is printed, and whether it is final."""

    paper = forms.ChoiceField(
        choices=ReportProfile.Paper.choices,
        error_messages={
            "required": "Choose A4 or US Letter.",
            "invalid_choice": "Choose A4 or US Letter.",
        },
    )
    state = forms.ChoiceField(
        choices=[("draft", "Draft"), ("final", "Final")],
        error_messages={
            "required": "Choose draft or final.",
            "invalid_choice": "Choose draft or final.",
        },
    )

    @property
    def chosen(self) -> dict[str, object]:
        found = self.cleaned_data
        return {"paper": found["paper"], "final": found["state"] == "final"}


class SectionsForm(forms.Form):
    """What a full report prints; what is not ticked is left out."""

    printed = forms.MultipleChoiceField(
        choices=list(SECTIONS.items()),
        error_messages={
            "required": "Leave at least one section in.",
            "invalid_choice": "“%(value)s” is no section of a report. Reload the page.",
        },
    )

    @property
    def chosen(self) -> dict[str, object]:
        printed = self.cleaned_data["printed"]
        return {"without": [name for name in SECTIONS if name not in printed]}
