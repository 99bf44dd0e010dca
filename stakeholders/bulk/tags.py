from collections import defaultdict

from stakeholders.bulk.influence import ARCHIVED
from stakeholders.bulk.plan import Plan, batches
from stakeholders.models import BulkVerb, Tag
from stakeholders.tagging import Tied, find_or_make, retag, tie, untie
from stakeholders.text import fold


class TagMany:
    """Gives everyone some tags, by their names; a name nobody used before becomes a tag."""

    verb = BulkVerb.TAG

    def __init__(self, *, district, names):
        self.district, self.names = district, names

    def values(self):
        return {"tags": self.names}

    def sentence(self, count):
        return f"Tagged {count:,}: {', '.join(self.names)}"

    def plan(self, found):
        """Each change is (key, the folded names they lack)."""
        wanted = {fold(name) for name in self.names}
        return plan_of(found, lambda has: wanted - has, "tagged so already")

    def write(self, batch, signature):
        tags = {tag.key: tag.pk for tag in find_or_make(self.district, self.names)}
        added = [(pk, [tags[key] for key in sorted(keys)]) for pk, keys in batch]
        tie(added)
        return [(pk, None, {"tags": keys}) for pk, keys in added]

    @staticmethod
    def newer(action, effects):
        """Those from whom one of the tags was taken off since."""
        there = tied_tags([stakeholder for stakeholder, _, _ in effects])
        return {stakeholder for stakeholder, _, before in effects if not set(before["tags"]) <= there[stakeholder]}

    @staticmethod
    def restore(action, effects, signature):
        untie([(stakeholder, before["tags"]) for stakeholder, _, before in effects])

    @staticmethod
    def finish(keys, signature):
        retag(keys, signature)


class UntagMany:
    """Takes some tags off everyone."""

    verb = BulkVerb.UNTAG
    finish = staticmethod(TagMany.finish)

    def __init__(self, *, names):
        self.names = names

    def values(self):
        return {"tags": self.names}

    def sentence(self, count):
        return f"Taken off {count:,}: {', '.join(self.names)}"

    def plan(self, found):
        wanted = {fold(name) for name in self.names}
        return plan_of(found, lambda has: wanted & has, "not tagged so")

    def write(self, batch, signature):
        tags = {tag.key: tag.pk for tag in Tag.objects.named(self.names)}
        removed = [(pk, [tags[key] for key in sorted(keys)]) for pk, keys in batch]
        untie(removed)
        return [(pk, None, {"tags": keys}) for pk, keys in removed]

    @staticmethod
    def newer(action, effects):
        """Those who were tagged so again since, or whose tag is gone."""
        there = tied_tags([stakeholder for stakeholder, _, _ in effects])
        known = set(Tag.objects.named(action.values["tags"]).values_list("pk", flat=True))
        return {
            stakeholder
            for stakeholder, _, before in effects
            if set(before["tags"]) & there[stakeholder] or not set(before["tags"]) <= known
        }

    @staticmethod
    def restore(action, effects, signature):
        tie([(stakeholder, before["tags"]) for stakeholder, _, before in effects])


def plan_of(found, change, nothing):
    """Plan for each of `found` what `change` makes of the folded names of their tags; `nothing` says why not."""
    plan, rows = Plan(), list(found.values_list("pk", "name", "archived_at"))
    has = defaultdict(set)
    for batch in batches([row[0] for row in rows]):
        for pk, key in Tied.objects.filter(stakeholder__in=batch).values_list("stakeholder_id", "tag__key"):
            has[pk].add(key)
    for pk, name, archived_at in rows:
        changing = change(has[pk])
        if archived_at is not None:
            plan.skip(name, ARCHIVED)
        elif not changing:
            plan.skip(name, nothing)
        else:
            plan.changing.append((pk, changing))
    return plan


def tied_tags(keys):
    there = defaultdict(set)
    for batch in batches(keys):
        for pk, tag in Tied.objects.filter(stakeholder__in=batch).values_list("stakeholder_id", "tag_id"):
            there[pk].add(tag)
    return there
