from collections import defaultdict

from django.db.models import F

from stakeholders.bulk.plan import Plan, batches
from stakeholders.many_rows import CHANGED, write_history
from stakeholders.models import BulkVerb, Stakeholder

ARCHIVED = "archived"


class SetInfluence:
    """Gives everyone the same sway; `influence` is 1 to 5, or None for not known."""

    verb = BulkVerb.INFLUENCE

    def __init__(self, *, influence):
        self.influence = influence

    def values(self):
        return {"influence": self.influence}

    def sentence(self, count):
        words = f"Sway {self.influence}" if self.influence else "Sway not known"
        return f"{words} for {count:,}"

    def plan(self, found):
        plan = Plan()
        for pk, name, influence, archived_at in found.values_list("pk", "name", "influence", "archived_at"):
            if archived_at is not None:
                plan.skip(name, ARCHIVED)
            elif influence == self.influence:
                plan.skip(name, "has this sway already")
            else:
                plan.changing.append((pk, influence))
        return plan

    def write(self, batch, signature):
        set_influence([pk for pk, _ in batch], self.influence, signature)
        return [(pk, None, {"influence": before}) for pk, before in batch]

    @staticmethod
    def newer(action, effects):
        """Those who have another sway by now, or are in the archive."""
        keys = [effect[0] for effect in effects]
        same = set()
        for batch in batches(keys):
            still = Stakeholder.objects.filter(pk__in=batch, influence=action.values["influence"], archived_at=None)
            same.update(still.values_list("pk", flat=True))
        return set(keys) - same

    @staticmethod
    def restore(action, effects, signature):
        alike = defaultdict(list)
        for stakeholder, _, before in effects:
            alike[before["influence"]].append(stakeholder)
        for influence, keys in alike.items():
            set_influence(keys, influence, signature)

    @staticmethod
    def finish(keys, signature):
        """Nothing is left to do."""


def set_influence(keys, influence, signature):
    Stakeholder.objects.filter(pk__in=keys).update(
        influence=influence, version=F("version") + 1, updated_at=signature["date"]
    )
    write_history(keys, CHANGED, **signature)
