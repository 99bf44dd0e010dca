"""How two rows that say the same become one: the one that stays is completed, nothing said is lost."""

from django.db.models import Q

from stakeholders.enums import RelationshipKind, RelationshipSource
from stakeholders.merging.places import unique_sets
from stakeholders.models import Partnership, Relationship
from stakeholders.standing.brought import held_by, turned

BOTH_WAYS = {RelationshipKind.WORKS_WITH, RelationshipKind.KNOWS, RelationshipKind.IN_TENSION}


class Rule:
    """What holds for any table: rows are alike where a constraint says so, and only what is empty is filled."""

    def candidates(self, model, field, keeper):
        """Return the rows that one which comes to `keeper` could be alike to."""
        return model._base_manager.filter(**{field.attname: keeper.pk}) if unique_sets(model, field) else ()

    def keys(self, row, field):
        """Return marks; two rows with one in common cannot both stay."""
        return [tuple(getattr(row, name) for name in names) for names in unique_sets(type(row), field)]

    def is_void(self, row):
        """Tell whether a row that leads to the one who stays says nothing any more."""
        return False

    def combine(self, stays, goes):
        """Return the values by attribute that `stays` takes."""
        fields = [field for field in type(stays)._meta.concrete_fields if not field.generated and not field.primary_key]
        empty = [field.attname for field in fields if getattr(stays, field.attname) in (None, "")]
        return {name: getattr(goes, name) for name in empty if getattr(goes, name) not in (None, "")}


class PartnershipRule(Rule):
    """Purposes and ratings come along by themselves; the newest rating that counts is where they stand."""

    def combine(self, stays, goes):
        changes = super().combine(stays, goes)
        changes["relevance"] = joined(stays.relevance, goes.relevance, "\n\n")
        changes["next_step"] = joined(stays.next_step, goes.next_step, "; ")[: length(stays, "next_step")]
        changes["due_on"] = earliest(stays.due_on, goes.due_on)
        changes["cadence_days"] = earliest(stays.cadence_days, goes.cadence_days)
        changes["last_contact_on"] = latest(stays.last_contact_on, goes.last_contact_on)
        changes["ended_at"] = latest(stays.ended_at, goes.ended_at) if stays.ended_at and goes.ended_at else None
        if changes["due_on"] != stays.due_on:
            changes["reminded_for"] = goes.reminded_for
        changes.update(newest_rating(stays, goes))
        return changes


class RelationshipRule(Rule):
    """A tie without direction is the same either way; one of somebody with themselves is none."""

    def candidates(self, model, field, keeper):
        return model._base_manager.filter(Q(source_stakeholder=keeper.pk) | Q(target_stakeholder=keeper.pk))

    def keys(self, row, field):
        ends = (row.source_stakeholder_id, row.target_stakeholder_id)
        return [(row.kind, *(sorted(ends) if row.kind in BOTH_WAYS else ends))]

    def is_void(self, row):
        return row.source_stakeholder_id == row.target_stakeholder_id

    def combine(self, stays, goes):
        changes = {**super().combine(stays, goes), **self.rated(stays, goes)}
        changes["note"] = joined(stays.note, goes.note, "; ")[: length(stays, "note")]
        changes["since"] = earliest(stays.since, goes.since)
        if stays.source == RelationshipSource.INFERRED:
            changes["source"] = goes.source
        return changes

    def rated(self, stays, goes):
        """Return what each end brings: of the one that goes what is open in the other, for whoever brings it."""
        leads_alike = (
            goes.source_stakeholder_id == stays.source_stakeholder_id
            or goes.target_stakeholder_id == stays.target_stakeholder_id
        )
        said = held_by(goes) if leads_alike else turned(held_by(goes))
        return {name: score if (held := getattr(stays, name)) is None else held for name, score in said.items()}


RULES = {Partnership: PartnershipRule(), Relationship: RelationshipRule()}
ANY = Rule()


def rule_for(model):
    return RULES.get(model, ANY)


def newest_rating(stays, goes):
    """Return the level and its day, once the ratings of both lead to `stays`."""
    newest = stays.assessments.effective().newest_first().first()
    if newest:
        return {"current_level_id": newest.level_id, "rated_on": newest.assessed_on}
    rated = [one for one in (stays, goes) if one.rated_on]
    found = max(rated, key=lambda one: one.rated_on, default=stays)
    return {"current_level_id": found.current_level_id, "rated_on": found.rated_on}


def joined(first, second, between):
    """Return both texts, or the one there is; the same is not said twice."""
    if not first or not second or second in first:
        return first or second
    return second if first in second else f"{first}{between}{second}"


def earliest(*values):
    return min((value for value in values if value is not None), default=None)


def latest(*values):
    return max((value for value in values if value is not None), default=None)


def length(record, name):
    return type(record)._meta.get_field(name).max_length
