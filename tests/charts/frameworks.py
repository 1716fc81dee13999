"""Frameworks nobody ships: any number of pillars, any names, any dependencies."""

from random import Random

from ecosystem.content import (
    ComponentContent,
    DependencyContent,
    FrameworkContent,
    PillarContent,
)

WORDS = ("sales", "of", "management", "a", "reinforcement", "coaching/mentoring", "CRM")


def any_framework(seed: int) -> FrameworkContent:
    """One to eight pillars, a quarter of them overlays, and dependencies in every direction."""
    random = Random(seed)
    pillars = tuple(_pillar(random, place) for place in range(random.randint(1, 8)))
    components = tuple(
        _item(random, pillar.slug, place)
        for pillar in pillars
        for place in range(random.randint(1, random.choice((3, 12, 30))))
    )
    slugs = [component.slug for component in components]
    links = {(random.choice(slugs), random.choice(slugs)) for _ in range(2 * len(slugs))}
    return FrameworkContent(
        slug="any",
        version=1,
        name="Any",
        level="organisation",
        credit="",
        pillars=pillars,
        components=components,
        dependencies=tuple(
            _dependency(random, driver, dependent)
            for driver, dependent in sorted(links)
            if driver != dependent
        ),
        symptoms=(),
    )


def _pillar(random: Random, place: int) -> PillarContent:
    role = random.choice(("overlay", "driver", "driver", "driver"))
    return PillarContent(f"p{place}", f"{_name(random, 6)} {place}", "", role, place + 1)


def _item(random: Random, pillar: str, place: int) -> ComponentContent:
    name = _name(random, 12)
    return ComponentContent(f"{pillar}-{place}", name, name[:31], pillar, None, "item")


def _name(random: Random, words: int) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(1, words)))


def _dependency(random: Random, driver: str, dependent: str) -> DependencyContent:
    strength = random.choice(("strong", "moderate", "weak"))
    layer = random.choice(("drive", "drive", "drive", "feedback"))
    why = f"{dependent} needs {driver}, and that for a reason that takes a whole line to tell"
    return DependencyContent(driver, dependent, strength, layer, "stated", "", why)
