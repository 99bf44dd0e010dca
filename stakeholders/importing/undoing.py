"""Takes an import back as one: what it made goes away, what it filled is as it was; what was worked on since stays.

A stakeholder was worked on when its version moved, or when anything (a partnership, a touchpoint, a tie, a seat, a
member who stays, a later list that names it) stands on it. What can stand on a stakeholder is read from the models, so
a table added later counts from its first day.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from stakeholders.importing.writing import ADDED_TAGS, SEARCHED, UPDATED_AT_ONCE, attribute, refresh_homes
from stakeholders.many_rows import CHANGED, REMOVED, write_history
from stakeholders.models import (
    ImportAction,
    ImportedStakeholder,
    ImportState,
    Relationship,
    Stakeholder,
    StakeholderImport,
)
from stakeholders.tagging import refresh_words, untie

UNDO_FOR = timedelta(days=30)
ROWS_AT_ONCE = 1000


class CannotUndo(Exception):
    """Raised when an import was undone before, or too long ago."""


@dataclass(frozen=True, slots=True)
class Undoing:
    """What an undo would do: keys of stakeholders that go away, are restored, and stay because of newer work."""

    gone: frozenset
    restored: frozenset
    kept: frozenset

    @property
    def touched(self):
        return len(self.gone) + len(self.restored)


def undo_ends(one):
    """The moment from which this import can no longer be undone."""
    return one.confirmed_at + UNDO_FOR


def may_be_undone(one, now) -> bool:
    return one.state == ImportState.DONE and one.confirmed_at is not None and now < undo_ends(one)


def plan_undo(one) -> Undoing:
    """Find what can be taken back and what newer work keeps; a fixed number of statements."""
    effects = one.effects.filter(action__in=[ImportAction.CREATED, ImportAction.UPDATED])
    changed = set(effects.exclude(stakeholder__version=F("version_after")).values_list("stakeholder_id", flat=True))
    made = set(effects.filter(action=ImportAction.CREATED).values_list("stakeholder_id", flat=True))
    before = dict(effects.filter(action=ImportAction.UPDATED).values_list("stakeholder_id", "before"))
    filled = set(before) - made
    leaving = {pk for pk in filled - changed if "organization" in before[pk]}
    kept = homes_of_those_who_stay(one, made, (made & changed) | stood_on(one) | listed_again(one), leaving)
    return Undoing(
        gone=frozenset(made - kept), restored=frozenset(filled - changed), kept=frozenset(kept | filled & changed)
    )


def stood_on(one) -> set:
    """The stakeholders this import made on which a record of another kind stands."""
    made = one.effects.filter(action=ImportAction.CREATED).values("stakeholder_id")
    found = set()
    for relation in relations_to_stakeholders():
        name = relation.field.name
        standing = relation.related_model._base_manager.filter(**{f"{name}__in": made})
        if relation.related_model is Relationship:
            standing = standing.exclude(pk__in=own_ties(one))
        found.update(standing.values_list(f"{name}_id", flat=True))
    return found


def listed_again(one) -> set:
    """The stakeholders this import made whom a list that was brought in later has found there."""
    made = one.effects.filter(action=ImportAction.CREATED).values("stakeholder_id")
    later = ImportedStakeholder.objects.filter(
        stakeholder_import__state=ImportState.DONE,
        stakeholder_import__confirmed_at__gt=one.confirmed_at,
        action=ImportAction.FOUND,
        stakeholder_id__in=made,
    )
    return set(later.values_list("stakeholder_id", flat=True))


def own_ties(one) -> list:
    """The ties this import made which nobody has edited since."""
    made = [
        before["relationship"]
        for before in one.effects.filter(action=ImportAction.JOINED).values_list("before", flat=True)
    ]
    changed = Relationship.history.filter(id__in=made).exclude(history_type="+").values_list("id", flat=True)
    return sorted(set(made) - set(changed))


def relations_to_stakeholders():
    """The foreign keys that lead to a stakeholder, but for history, the traces of imports, membership and tags: who
    tags a stakeholder moves its version."""
    return [
        relation
        for relation in Stakeholder._meta.get_fields(include_hidden=True)
        if (relation.one_to_many or relation.one_to_one)
        and relation.auto_created
        and relation.related_model not in (Stakeholder, ImportedStakeholder, Stakeholder.tags.through)
        and not hasattr(relation.related_model, "history_type")
    ]


def homes_of_those_who_stay(one, made, kept, leaving) -> set:
    """Add to `kept` the organizations this import made that somebody belongs to who neither goes away nor leaves."""
    made_here = one.effects.filter(action=ImportAction.CREATED).values("stakeholder_id")
    found = Stakeholder.objects.filter(organization__in=made_here).values_list("pk", "organization_id")
    members = [(member, home) for member, home in found if member not in leaving]
    staying = set(kept)
    while True:
        more = {home for member, home in members if home not in staying and (member in staying or member not in made)}
        if not more:
            return staying
        staying |= more


@transaction.atomic
def undo(one, *, by) -> Undoing:
    """Take the import back, with history; raises CannotUndo."""
    now = timezone.now()
    if not may_be_undone(one, now):
        raise CannotUndo
    took = StakeholderImport.objects.filter(pk=one.pk, state=ImportState.DONE).update(
        state=ImportState.UNDONE, undone_at=now
    )
    if not took:
        raise CannotUndo
    plan = plan_undo(one)
    signature = {
        "user": by.user if by else None,
        "reason": f"Undo of the import of {one.file_name}"[:100],
        "date": now,
    }
    Relationship.objects.filter(pk__in=own_ties(one)).delete()
    restore(one, plan.restored, now, signature)
    remove(plan.gone, now, signature)
    one.refresh_from_db()
    one.counts = {**one.counts, "gone": len(plan.gone), "restored": len(plan.restored), "stayed": len(plan.kept)}
    one.save(update_fields=["counts"])
    return plan


def restore(one, keys, now, signature):
    """Give the filled fields back what they held."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), ROWS_AT_ONCE):
        batch = ordered[start : start + ROWS_AT_ONCE]
        effects = one.effects.filter(action=ImportAction.UPDATED, stakeholder__in=batch)
        people, fields, tagged = {}, set(), []
        for effect in effects.order_by("pk").select_related("stakeholder"):
            person = people.setdefault(effect.stakeholder_id, effect.stakeholder)
            if added := effect.before.pop(ADDED_TAGS, None):
                tagged.append((effect.stakeholder_id, added))
            for name, value in effect.before.items():
                setattr(person, attribute(name), value)
                fields.add(attribute(name).removesuffix("_id"))
        for person in people.values():
            person.version += 1
            person.updated_at = now
            person.refresh_search()
        Stakeholder.objects.bulk_update(people.values(), [*fields, *SEARCHED], batch_size=UPDATED_AT_ONCE)
        refresh_homes(people, fields)
        untie(tagged)
        refresh_words([key for key, _ in tagged])
        write_history(list(people), CHANGED, **signature)


def remove(keys, now, signature):
    """Delete stakeholders and write the last row of their history, in batches; ties among them go together."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), ROWS_AT_ONCE):
        batch = ordered[start : start + ROWS_AT_ONCE]
        write_history(batch, REMOVED, **signature)
        ImportedStakeholder.objects.filter(stakeholder__in=batch).delete()
        Stakeholder.tags.through.objects.filter(stakeholder__in=batch).delete()
        # Nothing else stands on them: the collector would only look for it again, record by record.
        Stakeholder.objects.filter(pk__in=batch)._raw_delete(using=Stakeholder.objects.db)
