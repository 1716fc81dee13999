"""Starting an assessment: what somebody came for, how deep, and which parts."""

from collections import defaultdict
from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Organisation
from assessments.forms.entry import AssessmentForm
from assessments.models import ADAPTIVE, QUICK, Assessment, Standing, depths_of, standing_of
from assessments.opening import LEAST, MOST
from assessments.pace import SECONDS_PER_BLOCK, SECONDS_PER_ITEM
from assessments.report import change_of, offer_probes
from assessments.sentences import counted
from assessments.views.request import MemberRequest
from assessments.views.steps import Step, into_items, minutes_words
from ecosystem.content import ComponentContent, FrameworkContent, PillarContent
from ecosystem.loading import content_of
from ecosystem.models import Framework
from ecosystem.sentences import first_upper

Entry = Assessment.Entry


@dataclass(frozen=True)
class Way:
    """One way into an assessment: what one gets, and how long it takes."""

    value: str
    label: str
    gets: str
    takes: str


@dataclass(frozen=True)
class DepthChoice:
    value: str
    label: str
    takes: str
    gets: str
    is_ticked: bool


@dataclass(frozen=True)
class Choice:
    """A pillar on offer with the components below it, and which of them are ticked."""

    pillar: PillarContent
    items: int
    is_ticked: bool
    components: tuple[tuple[ComponentContent, bool], ...]

    @property
    def is_open(self) -> bool:
        return any(ticked for _, ticked in self.components)


@dataclass(frozen=True)
class Reach:
    """What a change touches in one pillar, and which of it shall be assessed."""

    pillar: PillarContent
    items: tuple[tuple[ComponentContent, bool], ...]


@dataclass(frozen=True)
class FrameworkChoice:
    framework: Framework
    content: FrameworkContent
    form: AssessmentForm
    is_ticked: bool

    @property
    def field(self) -> str:
        return self.form.parts_name(self.framework)

    @property
    def touched_field(self) -> str:
        return self.form.touched_name(self.framework)

    @property
    def depth_field(self) -> str:
        return self.form.depth_name(self.framework)

    @property
    def items(self) -> int:
        return len(self.content.items)

    @property
    def parts(self) -> tuple[Choice, ...]:
        content, ticked = self.content, set(self.form.parts_of(self.framework))
        return tuple(
            Choice(
                pillar,
                len(content.items_of(pillar.slug)),
                pillar.slug in ticked,
                tuple((c, c.slug in ticked) for c in content.children[pillar.slug]),
            )
            for pillar in content.pillars
        )

    @property
    def depths(self) -> tuple[DepthChoice, ...]:
        chosen = self.form.depth_of(self.framework)
        labels = dict(Assessment.Depth.choices)
        return tuple(
            DepthChoice(value, labels[value], *said_of(self.content, value), value == chosen)
            for value in depths_of(self.content)
        )

    @property
    def reaches(self) -> tuple[Reach, ...]:
        """What the components that are to change touch, all of it ticked at first."""
        changed = [slug for slug in self.form.changed if slug in self.content.by_slug]
        if not changed:
            return ()
        touched = change_of(self.content, changed).to_assess
        ticked = set(self.form.touched_of(self.framework) if self.form.is_bound else touched)
        by_pillar: dict[str, list[tuple[ComponentContent, bool]]] = defaultdict(list)
        for slug in touched:
            item = self.content.by_slug[slug]
            by_pillar[item.pillar].append((item, slug in ticked))
        pillars = self.content.pillar_by_slug
        return tuple(Reach(pillars[slug], tuple(items)) for slug, items in by_pillar.items())


def minutes(blocks: int, items: int) -> int:
    return ceil((blocks * SECONDS_PER_BLOCK + items * SECONDS_PER_ITEM) / 60)


def said_of(content: FrameworkContent, depth: str) -> tuple[str, str]:
    """What a depth takes, and what one gets for it."""
    blocks, items = len(content.blocks), len(content.items)
    if depth == QUICK:
        return (
            f"{blocks} questions, about {minutes(blocks, 0)} minutes",
            "One answer stands for several items. It shows which parts are weak; "
            "where a weakness starts is an estimate.",
        )
    if depth == ADAPTIVE:
        low, high = minutes(blocks, LEAST), minutes(blocks, MOST)
        return (
            f"the quick scan, then {LEAST} to {MOST} items; {low} to {high} minutes in all",
            "Looks closely where the scan, the problems you tick and what drives them point to. "
            "The rest stays an estimate. Two sittings are fine.",
        )
    return (
        f"all {items} items, about {minutes(0, items)} minutes",
        "Nothing is estimated. Worth it before a large decision, or when several people share it.",
    )


@dataclass(frozen=True)
class AssessmentFormPage:
    organisation: Organisation
    form: AssessmentForm
    entry: str

    @property
    def ways(self) -> tuple[Way, ...]:
        return (
            Way(
                Entry.WHOLE.value,
                "The whole organisation",
                "Where weaknesses show, where they start, and what to do first.",
                "13 to 42 minutes, by how deep you look",
            ),
            Way(
                Entry.PROBLEMS.value,
                "I see these problems",
                "You tick the problems; what usually causes them is asked, and nothing else.",
                "about ten minutes for three problems",
            ),
            Way(
                Entry.PART.value,
                "One pillar or component",
                "That part rated closely, with up to six questions about what drives it.",
                "about 5 minutes for a pillar of 20 items",
            ),
            Way(
                Entry.CHANGE.value,
                "I am about to change something",
                "What the change touches, in what order, and what must be in place.",
                "2 minutes to look; rating what it touches is up to you",
            ),
        )

    @property
    def is_change(self) -> bool:
        """Whether it is already known what is going to change."""
        return bool(self.changing)

    @property
    def choices(self) -> tuple[FrameworkChoice, ...]:
        chosen = str(self.form["framework"].value() or "")
        first = self.form.frameworks[0] if self.form.frameworks else None
        return tuple(
            FrameworkChoice(
                f, content_of(f), self.form, str(f.pk) == chosen or (not chosen and f == first)
            )
            for f in self.form.frameworks
        )

    @property
    def changing(self) -> tuple[ComponentContent, ...]:
        """The components that are going to change, as far as the framework has them."""
        chosen = next((choice for choice in self.choices if choice.is_ticked), None)
        known = chosen.content.by_slug if chosen else {}
        return tuple(known[slug] for slug in self.form.changed if slug in known)


@require_http_methods(["GET", "HEAD", "POST"])
def assessment_new(request: MemberRequest, organisation: UUID) -> HttpResponse:
    found = get_object_or_404(Organisation.objects.managed_by(request.user), code=organisation)
    frameworks = sorted(Framework.objects.standard(), key=lambda f: (f.level, f.name, -f.version))
    if request.method == "POST":
        form = AssessmentForm(request.POST, frameworks=frameworks)
        if form.is_valid():
            return redirect(begin(form, found))
    else:
        form = unsent_form(request.GET, frameworks)
    page = AssessmentFormPage(found, form, str(form["entry"].value() or ""))
    status = 422 if form.is_bound else 200
    return render(request, "assessments/assessment_form.html", {"page": page}, status=status)


def unsent_form(asked: QueryDict, frameworks: list[Framework]) -> AssessmentForm:
    """The empty form, set to what the link that led here says."""
    entry = asked.get("entry") if asked.get("entry") in Entry.values else Entry.WHOLE.value
    framework = next((f for f in frameworks if f.slug == asked.get("framework")), None)
    initial = {"entry": entry, "framework": framework.pk if framework else None}
    form = AssessmentForm(frameworks=frameworks, initial=initial)
    form.data = asked
    return form


def begin(form: AssessmentForm, organisation: Organisation) -> str:
    """Make the assessment and say where it goes on; a change is looked at before that."""
    if form.only_looks:
        path = reverse("assessments:organisation-change", args=[organisation.code])
        return f"{path}?{urlencode({'framework': form.cleaned_data['framework'].slug})}"
    made = form.make(organisation)
    if made.entry in (Entry.PART, Entry.CHANGE):
        offer_probes(made)
    if made.entry == Entry.WHOLE and content_of(made.framework).context:
        return reverse("assessments:context", args=[made.code])
    if made.entry == Entry.PROBLEMS:
        return reverse("assessments:symptoms", args=[made.code])
    return made.get_absolute_url()


@dataclass(frozen=True)
class Opened:
    """Items of one pillar that are asked, each with the reason."""

    pillar: PillarContent
    items: tuple[tuple[ComponentContent, str], ...]


@dataclass(frozen=True)
class OpenedPage:
    """What the ticked problems open, and why."""

    assessment: Assessment
    standing: Standing
    pillars: tuple[Opened, ...]
    onward: Step
    may_manage: bool = True  # or the page would not be found

    @property
    def count(self) -> int:
        return sum(len(opened.items) for opened in self.pillars)

    @property
    def waits_for_ticks(self) -> bool:
        """Whether nothing is opened before a problem is ticked."""
        return not self.standing.symptoms and not self.standing.scope.scans

    @property
    def headline(self) -> str:
        if self.standing.scope.scans:
            return f"{first_upper(counted(self.count, 'item'))} to look at more closely"
        if not self.standing.symptoms:
            return "Nothing is ticked yet"
        said = counted(self.standing.symptoms, "problem")
        return f"{said[:1].upper()}{said[1:]} ticked, {counted(self.count, 'item')} to look at"

    @property
    def takes(self) -> str:
        return minutes_words(ceil(self.count * self.standing.scope.pace.item / 60))


@require_safe
def opened(request: MemberRequest, code: UUID) -> HttpResponse:
    """After ticking problems: which items they open and why, before the first is rated."""
    assessment = get_object_or_404(
        Assessment.objects.managed_by(request.user).open().with_names(), code=code
    )
    standing = standing_of(assessment)
    page = OpenedPage(
        assessment=assessment,
        standing=standing,
        pillars=opened_by_pillar(standing),
        onward=into_items(standing),
    )
    return render(request, "assessments/opened.html", {"page": page})


def opened_by_pillar(standing: Standing) -> tuple[Opened, ...]:
    """Upstream first; without a rule that opens items, all that is asked."""
    why = standing.scope.opened or {}
    found: dict[str, list[tuple[ComponentContent, str]]] = defaultdict(list)
    for item in standing.scope.asked:
        found[item.pillar].append((item, why.get(item.slug, "")))
    return tuple(
        Opened(pillar, tuple(found[pillar.slug]))
        for pillar in standing.scope.pillars
        if pillar.slug in found
    )
