"""From the tables to `FrameworkContent`: a fixed number of queries, then kept in the process."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from ecosystem.content import (
    AdviceContent,
    BlockContent,
    CauseContent,
    ComponentContent,
    ContextAnswerContent,
    ContextQuestionContent,
    DependencyContent,
    FamilyContent,
    FrameworkContent,
    PillarContent,
    SymptomContent,
)
from ecosystem.models import (
    Anchor,
    ArchetypeAdvice,
    ArchetypeAnchor,
    Component,
    Framework,
)


def content_of(framework: Framework) -> FrameworkContent:
    """The framework as plain values; a published version is read once per process."""
    if framework.state == Framework.State.PUBLISHED:
        return _published(framework.pk, framework.slug, framework.version)
    return _read(framework)


@lru_cache(maxsize=32)
def _published(pk: int, slug: str, version: int) -> FrameworkContent:
    return _read(Framework.objects.get(pk=pk, slug=slug, version=version))


def forget_content() -> None:
    """Read published frameworks anew: corrected texts may have arrived by fixture."""
    _published.cache_clear()


def _read(framework: Framework) -> FrameworkContent:
    shared = _archetype_anchors()
    return FrameworkContent(
        slug=framework.slug,
        version=framework.version,
        name=framework.name,
        level=framework.level,
        credit=framework.credit,
        pillars=tuple(
            PillarContent(
                p.slug,
                p.name,
                p.long_name,
                p.role,
                p.rank,
                p.definition,
                p.about,
                p.when_missing,
            )
            for p in framework.pillars.all()
        ),
        components=_components(framework, shared),
        dependencies=tuple(
            DependencyContent(
                d.driver.slug,
                d.dependent.slug,
                d.strength,
                d.layer,
                d.basis,
                d.passage,
                d.rationale,
            )
            for d in framework.dependencies.select_related("driver", "dependent")
        ),
        symptoms=_symptoms(framework),
        blocks=tuple(
            BlockContent(b.slug, b.name, b.pillar.slug, _slugs(b.components.all()), b.definition)
            for b in framework.blocks.select_related("pillar").prefetch_related("components")
        ),
        families=tuple(
            FamilyContent(f.slug, f.name, _slugs(f.components.all()), f.definition)
            for f in framework.families.prefetch_related("components")
        ),
        context=_context(framework),
        archetype_advice=tuple(
            (kind.archetype, _advice(kind)) for kind in ArchetypeAdvice.objects.all()
        ),
        archetype_anchors=tuple(sorted(shared.items())),
    )


def _context(framework: Framework) -> tuple[ContextQuestionContent, ...]:
    questions = framework.contextquestions.prefetch_related("answers__components")
    return tuple(
        ContextQuestionContent(
            question.slug,
            question.name,
            tuple(
                ContextAnswerContent(a.slug, a.name, a.reason, _slugs(a.components.all()))
                for a in question.answers.all()
            ),
        )
        for question in questions
    )


def _advice(row: Component | ArchetypeAdvice) -> AdviceContent:
    return AdviceContent(
        tuple(row.moves), row.owner, row.lead_measure, row.lag_measure, row.will_not_help
    )


def _slugs(components: Iterable[Component]) -> tuple[str, ...]:
    return tuple(component.slug for component in components)


def _archetype_anchors() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for wording in ArchetypeAnchor.objects.order_by("level"):
        found[wording.archetype].append(wording.text)
    return {archetype: tuple(texts) for archetype, texts in found.items()}


def _components(
    framework: Framework, shared: dict[str, tuple[str, ...]]
) -> tuple[ComponentContent, ...]:
    own: dict[int, list[str]] = defaultdict(list)
    for anchor in Anchor.objects.filter(component__framework=framework).order_by("level"):
        own[anchor.component_id].append(anchor.text)
    return tuple(
        ComponentContent(
            slug=c.slug,
            name=c.name,
            short_name=c.short_name,
            pillar=c.pillar.slug,
            parent=c.parent.slug if c.parent else None,
            kind=c.kind,
            archetype=c.archetype,
            lagging=c.lagging,
            given=c.given,
            front_line=c.front_line,
            definition=c.definition,
            strong=c.strong,
            weak=c.weak,
            evidence=tuple(c.evidence),
            weight=c.weight,
            anchors=tuple(own[c.pk] or shared.get(c.archetype, ())) if c.archetype else (),
            plural=c.plural,
            advice=_advice(c) if c.moves else None,
        )
        for c in framework.components.select_related("pillar", "parent")
    )


def _symptoms(framework: Framework) -> tuple[SymptomContent, ...]:
    return tuple(
        SymptomContent(
            slug=s.slug,
            name=s.name,
            measure=s.measure,
            causes=tuple(CauseContent(c.component.slug, c.rank, c.sign) for c in s.causes.all()),
            theme=s.theme,
            says=s.says,
            formula=s.formula,
            span=s.span,
            tempting_fix=s.tempting_fix,
            why_it_fails=s.why_it_fails,
            tell_apart=s.tell_apart,
        )
        for s in framework.symptoms.prefetch_related("causes__component")
    )
