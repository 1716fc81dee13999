"""What both kinds of page say alike: counts, and a component as a link."""

from dataclasses import dataclass

from ecosystem.content import FrameworkContent


def counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def counts_of(framework: FrameworkContent) -> str:
    """Items, groups, dependencies and operational symptoms, those that there are."""
    items = counted(len(framework.items), "rated item")
    if framework.groups:
        items += f", {len(framework.items) - _outside(framework)} of them in "
        items += counted(len(framework.groups), "group")
    parts = [counted(len(framework.pillars), "pillar"), items]
    parts.append(counted(len(framework.dependencies), "dependency", "dependencies"))
    if framework.symptoms:
        parts.append(counted(len(framework.symptoms), "operational symptom"))
    return "; ".join(parts)


def _outside(framework: FrameworkContent) -> int:
    return sum(1 for item in framework.items if item.parent is None)


@dataclass(frozen=True, slots=True)
class Entry:
    """A component as a link; a group also lists what is below it."""

    slug: str
    name: str
    is_item: bool
    items: int = 1
    below: tuple["Entry", ...] = ()


def link_to(framework: FrameworkContent, slug: str) -> Entry:
    return Entry(slug, framework.by_slug[slug].short_name, framework.by_slug[slug].is_item)
