"""Taking somebody out of what imports keep: the rows of their files, and what the undo would give back.

An import that was written keeps its other rows. One that was not is thrown away with its file, since going on with it
would bring them back.
"""

from django.db import transaction

from stakeholders.held.naming import ERASED, Marks
from stakeholders.held.passages import without
from stakeholders.importing.staging import BrokenStaging, opened, pack, packed_blocks
from stakeholders.models import ImportedFile, ImportedStakeholder, ImportState, RelationshipImport, StakeholderImport

OPEN = (ImportState.UPLOADED, ImportState.CHECKED)
PACKED = ("rows", "outcomes")


def rows_of(keys) -> dict[int, set]:
    """Return the numbers of the rows that brought the stakeholders `keys`, by import."""
    found = {}
    for one, number in ImportedStakeholder._base_manager.filter(stakeholder__in=keys).values_list(
        "stakeholder_import_id", "row_number"
    ):
        found.setdefault(one, set()).add(number)
    return found


def open_imports(district, marks: Marks) -> list:
    """Return the imports that nobody has written yet and that name them."""
    files = ImportedFile._base_manager.filter(district=district, stakeholder_import__state__in=OPEN)
    found = [one.stakeholder_import for one in files.select_related("stakeholder_import") if names_them(one, marks)]
    lists = RelationshipImport._base_manager.filter(district=district, state__in=OPEN)
    return [*found, *(one for one in lists if any(marks.places(text) for text in texts_in(one.rows)))]


def names_them(file, marks):
    """Tell whether a file that is not written names them; one that was not read yet may."""
    if not file.rows:
        return bool(file.original)
    return any(marks.places(text) for text in texts_in(file.rows))


def texts_in(packed):
    for block in blocks_of(packed):
        for _, cells, *_ in block:
            yield from (cell for cell in cells if isinstance(cell, str))


def blocks_of(packed):
    for block in packed_blocks(packed):
        try:
            yield opened(block)
        except BrokenStaging:
            return


@transaction.atomic
def forget_in_files(district, marks: Marks, numbers) -> int:
    """Empty the rows `numbers` (by import) of files that were written, and take their marks out; returns how many."""
    touched = 0
    files = ImportedFile._base_manager.filter(district=district).exclude(stakeholder_import__state__in=OPEN)
    for file in files:
        gone = numbers.get(file.pk, set())
        packed = {name: cleaned(getattr(file, name), marks, gone) for name in PACKED}
        if packed["rows"] != bytes(file.rows) or packed["outcomes"] != bytes(file.outcomes) or file.original:
            ImportedFile._base_manager.filter(pk=file.pk).update(original=b"", **packed)
            touched += 1
    for one in RelationshipImport._base_manager.filter(district=district).exclude(state__in=OPEN):
        rows = cleaned(one.rows, marks, set())
        if rows != bytes(one.rows):
            RelationshipImport._base_manager.filter(pk=one.pk).update(rows=rows)
            touched += 1
    return touched


def cleaned(packed, marks, numbers):
    """Return packed rows without them; as it was where nothing of them is in it."""
    rows = [row for block in blocks_of(packed) for row in block]
    after = [emptied(row) if row[0] in numbers else without(row, marks, ERASED) for row in rows]
    return bytes(packed) if after == rows else pack(after)[0]


def emptied(row):
    """Return a row with its number and without a word: cells of a file, or what became of them."""
    number, second, *rest = row
    if isinstance(second, list):
        return [number, [""] * len(second), *rest]
    action, (name, *more) = second, rest
    return [number, action, ERASED if name else "", "", "", [], None, "", []] if more else row


@transaction.atomic
def forget_in_undo(district, keys):
    """Have the undo of an import give nobody back to an organization that is gone."""
    effects = ImportedStakeholder._base_manager.filter(district=district, before__organization__in=sorted(keys))
    for effect in effects:
        effect.before["organization"] = None
        effect.save(update_fields=["before"])


def throw_away(imports):
    """Delete imports that were not written, with their files."""
    for model in (StakeholderImport, RelationshipImport):
        model._base_manager.filter(pk__in=[one.pk for one in imports if isinstance(one, model)]).delete()
