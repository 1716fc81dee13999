"""Which components somebody is about to change."""

from typing import Any

from django import forms

from ecosystem.content import FrameworkContent


class ChangeForm(forms.Form):
    """Components of one framework, groups or items."""

    changed = forms.MultipleChoiceField(
        required=False,
        error_messages={
            "invalid_choice": "“%(value)s” is no component of this framework. Choose from the list."
        },
    )

    def __init__(self, framework: FrameworkContent, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(component.slug, component.name) for component in framework.components]
        self.fields["changed"].choices = choices  # type: ignore[attr-defined]

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data.get("changed", ())) if self.is_valid() else ()
