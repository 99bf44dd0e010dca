"""The verb: stakeholders are erased for good, all of it or nothing, and the audit log says so without their names."""

from dataclasses import dataclass
from functools import partial

from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone

from coalition.districts.models import AuditEntry, District
from coalition.lib.database.versioned import StaleVersion
from coalition.lib.kept import draw_kept
from engagement.erasing.fate import Fate, fate_of
from engagement.erasing.letters import forget_letters, letters_naming
from engagement.erasing.removing import carry_out
from engagement.erasing.text import forget_in_admin_log, strike_out
from stakeholders.held.naming import Marks, is_telling, marks_of, parted
from stakeholders.importing.forgetting import forget_in_files, forget_in_undo, open_imports, rows_of, throw_away
from stakeholders.merging.duplicates import key_of as key_of_duplicates
from stakeholders.merging.forgetting import forget_in_merges
from stakeholders.merging.merge import lock, refresh_homes
from stakeholders.models import Stakeholder

ERASED_ONE, ERASED_MANY = "Erased a stakeholder", "Erased stakeholders"


class HeldByLaw(Exception):
    """Raised where a legal hold of the district stops all deletion."""


@dataclass(frozen=True)
class Done:
    """What went: how many stakeholders, rows with them, and texts of others that named them."""

    stakeholders: int
    rows: int
    texts: int


@transaction.atomic
def erase(stakeholders, district, *, by, reason, keep=is_telling, leaving=frozenset()) -> Done:
    """Erase archived stakeholders of one district, and out of texts of others those of their names that `keep` is true
    for, but in the passages `leaving` (by key).

    `by` is None where the district's own rule erases. Raises HeldByLaw, and StaleVersion where one of them is gone,
    came back or was merged.
    """
    free = District.objects.select_for_update(no_key=True).filter(pk=district.pk).get()
    if free.held_since:
        raise HeldByLaw
    fate = fate_of(stakeholders)
    there = lock(fate.people)
    if not set(stakeholders) <= there.keys() or any(one.archived_at is None for one in there.values()):
        raise StaleVersion
    overwrite_what_is_freed()
    marks = own_marks(district, fate.people, keep)
    letters = letters_naming(district, marks)
    rows = sum(len(keys) for keys in fate.gone.values()) - len(fate.people)
    remove(district, fate, marks, user=by.user if by else None)
    texts = strike_out(district, marks, leaving)
    note(district, sorted(stakeholders), by, reason, rows, texts)
    transaction.on_commit(partial(forget_elsewhere, district.pk, letters))
    return Done(len(stakeholders), rows, texts.texts)


def own_marks(district, people, keep=bool) -> Marks:
    """Return the marks that are of these people and of nobody else."""
    return parted(marks_of(people, keep), district, people)[0]


def remove(district, fate: Fate, marks, *, user):
    """Take them out of what undo and imports remember, then delete their rows."""
    throw_away(open_imports(district, marks))
    numbers = rows_of(fate.people)
    forget_in_merges(district, fate.gone)
    forget_in_undo(district, fate.people)
    members = fate.stays.get((Stakeholder, Stakeholder._meta.get_field("organization")), set())
    carry_out(fate, user=user, at=timezone.now())
    forget_in_files(district, marks, numbers)
    forget_in_admin_log(district, marks, fate.gone)
    refresh_homes(sorted(members))


def note(district, keys, by, reason, rows, texts):
    """Write into the audit log what was done, without a name; by the number they are found again in an old backup."""
    numbers = ", ".join(map(str, keys))
    tail = f" (rows: {rows:,}; texts of others: {texts.texts:,}, only added to: {texts.append_only:,})"
    AuditEntry.objects.create(
        district=district,
        actor=by,
        verb=ERASED_ONE if len(keys) == 1 else ERASED_MANY,
        subject=f"Number {numbers}"[:200] if len(keys) == 1 else f"{len(keys)} stakeholders, numbers {numbers}"[:200],
        detail=f"{reason[: 500 - len(tail)]}{tail}",
    )


def overwrite_what_is_freed():
    """Have SQLite overwrite what it deletes, so that nothing of it stays in the file."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def forget_elsewhere(district, letters):
    """Delete what stands outside the database, once nothing can be taken back any more."""
    forget_letters(letters)
    cache.delete(key_of_duplicates(district))
    draw_kept.cache_clear()
