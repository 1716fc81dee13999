"""A shipped framework as rows, written in a few statements: `loaddata` takes seconds."""

from ecosystem.content import FrameworkContent
from ecosystem.loading import forget_content
from ecosystem.models import (
    Anchor,
    ArchetypeAnchor,
    Block,
    Component,
    ContextAnswer,
    ContextQuestion,
    Dependency,
    Family,
    Framework,
    Pillar,
    Symptom,
    SymptomCause,
)
from tests.shipped import shipped


def written(slug: str = "sales-management-ecosystem", **fields: object) -> Framework:
    """The framework `slug` as it ships; keyword arguments change the framework's own row."""
    forget_content()  # a rolled back test gives its row numbers to the next
    content = shipped(slug)
    row = {"slug": slug, "version": content.version, "name": content.name, "state": "published"}
    row |= {"level": content.level, "credit": content.credit}
    framework = Framework.objects.create(**(row | fields))
    components = write_components(framework, content)
    write_dependencies(framework, content, components)
    write_symptoms(framework, content, components)
    write_context(framework, content, components)
    write_wordings(content)
    return framework


def write_wordings(content: FrameworkContent) -> None:
    """All frameworks share them, so they may be there already."""
    ArchetypeAnchor.objects.bulk_create(
        (
            ArchetypeAnchor(archetype=kind, level=level, text=text)
            for kind, texts in content.archetype_anchors
            for level, text in enumerate(texts, 1)
        ),
        ignore_conflicts=True,
    )


def write_components(framework: Framework, content: FrameworkContent) -> dict[str, Component]:
    pillars = {
        pillar.slug: pillar
        for pillar in Pillar.objects.bulk_create(
            Pillar(framework=framework, position=position, **attributes(pillar))
            for position, pillar in enumerate(content.pillars)
        )
    }
    components: dict[str, Component] = {}
    for depth in range(max(len(content.path_to(c.slug)) for c in content.components)):
        made = Component.objects.bulk_create(
            Component(
                framework=framework,
                position=position,
                **attributes(component, leave={"pillar", "parent", "anchors", "advice"}),
                **(attributes(component.advice) if component.advice else {}),
                pillar=pillars[component.pillar],
                parent=components.get(component.parent or ""),
            )
            for position, component in enumerate(content.components)
            if len(content.path_to(component.slug)) == depth + 1
        )
        components |= {component.slug: component for component in made}
    Anchor.objects.bulk_create(
        Anchor(component=components[item.slug], level=level, text=text)
        for item in content.items
        for level, text in enumerate(item.anchors, 1)
    )
    write_blocks(framework, content, pillars, components)
    write_families(framework, content, components)
    return components


def write_blocks(
    framework: Framework,
    content: FrameworkContent,
    pillars: dict[str, Pillar],
    components: dict[str, Component],
) -> None:
    made = Block.objects.bulk_create(
        Block(
            framework=framework,
            slug=block.slug,
            name=block.name,
            definition=block.definition,
            pillar=pillars[block.pillar],
            position=position,
        )
        for position, block in enumerate(content.blocks)
    )
    through = Block.components.through
    through.objects.bulk_create(
        through(block=block, component=components[slug])
        for block, one in zip(made, content.blocks, strict=True)
        for slug in one.items
    )


def write_families(
    framework: Framework, content: FrameworkContent, components: dict[str, Component]
) -> None:
    made = Family.objects.bulk_create(
        Family(framework=framework, position=position, **attributes(family, leave={"items"}))
        for position, family in enumerate(content.families)
    )
    through = Family.components.through
    through.objects.bulk_create(
        through(family=family, component=components[slug])
        for family, one in zip(made, content.families, strict=True)
        for slug in one.items
    )


def write_dependencies(
    framework: Framework, content: FrameworkContent, components: dict[str, Component]
) -> None:
    Dependency.objects.bulk_create(
        Dependency(
            framework=framework,
            position=position,
            **attributes(link, leave={"driver", "dependent"}),
            driver=components[link.driver],
            dependent=components[link.dependent],
        )
        for position, link in enumerate(content.dependencies)
    )


def write_symptoms(
    framework: Framework, content: FrameworkContent, components: dict[str, Component]
) -> None:
    made = Symptom.objects.bulk_create(
        Symptom(framework=framework, position=position, **attributes(symptom, leave={"causes"}))
        for position, symptom in enumerate(content.symptoms)
    )
    SymptomCause.objects.bulk_create(
        SymptomCause(
            symptom=symptom,
            component=components[cause.component],
            **attributes(cause, leave={"component"}),
        )
        for symptom, one in zip(made, content.symptoms, strict=True)
        for cause in one.causes
    )


def write_context(
    framework: Framework, content: FrameworkContent, components: dict[str, Component]
) -> None:
    questions = ContextQuestion.objects.bulk_create(
        ContextQuestion(framework=framework, slug=one.slug, name=one.name, position=position)
        for position, one in enumerate(content.context)
    )
    pairs = [
        (question, answer)
        for question, one in zip(questions, content.context, strict=True)
        for answer in one.answers
    ]
    made = ContextAnswer.objects.bulk_create(
        ContextAnswer(
            question=question,
            slug=answer.slug,
            name=answer.name,
            reason=answer.reason,
            position=position,
        )
        for position, (question, answer) in enumerate(pairs)
    )
    through = ContextAnswer.components.through
    through.objects.bulk_create(
        through(contextanswer=row, component=components[slug])
        for row, (_, answer) in zip(made, pairs, strict=True)
        for slug in answer.components
    )


def attributes(content: object, leave: set[str] = frozenset()) -> dict[str, object]:
    names = [name for name in type(content).__dataclass_fields__ if name not in leave]
    values = {name: getattr(content, name) for name in names}
    return {n: list(v) if isinstance(v, tuple) else v for n, v in values.items()}
