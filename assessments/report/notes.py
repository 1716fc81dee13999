"""Notes of raters without a name: read after a close, without a name, and quoted by choice."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from assessments.models import Assessment, QuotedNote, Rater, Rating, RatingEvent, Release
from assessments.report.closing import ITEMS, NOTES, digest
from assessments.report.releasing import from_json


@dataclass(frozen=True, slots=True)
class Note:
    """Somebody's words on an item. The mark leads to the note, and to nobody's name."""

    slug: str
    mark: str
    text: str
    is_quoted: bool


def notes_of(assessment: Assessment) -> tuple[Note, ...]:
    """What may be read, by item, the notes of one item in an order that tells nothing.

    Only while it is closed, only on items of which a figure is shown, and only of those whose
    answers went into it: so that no note can be laid beside the person who has just answered.
    What is quoted already can be taken out again, whatever the newest figure was made of.
    """
    quoted = set(assessment.quoted_notes.values_list("rater_id", "component_id"))
    found = [
        Note(row.component.slug, _mark(row), row.note, (row.rater_id, row.component_id) in quoted)
        for row in [*_readable(assessment), *_only_quoted(assessment)]
    ]
    places = {slug: place for place, slug in enumerate(sorted({one.slug for one in found}))}
    return tuple(sorted(found, key=lambda one: (places[one.slug], one.mark)))


@transaction.atomic
def quote(assessment: Assessment, by: User, mark: str, wanted: bool) -> Note | None:
    """Take a note into the report, or out of it again; None if there is no such note."""
    rows = [*_readable(assessment), *_only_quoted(assessment)]
    row = next((row for row in rows if _mark(row) == mark), None)
    if row is None:
        return None
    own = assessment.quoted_notes.filter(rater=row.rater, component=row.component)
    if wanted and not own.exists():
        QuotedNote.objects.create(
            assessment=assessment, rater=row.rater, component=row.component, text=row.note
        )
        _write_down(assessment, by, row, "quoted")
    elif not wanted and own.exists():
        own.delete()
        _write_down(assessment, by, row, "left out")
    return Note(row.component.slug, mark, row.note, wanted)


def _write_down(assessment: Assessment, by: User, row: Rating, what: str) -> None:
    """The history says that a note on the item was quoted, not whose and not what it says."""
    RatingEvent.objects.create(
        assessment=assessment,
        user=by,
        what=RatingEvent.What.TEXT,
        slug=f"note-{row.component.slug}"[:60],
        new={"note": what},
    )


def _readable(assessment: Assessment) -> Sequence[Rating]:
    releases = list(Release.objects.filter(assessment=assessment))
    if assessment.is_open or not releases:
        return []
    by_number = {release.number: release for release in releases}
    shown = from_json(releases[0].content).items
    made = {slug: by_number[figure.number].states for slug, figure in shown.items()}
    rows = (
        Rating.objects.filter(rater__in=Rater.objects.unnamed().filter(assessment=assessment))
        .exclude(note="")
        .select_related("component", "rater")
    )
    return [
        row
        for row in rows
        if row.component.slug in made
        and _print_in(made[row.component.slug], row) == digest(row.note)
    ]


def _only_quoted(assessment: Assessment) -> Sequence[Rating]:
    """Notes that stand in the report and that nobody could choose today."""
    if assessment.is_open:
        return []
    quoted = set(assessment.quoted_notes.values_list("rater_id", "component_id"))
    rows = Rating.objects.filter(rater__in={rater for rater, _ in quoted}).exclude(note="")
    readable = {row.pk for row in _readable(assessment)}
    return [
        row
        for row in rows.select_related("component", "rater")
        if (row.rater_id, row.component_id) in quoted and row.pk not in readable
    ]


def _print_in(states: dict[str, dict[str, dict[str, str]]], row: Rating) -> str:
    state = states.get(str(row.rater.code), {})
    is_counted = bool(state.get(ITEMS, {}).get(row.component.slug))
    return state.get(NOTES, {}).get(row.component.slug, "") if is_counted else ""


def _mark(row: Rating) -> str:
    return digest(f"note {row.rater.code} {row.component.slug}")
