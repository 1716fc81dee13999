"""What a workshop agreed on for one item."""

from django import forms

from assessments.forms import note_field
from assessments.models import Consensus


class ConsensusForm(forms.Form):
    """A level from 1 to 5, and why. Not knowing is no agreement: then nothing is written."""

    answer = forms.ChoiceField(
        choices=[(str(level), str(level)) for level in range(1, 6)],
        error_messages={
            "required": "Choose a level: a note is saved together with a score.",
            "invalid_choice": "“%(value)s” is no score. A workshop agrees on a level from 1 to 5, "
            "or on nothing.",
        },
    )
    note = note_field()

    @property
    def consensus(self) -> Consensus:
        found = self.cleaned_data
        return Consensus(int(found["answer"]), found["note"])
