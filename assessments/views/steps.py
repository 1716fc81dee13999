"""The sensible next step of an assessment, the same on every page that offers one."""

from dataclasses import dataclass

from django.urls import reverse

from assessments.models import Standing
from assessments.sentences import counted

STAGES = ("Rating", "Symptoms", "Result")


@dataclass(frozen=True, slots=True)
class Step:
    """A link to go on with; `stage` counts the stages that lie behind, `said` says where it is."""

    label: str
    url: str
    stage: int
    said: str
    waits: bool = False

    @property
    def stages(self) -> tuple[str, ...]:
        """Each stage as it stands: done, now, or still to come (empty)."""
        return tuple(
            "done" if at < self.stage else "now" if at == self.stage else ""
            for at in range(len(STAGES))
        )


def next_step(standing: Standing, may_answer: bool) -> Step:
    """Rate what is unanswered, upstream first; then tick symptoms; then read the result."""
    code, whole = standing.assessment.code, standing.whole
    result = reverse("assessments:result", args=[code])
    if not standing.assessment.is_open:
        state = standing.assessment.get_state_display()
        return Step("See the result", result, len(STAGES), str(state))
    if not whole.is_done:
        said = answered_words(standing) if whole.has_begun else "Not begun"
        if not may_answer:
            return Step("See the result", result, 0, said)
        return _rating_step(standing, said)
    if may_answer and standing.scope.framework.symptoms and not standing.symptoms:
        url = reverse("assessments:symptoms", args=[code])
        return Step("Tick the symptoms you see", url, 1, "Answered; symptoms not yet", waits=True)
    return Step("See the result", result, 2, "Answered; the result is ready")


def _rating_step(standing: Standing, said: str) -> Step:
    pillar = next(p for p in standing.scope.pillars if not standing.by_pillar[p.slug].is_done)
    verb = "Continue" if standing.whole.has_begun else "Start"
    url = reverse("assessments:rate", args=[standing.assessment.code, pillar.slug])
    return Step(f"{verb} with {pillar.name}", url, 0, said, waits=True)


def answered_words(standing: Standing) -> str:
    return f"{standing.whole.answered} of {standing.whole.total} answered"


def minutes_words(minutes: int) -> str:
    return f"about {counted(minutes, 'minute')}"


def scope_words(standing: Standing) -> str:
    """`Whole framework, 165 items` or the names of what was chosen."""
    scope = standing.scope
    items = f"{len(scope.items)} {'item' if len(scope.items) == 1 else 'items'}"
    if not scope.chosen:
        return f"The whole framework, {items}"
    names = [name_of(standing, slug) for slug in scope.chosen]
    shown = names if len(names) <= 3 else [*names[:2], f"{len(names) - 2} more"]
    return f"{', '.join(shown)}: {items}"


def name_of(standing: Standing, slug: str) -> str:
    framework = standing.scope.framework
    if slug in framework.pillar_by_slug:
        return framework.pillar_by_slug[slug].name
    return framework.by_slug[slug].short_name
