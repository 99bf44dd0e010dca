"""The steps of bringing in a list of ties, for the pages and the command alike: receive, check, write, undo."""

from dataclasses import replace
from datetime import date
from itertools import chain

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from coalition.districts.models import District
from coalition.lib.tabular import Row, Table, UnreadableFile, fold_header, read_table
from coalition.lib.tabular.headers import column_letter
from stakeholders.enums import RelationshipKind, RelationshipSource
from stakeholders.importing.staging import pack, unpack
from stakeholders.importing.steps import AlreadyWritten
from stakeholders.importing.tie_columns import KNOWN_TIE_HEADERS, guess_tie_columns
from stakeholders.importing.ties import CHANGED, NEW, Checked, People, check_ties
from stakeholders.importing.undoing import UNDO_FOR, CannotUndo
from stakeholders.models import ImportState, Relationship, RelationshipImport
from stakeholders.models.relationship import BROUGHT
from stakeholders.standing.ratings import Listed, closed_to_everyone, refusal

MOST_ROWS = 20_000
BATCH = 500
FILLED = ("trust", "since", "note", *BROUGHT)


def receive_ties(data, *, name, district, by) -> RelationshipImport:
    """Read an uploaded list and keep its rows; raises UnreadableFile, and then keeps nothing."""
    table = with_first_tie(read_table(data, known=KNOWN_TIE_HEADERS))
    if len(table.headers) < 2:
        raise UnreadableFile("A list of ties needs two columns at least, for who and for whom.")
    rows, count = pack(table.rows)
    if count > MOST_ROWS:
        raise UnreadableFile(f"This list has more than {MOST_ROWS:,} ties: split it and bring the parts in one by one.")
    return RelationshipImport.objects.create(
        district=district,
        uploaded_by=by,
        file_name=name[-255:],
        columns=list(table.headers),
        mapping=guess_tie_columns(table.headers),
        kind=RelationshipKind.WORKS_WITH,
        rows=rows,
        row_count=count,
    )


def with_first_tie(table: Table) -> Table:
    """The table with its first row among the ties where that names people instead of columns.

    Raises UnreadableFile for a matrix, which names people above the columns and at the left.
    """
    known = any(fold_header(header) in KNOWN_TIE_HEADERS for header in table.headers)
    if not table.header_row or known:
        return table
    letters = tuple(f"Column {column_letter(place)}" for place in range(len(table.headers)))
    cells = ["" if header == letter else header for header, letter in zip(table.headers, letters, strict=True)]
    people = People()
    named = [bool(cell and people.called(cell)) for cell in cells]
    if not cells[0] and sum(named) > 1:
        raise UnreadableFile("This is a matrix, with a name above each column: bring in a list, one row for each tie.")
    if not any(named[:2]):
        return table
    return replace(table, headers=letters, rows=chain([Row(table.header_row, cells)], table.rows), header_row=0)


def check(one) -> Checked:
    """What each row comes to as the registry stands and people chose; writes nothing."""
    return check_ties(
        unpack(one.rows), one.mapping, kind=one.kind, choices=one.choices, refusal=lambda kind: unrated(kind, one)
    )


def unrated(capacity, one) -> str:
    """Why people of that capacity are not rated by who brought the list, or ""."""
    if one.uploaded_by is None:
        return closed_to_everyone(Listed(capacity), one.district)
    return refusal(Listed(capacity), one.uploaded_by)


@transaction.atomic
def confirm(one, *, by) -> dict:
    """Write the ties: all that can be, or nothing when anything fails; raises AlreadyWritten."""
    District.objects.select_for_update(no_key=True).get(pk=one.district_id)
    waiting = RelationshipImport.objects.filter(pk=one.pk, state=ImportState.UPLOADED)
    if not waiting.update(state=ImportState.DONE):
        raise AlreadyWritten
    checked = check(one)
    one.state, one.confirmed_at, one.counts = ImportState.DONE, timezone.now(), checked.counts()
    one.effects = write(one, checked, signature(one, by, "Import"))
    one.save()
    return one.counts


def signature(one, by, what):
    return {"default_user": by.user if by else None, "default_change_reason": f"{what} of {one.file_name}"[:100]}


def write(one, checked, signed):
    """Create and fill up; returns the keys made and what those changed held before."""
    made = [
        Relationship(
            district_id=one.district_id,
            source_stakeholder_id=tie.source,
            target_stakeholder_id=tie.target,
            kind=tie.kind,
            trust=tie.trust,
            since=tie.since,
            source=tie.how or RelationshipSource.STAFF,
            note=tie.note,
            **tie.brought,
        )
        for tie in checked.ties
        if tie.outcome == NEW
    ]
    bulk_create_with_history(made, Relationship, batch_size=BATCH, **signed)
    wanted = {tie.existing: tie for tie in checked.ties if tie.outcome == CHANGED}
    there = Relationship.objects.in_bulk(wanted)
    before = {pk: [plain(getattr(tie, name)) for name in FILLED] for pk, tie in there.items()}
    for pk, existing in there.items():
        tie = wanted[pk]
        existing.trust, existing.since = tie.trust or existing.trust, tie.since or existing.since
        existing.note = existing.note or tie.note
        for name, score in tie.brought_from(existing.source_stakeholder_id).items():
            setattr(existing, name, score or getattr(existing, name))
    if there:
        bulk_update_with_history(list(there.values()), Relationship, FILLED, batch_size=BATCH, **signed)
    return {"created": [tie.pk for tie in made], "changed": before}


def plain(value):
    return value.isoformat() if isinstance(value, date) else value


def may_undo(one) -> bool:
    return one.state == ImportState.DONE and timezone.now() < one.confirmed_at + UNDO_FOR


@transaction.atomic
def undo(one, *, by) -> dict:
    """Take the ties back that nobody has touched since, with history; raises CannotUndo."""
    now = timezone.now()
    waiting = RelationshipImport.objects.filter(pk=one.pk, state=ImportState.DONE, confirmed_at__gt=now - UNDO_FOR)
    if not waiting.update(state=ImportState.UNDONE, undone_at=now):
        raise CannotUndo
    created, changed = one.effects["created"], {int(pk): held for pk, held in one.effects["changed"].items()}
    touched = touched_since(one, [*created, *changed])
    gone = Relationship.objects.filter(pk__in=created).exclude(pk__in=touched)
    number_gone = 0
    for tie in gone:
        tie._change_reason = f"Undo of the import of {one.file_name}"[:100]
        tie.delete()
        number_gone += 1
    there = Relationship.objects.in_bulk(changed.keys() - touched)
    for pk, tie in there.items():
        for name, value in zip(FILLED, changed[pk], strict=True):
            setattr(tie, name, date.fromisoformat(value) if name == "since" and value else value)
    if there:
        bulk_update_with_history(
            list(there.values()), Relationship, FILLED, batch_size=BATCH, **signature(one, by, "Undo of the import")
        )
    one.refresh_from_db()
    one.counts = {**one.counts, "gone": number_gone, "restored": len(there), "stayed": len(touched)}
    one.save(update_fields=["counts"])
    return one.counts


def touched_since(one, keys) -> set[int]:
    """Those of the ties `keys` that somebody edited after the import."""
    reason = signature(one, None, "Import")["default_change_reason"]
    newer = Relationship.history.filter(id__in=keys, history_date__gte=one.confirmed_at)
    return set(newer.exclude(history_change_reason=reason).exclude(history_type="-").values_list("id", flat=True))
