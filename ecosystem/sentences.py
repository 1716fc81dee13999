"""A dependency read aloud, and whom advice was written for.

Names come in as they are and are escaped by whoever shows them.
"""

from collections.abc import Iterable

from ecosystem.content import ComponentContent, DependencyContent, FrameworkContent, GivenAdvice

HOW_OFTEN = {"strong": "nearly always", "moderate": "often", "weak": "sometimes"}
"""How often weakness gets through a dependency of this strength."""
ARCHETYPES = {
    "practice": "practices",
    "principle": "principles",
    "strategy-choice": "strategy choices",
    "tool": "tools",
    "metric": "metrics",
    "coaching-practice": "coaching practices",
    "programme": "programmes",
    "people-outcome": "outcomes",
}
"""The kinds of item, in the plural."""


def first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def first_lower(text: str) -> str:
    """The sentence as a clause: its first letter small, unless the word is an abbreviation."""
    word = text.split(" ", 1)[0].split("-", 1)[0]
    return text if len(word) > 1 and not word[1:].islower() else text[:1].lower() + text[1:]


def joined(names: Iterable[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    listed = list(names)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"


def be(component: ComponentContent) -> str:
    return "are" if component.plural else "is"


def verb(component: ComponentContent, word: str) -> str:
    """`suffers`, or `suffer` for a name in the plural."""
    return word if component.plural else f"{word}s"


def reason(dependency: DependencyContent) -> str:
    """`, because …`, to end a sentence with; nothing where no rationale is given."""
    clause = first_lower(dependency.rationale.strip().rstrip("."))
    return f", because {clause}" if clause else ""


def dependency_clause(
    driver: ComponentContent, dependent: ComponentContent, dependency: DependencyContent | None
) -> str:
    """`If A is weak, then B nearly always suffers, because …`, without its full stop.

    The ends are given apart from the dependency: it may name the groups they stand in.
    """
    start = f"If {driver.short_name} {be(driver)} weak, then {dependent.short_name}"
    suffers = verb(dependent, "suffer")
    if dependency is None:
        return f"{start} {suffers}"
    return f"{start} {HOW_OFTEN[dependency.strength]} {suffers}{reason(dependency)}"


def written_for(framework: FrameworkContent, given: GivenAdvice) -> str:
    """Whom the advice was written for, if not for the item alone."""
    if given.bearer in framework.by_slug:
        return f"Written for {framework.by_slug[given.bearer].short_name} as a whole."
    return f"Written for {ARCHETYPES[given.bearer]} in general." if given.bearer else ""
