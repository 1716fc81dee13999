"""The dependencies that carried weakness here, with what each rests on in the framework."""

from dataclasses import dataclass

from assessments.findings import ItemFinding, Report, Step
from assessments.paper.marks import item_mark
from assessments.paper.shows import LEAST_SHARE, MOST
from assessments.sentences import counted, number, percent
from ecosystem.sentences import first_upper


@dataclass(frozen=True, slots=True)
class Carried:
    """A weak item, and each driver that carried a part of its weakness."""

    name: str
    label: str
    drivers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dependencies:
    title: str
    rows: tuple[Carried, ...]


def dependencies(report: Report) -> Dependencies | None:
    rows = tuple(
        Carried(item_mark(item).name, item.label, told)
        for item in report.weak[:MOST]
        if (told := tuple(_told(report, step) for step in carried(item)))
    )
    used = sum(len(row.drivers) for row in rows)
    return Dependencies(_title(used, len(rows)), rows) if rows else None


def carried(item: ItemFinding) -> list[Step]:
    """Steps that carried enough to be worth a number, the widest first."""
    found = [s for s in item.drivers if s.share is not None and s.share >= LEAST_SHARE]
    return sorted(found, key=lambda step: -(step.share or 0))


def _told(report: Report, step: Step) -> str:
    """`Target markets/segments 64 % (stated, E6)`."""
    basis = ", ".join(filter(None, (step.basis, step.passage)))
    told = f"{report.name(step.driver)} {percent(step.share or 0)}"
    return f"{told} ({basis})" if basis else told


def _title(used: int, weak: int) -> str:
    carry = "dependency carries" if used == 1 else "dependencies carry"
    return f"{first_upper(number(used))} {carry} the weakness of {counted(weak, 'item')}"
