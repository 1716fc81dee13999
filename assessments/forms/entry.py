"""What is asked when an assessment begins."""

from typing import Any

from django import forms

from accounts.models import Organisation
from assessments.forms import is_seen
from assessments.models import Assessment
from ecosystem.content import FrameworkContent
from ecosystem.loading import content_of
from ecosystem.models import Framework

WHOLE, PARTS = "whole", "parts"
NO_TITLE = "Give the assessment a title."


class AssessmentForm(forms.Form):
    """A title, one of the standard frameworks, and the whole of it or parts."""

    title = forms.CharField(
        max_length=120,
        help_text="How you will know it again in a year, such as “Autumn review”.",
        error_messages={"required": NO_TITLE},
    )
    framework = forms.ModelChoiceField(
        queryset=Framework.objects.none(),
        error_messages={
            "required": "Choose a framework.",
            "invalid_choice": "This framework is not on offer. Choose one of those shown.",
        },
    )
    extent = forms.ChoiceField(
        choices=[(WHOLE, "All of it"), (PARTS, "Parts of it")],
        error_messages={
            "required": "Choose all of it, or parts.",
            "invalid_choice": "Choose all of it, or parts.",
        },
    )

    def __init__(self, *args: Any, frameworks: list[Framework], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.frameworks = frameworks
        self.fields["framework"].queryset = Framework.objects.standard()  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if not is_seen(title):
            raise forms.ValidationError(NO_TITLE)
        return title

    @staticmethod
    def parts_name(framework: Framework) -> str:
        """The field of a framework's parts: two frameworks may use the same slugs."""
        return f"parts-{framework.pk}"

    def parts_of(self, framework: Framework) -> list[str]:
        """The slugs ticked, known or not."""
        name = self.parts_name(framework)
        return self.data.getlist(name) if hasattr(self.data, "getlist") else []

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        found["scope"] = []
        framework = found.get("framework")
        if framework is not None and found.get("extent") == PARTS:
            found["scope"] = self._chosen_parts(framework)
        return found

    def _chosen_parts(self, framework: Framework) -> list[str]:
        content, ticked = content_of(framework), set(self.parts_of(framework))
        tops = {c.slug for c in content.components if c.parent is None}
        if ticked - tops - set(content.pillar_by_slug):
            self.add_error("extent", "A part was ticked that this framework does not have.")
            return []
        chosen = list(outermost(content, ticked))
        if not chosen:
            self.add_error("extent", "Tick at least one pillar or component, or take all of it.")
        return [] if set(chosen) == set(content.pillar_by_slug) else chosen

    def make(self, organisation: Organisation) -> Assessment:
        return Assessment.objects.create(
            organisation=organisation,
            framework=self.cleaned_data["framework"],
            title=self.cleaned_data["title"],
            scope=self.cleaned_data["scope"],
        )


def outermost(content: FrameworkContent, ticked: set[str]) -> tuple[str, ...]:
    """Ticked pillars, and ticked components of the other pillars, in framework order."""
    found: list[str] = []
    for pillar in content.pillars:
        if pillar.slug in ticked:
            found.append(pillar.slug)
        else:
            found += [c.slug for c in content.children[pillar.slug] if c.slug in ticked]
    return tuple(found)
