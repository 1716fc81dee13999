"""A framework small enough to be seen whole: two pillars and an overlay, one group, four links."""

from dataclasses import replace

from ecosystem.content import (
    BlockContent,
    CauseContent,
    ComponentContent,
    DependencyContent,
    FamilyContent,
    FrameworkContent,
    PillarContent,
    SymptomContent,
)
from ecosystem.models import (
    ArchetypeAnchor,
    Component,
    Dependency,
    Framework,
    Pillar,
    Symptom,
    SymptomCause,
)

LEVELS = ("None.", "Some.", "Most.", "Nearly all.", "Better each time.")


def pillar(slug: str, rank: int | None) -> PillarContent:
    role = "driver" if rank else "overlay"
    return PillarContent(slug, slug.title(), slug.title(), role, rank, f"All about {slug}.")


def item(slug: str, pillar: str, parent: str | None = None) -> ComponentContent:
    name = slug.title()
    return ComponentContent(
        slug, name, name, pillar, parent, "item", "practice", definition=name, anchors=LEVELS
    )


def link(driver: str, dependent: str, layer: str = "drive") -> DependencyContent:
    return DependencyContent(driver, dependent, "strong", layer, "stated", "", "Because")


def small() -> FrameworkContent:
    group = replace(item("process", "work"), kind="group", anchors=())
    return FrameworkContent(
        slug="small",
        version=1,
        name="Small framework",
        level="organisation",
        credit="After nobody.",
        pillars=(pillar("choice", 1), pillar("work", 2), pillar("folk", None)),
        components=(
            item("market", "choice"),
            group,
            item("stages", "work", "process"),
            item("use", "work", "process"),
            item("forecast", "work"),
            item("hiring", "folk"),
        ),
        dependencies=(
            link("market", "process"),
            link("use", "forecast"),
            link("hiring", "use"),
            link("forecast", "market", layer="feedback"),
        ),
        symptoms=(
            SymptomContent(
                "misses",
                "Missed forecasts",
                "error against commit",
                (CauseContent("use", "primary"), CauseContent("market", "secondary")),
            ),
        ),
        blocks=(BlockContent("b-work", "Work", "work", ("stages", "use")),),
        families=(FamilyContent("f-use", "Use", ("use", "forecast")),),
    )


def stored(content: FrameworkContent | None = None, **fields: object) -> Framework:
    """The framework as rows; keyword arguments change the framework's own row."""
    content = content or small()
    row = {"slug": content.slug, "version": content.version, "name": content.name}
    row |= {"level": content.level, "credit": content.credit, "state": "published"}
    framework = Framework.objects.create(**(row | fields))
    pillars = {
        one.slug: Pillar.objects.create(
            framework=framework,
            slug=one.slug,
            name=one.name,
            long_name=one.long_name,
            role=one.role,
            rank=one.rank,
            position=position,
            definition=one.definition,
        )
        for position, one in enumerate(content.pillars)
    }
    components: dict[str, Component] = {}
    for position, one in enumerate(content.components):
        components[one.slug] = Component.objects.create(
            framework=framework,
            slug=one.slug,
            name=one.name,
            short_name=one.short_name,
            pillar=pillars[one.pillar],
            parent=components.get(one.parent or ""),
            kind=one.kind,
            archetype=one.archetype,
            position=position,
            definition=one.definition,
        )
    for level, text in enumerate(LEVELS, 1):
        ArchetypeAnchor.objects.get_or_create(
            archetype="practice", level=level, defaults={"text": text}
        )
    for one in content.dependencies:
        Dependency.objects.create(
            framework=framework,
            driver=components[one.driver],
            dependent=components[one.dependent],
            strength=one.strength,
            layer=one.layer,
            basis=one.basis,
            rationale=one.rationale,
        )
    for one in content.symptoms:
        symptom = Symptom.objects.create(
            framework=framework, slug=one.slug, name=one.name, measure=one.measure
        )
        for cause in one.causes:
            SymptomCause.objects.create(
                symptom=symptom, component=components[cause.component], rank=cause.rank
            )
    return framework
