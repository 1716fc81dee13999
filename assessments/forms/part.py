"""What a rater by link ticks and types apart from answers."""

from django import forms

ANONYMOUS, NAMED = "anonymous", "named"


class BeginForm(forms.Form):
    """That somebody has read what answering means, and which of the two it was."""

    read = forms.ChoiceField(choices=[(ANONYMOUS, ANONYMOUS), (NAMED, NAMED)])
    consents = forms.BooleanField(required=False)

    @property
    def is_anonymous(self) -> bool:
        return bool(self.cleaned_data["read"] == ANONYMOUS)


class ResumeForm(forms.Form):
    code = forms.CharField(
        max_length=40,
        error_messages={
            "required": "Type the code you were given when you began.",
            "max_length": "The code has eight letters and figures.",
        },
    )
