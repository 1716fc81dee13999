"""What is asked when an assessment begins."""

from typing import Any

from django import forms

from accounts.models import Organisation
from assessments.forms import is_seen
from assessments.models import Assessment, depths_of
from assessments.models.context import CHANGED
from ecosystem.content import FrameworkContent
from ecosystem.loading import content_of
from ecosystem.models import Framework

Entry, Depth = Assessment.Entry, Assessment.Depth
NO_TITLE = "Give the assessment a title."
NO_WAY = "Choose what brings you here."


class AssessmentForm(forms.Form):
    """What somebody came for, a framework, and whatever the chosen way needs besides a title.

    Fields that belong to one framework carry its number, for two may use the same slugs.
    """

    entry = forms.ChoiceField(
        choices=Entry.choices,
        initial=Entry.WHOLE.value,
        error_messages={"required": NO_WAY, "invalid_choice": NO_WAY},
    )
    framework = forms.ModelChoiceField(
        queryset=Framework.objects.none(),
        error_messages={
            "required": "Choose a framework.",
            "invalid_choice": "This framework is not on offer. Choose one of those shown.",
        },
    )
    title = forms.CharField(
        max_length=120,
        help_text="How you will know it again in a year, such as “Autumn review”.",
        error_messages={"required": NO_TITLE},
    )

    def __init__(self, *args: Any, frameworks: list[Framework], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.frameworks = frameworks
        self.fields["framework"].queryset = Framework.objects.standard()  # type: ignore[attr-defined]
        # Who is only about to see what a change touches gives no title.
        self.fields["title"].required = not self.only_looks

    @property
    def only_looks(self) -> bool:
        """A change is looked at first; an assessment of it comes with what it changes."""
        return self.data.get("entry") == Entry.CHANGE and not self.changed

    @property
    def changed(self) -> list[str]:
        """The components that are about to change, known or not."""
        return self._listed("changed")

    @staticmethod
    def parts_name(framework: Framework) -> str:
        return f"parts-{framework.pk}"

    @staticmethod
    def touched_name(framework: Framework) -> str:
        return f"touched-{framework.pk}"

    @staticmethod
    def depth_name(framework: Framework) -> str:
        return f"depth-{framework.pk}"

    def parts_of(self, framework: Framework) -> list[str]:
        """The slugs ticked, known or not."""
        return self._listed(self.parts_name(framework))

    def touched_of(self, framework: Framework) -> list[str]:
        """What a change touches and is to be assessed, known or not."""
        return self._listed(self.touched_name(framework))

    def depth_of(self, framework: Framework) -> str:
        """The depth that is ticked, known or not."""
        usual = depths_of(content_of(framework))
        usual_one = Depth.ADAPTIVE.value if Depth.ADAPTIVE in usual else usual[-1]
        return str(self.data.get(self.depth_name(framework)) or usual_one)

    def _listed(self, name: str) -> list[str]:
        return self.data.getlist(name) if hasattr(self.data, "getlist") else []

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if not is_seen(title) and not self.only_looks:
            raise forms.ValidationError(NO_TITLE)
        return title

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        framework = found.get("framework")
        found |= {"scope": [], "depth": Depth.FULL.value}
        if framework is None:
            return found
        content = content_of(framework)
        match found.get("entry"):
            case Entry.WHOLE:
                found["depth"] = self._chosen_depth(framework, content)
            case Entry.PROBLEMS:
                found["depth"] = self._depth_by_symptoms(content)
            case Entry.PART:
                found["scope"] = self._chosen_parts(framework, content)
            case Entry.CHANGE if self.changed:
                found["scope"] = self._touched(framework, content)
        return found

    def _chosen_depth(self, framework: Framework, content: FrameworkContent) -> str:
        depth = self.depth_of(framework)
        if depth not in depths_of(content):
            self.add_error("entry", "Choose one of the depths shown.")
        return depth

    def _depth_by_symptoms(self, content: FrameworkContent) -> str:
        if not content.symptoms:
            self.add_error("entry", f"{content.name} names no problems to tick. Come another way.")
        return Depth.ADAPTIVE.value

    def _chosen_parts(self, framework: Framework, content: FrameworkContent) -> list[str]:
        ticked = set(self.parts_of(framework))
        tops = {c.slug for c in content.components if c.parent is None}
        if ticked - tops - set(content.pillar_by_slug):
            self.add_error("entry", "A part was ticked that this framework does not have.")
            return []
        chosen = list(outermost(content, ticked))
        if not chosen:
            self.add_error("entry", "Tick at least one pillar or component, or take all of it.")
        return [] if set(chosen) == set(content.pillar_by_slug) else chosen

    def _touched(self, framework: Framework, content: FrameworkContent) -> list[str]:
        ticked = set(self.touched_of(framework))
        if (ticked | set(self.changed)) - set(content.by_slug):
            self.add_error("entry", "A part was ticked that this framework does not have.")
            return []
        if not ticked:
            self.add_error("entry", "Leave at least one item in.")
        return [component.slug for component in content.components if component.slug in ticked]

    def make(self, organisation: Organisation) -> Assessment:
        found = self.cleaned_data
        is_change = found["entry"] == Entry.CHANGE
        return Assessment.objects.create(
            organisation=organisation,
            framework=found["framework"],
            title=found["title"],
            entry=found["entry"],
            depth=found["depth"],
            scope=found["scope"],
            context={CHANGED: self.changed} if is_change else {},
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
