from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils.dateparse import parse_datetime

from stakeholders.bulk.influence import ARCHIVED
from stakeholders.bulk.lead import partnerships_of
from stakeholders.bulk.plan import Plan, batches
from stakeholders.many_rows import CHANGED, CREATED, REMOVED, insert_rows, moment, reserve_keys, write_history
from stakeholders.models import BulkEffect, BulkVerb, Partnership

Served = Partnership.purposes.through
MADE = (
    "id",
    "stakeholder_id",
    "district_id",
    "initiative_id",
    "lead_id",
    "created_at",
    "version",
    "relevance",
    "next_step",
)


@dataclass(frozen=True, slots=True)
class Coming:
    """What one stakeholder needs to be a partner for all the purposes; `partnership` is None where there is none."""

    partnership: int | None
    ended_at: datetime | None
    purposes: tuple[int, ...]


class AddToInitiative:
    """Makes everyone a partner in an initiative for some purposes; those who are get the purposes they lack."""

    verb = BulkVerb.INITIATIVE

    def __init__(self, *, initiative, purposes, lead=None):
        self.initiative, self.purposes, self.lead = initiative, list(purposes), lead

    def values(self):
        return {
            "initiative": self.initiative.pk,
            "purposes": [purpose.pk for purpose in self.purposes],
            "lead": self.lead.pk if self.lead else None,
        }

    def sentence(self, count):
        words = ", ".join(purpose.name.lower() for purpose in self.purposes)
        return f"Added {count:,} to {self.initiative}" + (f": {words}" if words else "")

    def plan(self, found):
        """Each change is (key, Coming)."""
        plan, rows = Plan(), list(found.values_list("pk", "name", "archived_at"))
        partnerships = partnerships_of([row[0] for row in rows], self.initiative)
        served = purposes_of([row["pk"] for row in partnerships.values()])
        for pk, name, archived_at in rows:
            coming = self.coming(partnerships.get(pk), served)
            if archived_at is not None:
                plan.skip(name, ARCHIVED)
            elif coming is None:
                plan.skip(name, f"in {self.initiative} for these reasons already")
            else:
                plan.changing.append((pk, coming))
        note(plan, self.initiative)
        return plan

    def coming(self, partnership, served):
        """Return what is missing, None for nothing."""
        wanted = [purpose.pk for purpose in self.purposes]
        if partnership is None:
            return Coming(None, None, tuple(wanted))
        missing = tuple(one for one in wanted if one not in served[partnership["pk"]])
        if partnership["ended_at"] is None and not missing:
            return None
        return Coming(partnership["pk"], partnership["ended_at"], missing)

    def write(self, batch, signature):
        made = self.make([pk for pk, coming in batch if coming.partnership is None], signature["date"])
        keys = {pk: coming.partnership or made[pk] for pk, coming in batch}
        serve([(keys[pk], coming.purposes) for pk, coming in batch])
        known = [coming for _, coming in batch if coming.partnership is not None]
        again = [coming.partnership for coming in known if coming.ended_at is not None]
        Partnership.objects.filter(pk__in=again).update(ended_at=None)
        Partnership.objects.filter(pk__in=[one.partnership for one in known]).update(version=F("version") + 1)
        write_history(list(made.values()), CREATED, **signature, model=Partnership)
        write_history([one.partnership for one in known], CHANGED, **signature, model=Partnership)
        return [(pk, keys[pk], self.before(coming)) for pk, coming in batch]

    def make(self, stakeholders, date):
        """Make partnerships in one statement and return their keys by stakeholder."""
        keys = reserve_keys(Partnership, len(stakeholders)) if stakeholders else []
        common = (self.initiative.district_id, self.initiative.pk, self.lead.pk if self.lead else None, moment(date))
        insert_rows(
            Partnership,
            MADE,
            [(key, pk, *common, 1, "", "") for key, pk in zip(keys, stakeholders, strict=True)],
        )
        return dict(zip(stakeholders, keys, strict=True))

    def before(self, coming):
        return {
            "is_new": coming.partnership is None,
            "ended_at": coming.ended_at.isoformat() if coming.ended_at else None,
            "purposes": list(coming.purposes),
        }

    @staticmethod
    def newer(action, effects):
        """Those whose partnership was changed since, or something stands on it where the undo would remove it."""
        keys = [partnership for _, partnership, _ in effects if partnership]
        made = {partnership for _, partnership, before in effects if partnership and before["is_new"]}
        there, changed = set(), set()
        for batch in batches(keys):
            there.update(Partnership.objects.filter(pk__in=batch).values_list("pk", flat=True))
            since = Partnership.history.filter(id__in=batch, history_date__gt=action.done_at)
            changed.update(since.values_list("id", flat=True))
            changed.update(stood_on([key for key in batch if key in made]))
        same = there - changed
        return {stakeholder for stakeholder, partnership, _ in effects if partnership not in same}

    @staticmethod
    def restore(action, effects, signature):
        made = [partnership for _, partnership, before in effects if before["is_new"]]
        known = [(partnership, before) for _, partnership, before in effects if not before["is_new"]]
        forget(known)
        ended = defaultdict(list)
        for partnership, before in known:
            if before["ended_at"]:
                ended[before["ended_at"]].append(partnership)
        for ended_at, keys in ended.items():
            Partnership.objects.filter(pk__in=keys).update(ended_at=parse_datetime(ended_at))
        keys = [partnership for partnership, _ in known]
        Partnership.objects.filter(pk__in=keys).update(version=F("version") + 1)
        write_history(keys, CHANGED, **signature, model=Partnership)
        remove(made, signature)

    @staticmethod
    def finish(keys, signature):
        """Nothing is left to do."""


def note(plan, initiative):
    """Say which of those to change are not newcomers."""
    again = sum(1 for _, coming in plan.changing if coming.ended_at is not None)
    more = sum(1 for _, coming in plan.changing if coming.partnership is not None) - again
    if again:
        who = "1 was a partner" if again == 1 else f"{again:,} were partners"
        plan.notes.append(f"{who} in {initiative} before: what was written goes on.")
    if more:
        who = "1 is a partner already and only gets" if more == 1 else f"{more:,} are partners already and only get"
        plan.notes.append(f"{who} the reasons still missing.")


def purposes_of(keys):
    served = defaultdict(set)
    for batch in batches(keys):
        for partnership, purpose in Served.objects.filter(partnership__in=batch).values_list(
            "partnership_id", "purpose_id"
        ):
            served[partnership].add(purpose)
    return served


def serve(pairs):
    Served.objects.bulk_create(
        [Served(partnership_id=key, purpose_id=purpose) for key, purposes in pairs for purpose in purposes],
        ignore_conflicts=True,
    )


def forget(known):
    """Take the purposes that were added off again, one statement for each purpose."""
    by_purpose = defaultdict(list)
    for partnership, before in known:
        for purpose in before["purposes"]:
            by_purpose[purpose].append(partnership)
    for purpose, keys in by_purpose.items():
        Served.objects.filter(purpose=purpose, partnership__in=keys).delete()


def stood_on(keys) -> set:
    """The partnerships on which a record of another kind stands; looked up from the models, so new tables count."""
    found = set()
    for relation in Partnership._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and (relation.one_to_many or relation.one_to_one)):
            continue
        model, name = relation.related_model, relation.field.name
        if model in (Served, BulkEffect) or model.__name__.startswith("Historical"):
            continue
        standing = model._base_manager.filter(**{f"{name}__in": keys})
        found.update(standing.values_list(f"{name}_id", flat=True))
    return found


def remove(keys, signature):
    """Delete partnerships on which nothing stands, with the last row of their history."""
    write_history(keys, REMOVED, **signature, model=Partnership)
    BulkEffect.objects.filter(partnership__in=keys).update(partnership=None)
    Served.objects.filter(partnership__in=keys).delete()
    # Nothing else stands on them: the collector would only look for it again.
    Partnership.objects.filter(pk__in=keys)._raw_delete(using=Partnership.objects.db)
