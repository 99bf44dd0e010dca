from collections import defaultdict

from django.db.models import F

from stakeholders.bulk.influence import ARCHIVED
from stakeholders.bulk.plan import Plan, batches
from stakeholders.many_rows import CHANGED, write_history
from stakeholders.models import BulkVerb, Partnership


class SetLead:
    """Says who leads the contact with each partner of one initiative; `lead` is a member, or None for no one."""

    verb = BulkVerb.LEAD

    def __init__(self, *, initiative, lead):
        self.initiative, self.lead = initiative, lead

    def values(self):
        return {"initiative": self.initiative.pk, "lead": self.lead.pk if self.lead else None}

    def sentence(self, count):
        return f"Lead of {count:,} in {self.initiative}: {self.lead or 'no one'}"

    def plan(self, found):
        """Each change is (key, key of the partnership, key of the lead before)."""
        plan, rows = Plan(), list(found.values_list("pk", "name", "archived_at"))
        partnerships = partnerships_of([row[0] for row in rows], self.initiative)
        lead = self.lead.pk if self.lead else None
        for pk, name, archived_at in rows:
            partnership = partnerships.get(pk)
            if archived_at is not None:
                plan.skip(name, ARCHIVED)
            elif partnership is None or partnership["ended_at"] is not None:
                plan.skip(name, f"not a partner in {self.initiative}")
            elif partnership["lead"] == lead:
                plan.skip(name, f"led by {self.lead} already" if self.lead else "led by no one already")
            else:
                plan.changing.append((pk, partnership["pk"], partnership["lead"]))
        return plan

    def write(self, batch, signature):
        set_lead([partnership for _, partnership, _ in batch], self.lead.pk if self.lead else None, signature)
        return [(pk, partnership, {"lead": before}) for pk, partnership, before in batch]

    @staticmethod
    def newer(action, effects):
        """Those who are led by somebody else by now, or whose partnership ended."""
        same = set()
        for batch in batches([partnership for _, partnership, _ in effects if partnership]):
            still = Partnership.objects.filter(pk__in=batch, ended_at=None, lead=action.values["lead"])
            same.update(still.values_list("stakeholder", flat=True))
        return {stakeholder for stakeholder, _, _ in effects} - same

    @staticmethod
    def restore(action, effects, signature):
        alike = defaultdict(list)
        for _, partnership, before in effects:
            alike[before["lead"]].append(partnership)
        for lead, keys in alike.items():
            set_lead(keys, lead, signature)

    @staticmethod
    def finish(keys, signature):
        """Nothing is left to do."""


def set_lead(keys, lead, signature):
    Partnership.objects.filter(pk__in=keys).update(lead=lead, version=F("version") + 1)
    write_history(keys, CHANGED, **signature, model=Partnership)


def partnerships_of(keys, initiative):
    """Return the partnerships of these stakeholders in `initiative`, ended ones too, by stakeholder."""
    found = {}
    for batch in batches(keys):
        rows = Partnership.objects.filter(initiative=initiative, stakeholder__in=batch)
        found.update({row["stakeholder"]: row for row in rows.values("pk", "stakeholder", "lead", "ended_at")})
    return found
