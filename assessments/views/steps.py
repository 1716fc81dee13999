"""The sensible next step of an assessment, the same on every page that offers one."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from assessments.models import ADAPTIVE, QUICK, Assessment, Progress, Standing, depth_of
from assessments.sentences import counted
from ecosystem.content import PillarContent

SCAN, SYMPTOMS, ITEMS, RESULT = "Quick scan", "Symptoms", "Rating", "Result"


@dataclass(frozen=True, slots=True)
class Step:
    """A link to go on with; `stage` counts the stages that lie behind, `said` says where it is."""

    label: str
    url: str
    stage: int
    said: str
    waits: bool = False
    of: int = 1

    @property
    def stages(self) -> tuple[str, ...]:
        """Each stage as it stands: done, now, or still to come (empty)."""
        return tuple(
            "done" if at < self.stage else "now" if at == self.stage else ""
            for at in range(self.of)
        )

    @property
    def is_last(self) -> bool:
        return self.stage >= self.of - 1


def stages_of(standing: Standing) -> tuple[str, ...]:
    """The stages of this assessment in their order, by its depth and by what it was begun for."""
    scope = standing.scope
    asked = [SCAN] if scope.scans and scope.blocks else []
    then = [] if scope.depth == QUICK else [ITEMS]
    symptoms = [SYMPTOMS] if scope.framework.symptoms else []
    if symptoms_come_first(standing):
        return (*symptoms, *asked, *then, RESULT)
    if asked:
        return (*asked, *symptoms, *then, RESULT)
    return (*then, *symptoms, RESULT)


def symptoms_come_first(standing: Standing) -> bool:
    """Who came with problems ticks them first: they say what is worth asking."""
    return standing.assessment.entry == Assessment.Entry.PROBLEMS


def next_step(standing: Standing, may_answer: bool) -> Step:
    """The first stage that is not done: of rating what is unanswered, most upstream first."""
    stages, code = stages_of(standing), standing.assessment.code
    result = reverse("assessments:result", args=[code])
    if not standing.assessment.is_open:
        state = standing.assessment.get_state_display()
        return Step("See the result", result, len(stages), str(state), of=len(stages))
    at = next(at for at, stage in enumerate(stages) if not is_done(standing, stages, stage))
    said = said_of(standing, stages[at])
    if stages[at] == RESULT or not may_answer:
        return Step("See the result", result, at, said, of=len(stages))
    label, url = way_into(standing, stages[at])
    return Step(label, url, at, said, waits=True, of=len(stages))


def is_done(standing: Standing, stages: tuple[str, ...], stage: str) -> bool:
    """Whether a stage lies behind; symptoms do, too, once what comes after them has begun."""
    if stage == SYMPTOMS:
        after = stages[stages.index(stage) + 1]
        return standing.symptoms > 0 or progress_of(standing, after).has_begun
    return stage != RESULT and progress_of(standing, stage).is_done


def progress_of(standing: Standing, stage: str) -> Progress:
    known = {SCAN: standing.scanned, ITEMS: standing.rated}
    return known.get(stage, Progress())


def said_of(standing: Standing, stage: str) -> str:
    if stage == RESULT:
        return "Answered; the result is ready"
    if not standing.whole.has_begun:
        return "Not begun"
    return "Answered; symptoms not yet" if stage == SYMPTOMS else answered_words(standing)


def way_into(standing: Standing, stage: str) -> tuple[str, str]:
    """Label and address of where the stage goes on."""
    code = standing.assessment.code
    verb = "Continue" if progress_of(standing, stage).has_begun else "Start"
    if stage == SCAN:
        return f"{verb} the quick scan", reverse("assessments:scan", args=[code])
    if stage == SYMPTOMS:
        return "Tick the symptoms you see", reverse("assessments:symptoms", args=[code])
    pillar = next(waiting_pillars(standing))
    return f"{verb} with {pillar.name}", reverse("assessments:rate", args=[code, pillar.slug])


def after_symptoms(assessment: Assessment) -> tuple[str, str]:
    """Label and address of what follows the symptoms, whatever is answered already."""
    depth, code = depth_of(assessment), assessment.code
    is_first = assessment.entry == Assessment.Entry.PROBLEMS
    if depth == ADAPTIVE or (is_first and depth != QUICK):
        return "Go on: see what to look at", reverse("assessments:opened", args=[code])
    if is_first:
        return "Next: the quick scan", reverse("assessments:scan", args=[code])
    return "See the result", reverse("assessments:result", args=[code])


def into_items(standing: Standing) -> Step:
    """Into the items that are opened, also for somebody who had no symptom to tick."""
    stages = stages_of(standing)
    if ITEMS not in stages or standing.rated.is_done:
        return next_step(standing, may_answer=True)
    label, url = way_into(standing, ITEMS)
    return Step(label, url, stages.index(ITEMS), said_of(standing, ITEMS), True, len(stages))


def waiting_pillars(standing: Standing) -> Iterator[PillarContent]:
    """Pillars with an item left that is asked, upstream first."""
    for pillar in standing.scope.pillars:
        if not items_progress(standing, pillar).is_done:
            yield pillar


def items_progress(standing: Standing, pillar: PillarContent) -> Progress:
    asked = (item for item in standing.scope.asked if item.pillar == pillar.slug)
    return standing.scope.progress(asked, standing.answers)


def answered_words(standing: Standing) -> str:
    return f"{standing.whole.answered} of {standing.whole.total} answered"


def minutes_words(minutes: int) -> str:
    return f"about {counted(minutes, 'minute')}"


def scope_words(standing: Standing) -> str:
    """`The whole framework, 165 items`, or the names of what was chosen."""
    scope = standing.scope
    size = counted_figures(len(scope.items) - len(scope.probed), "item")
    if scope.depth == ADAPTIVE and not scope.scans:
        return f"What the ticked problems open, {counted_figures(len(scope.asked), 'item')}"
    if scope.scans and scope.blocks:
        size = counted_figures(len(scope.blocks), "block")
        if scope.depth != QUICK:
            size = f"{size} and what they open"
    if not scope.chosen:
        return f"The whole framework, {size}"
    names = [name_of(standing, slug) for slug in scope.chosen]
    shown = names if len(names) <= 3 else [*names[:2], f"{len(names) - 2} more"]
    return f"{', '.join(shown)}: {size}"


def counted_figures(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def name_of(standing: Standing, slug: str) -> str:
    framework = standing.scope.framework
    if slug in framework.pillar_by_slug:
        return framework.pillar_by_slug[slug].name
    return framework.by_slug[slug].short_name
