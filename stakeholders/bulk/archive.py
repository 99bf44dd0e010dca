from django.db.models import F

from stakeholders.bulk.plan import Plan, batches
from stakeholders.many_rows import CHANGED, write_history
from stakeholders.models import BulkVerb, Partnership, Stakeholder


class Archive:
    """Sets everyone aside: out of lists, maps and reminders, with everything that was written."""

    verb = BulkVerb.ARCHIVE

    def values(self):
        return {}

    def sentence(self, count):
        return f"Archived {count:,}"

    def plan(self, found):
        plan = Plan()
        for pk, name, archived_at in found.values_list("pk", "name", "archived_at"):
            if archived_at is not None:
                plan.skip(name, "archived already")
            else:
                plan.changing.append((pk,))
        due = sum(
            Partnership.objects.filter(stakeholder__in=[pk for (pk,) in batch], ended_at=None)
            .exclude(due_on=None)
            .count()
            for batch in plan.batches()
        )
        if due:
            plan.notes.append(f"{due:,} planned next {'steps' if due != 1 else 'step'} will not be reminded of.")
        return plan

    def write(self, batch, signature):
        set_archived([pk for (pk,) in batch], signature["date"], signature)
        return [(pk, None, {}) for (pk,) in batch]

    @staticmethod
    def newer(action, effects):
        """Those who were taken back since, whether archived again or not."""
        keys = [effect[0] for effect in effects]
        same = set()
        for batch in batches(keys):
            still = Stakeholder.objects.filter(pk__in=batch, archived_at=action.done_at, merged_into=None)
            same.update(still.values_list("pk", flat=True))
        return set(keys) - same

    @staticmethod
    def restore(action, effects, signature):
        set_archived([effect[0] for effect in effects], None, signature)

    @staticmethod
    def finish(keys, signature):
        """Nothing is left to do."""


def set_archived(keys, archived_at, signature):
    Stakeholder.objects.filter(pk__in=keys).update(
        archived_at=archived_at, version=F("version") + 1, updated_at=signature["date"]
    )
    write_history(keys, CHANGED, **signature)
