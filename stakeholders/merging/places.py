"""What leads to a record, read from the models: every foreign key, those behind many-to-many fields too."""

from functools import cache

from django.db import models

from stakeholders.models import BulkEffect, DistinctPair, Stakeholder, StakeholderMerge

# Who was merged into whom, and who is not whom, is said of the record itself and stays with it. So does what an action
# on many did to it: its undo then finds that something newer stands there, and leaves it.
OF_THEMSELVES = {(Stakeholder, "merged_into"), (StakeholderMerge, "survivor"), (BulkEffect, "stakeholder")}


@cache
def places(model):
    """Return (model, field) for each foreign key that leads to a record of `model`, histories left out."""
    found = [
        (relation.related_model, relation.field)
        for relation in model._meta.get_fields(include_hidden=True)
        if (relation.one_to_many or relation.one_to_one) and relation.auto_created
    ]
    kept = [(owner, field) for owner, field in found if is_moved(owner, field)]
    return sorted(kept, key=lambda place: (place[0]._meta.label, place[1].name))


def is_moved(owner, field):
    is_history = hasattr(owner, "history_type") or owner.__name__.startswith("Historical")
    return not is_history and owner is not DistinctPair and (owner, field.name) not in OF_THEMSELVES


def stands(field):
    """Tell whether a row with this foreign key stands on what it leads to; one that may lose it only mentions it."""
    return field.remote_field.on_delete is not models.SET_NULL


@cache
def unique_sets(model, field):
    """Return the sets of attributes, `field` among them, of which no two rows of `model` may be alike."""
    sets = [tuple(names) for names in model._meta.unique_together]
    sets += [tuple(one.fields) for one in model._meta.constraints if isinstance(one, models.UniqueConstraint)]
    sets += [(field.name,)] if field.unique else []
    return [tuple(model._meta.get_field(name).attname for name in one) for one in sets if field.name in one]
