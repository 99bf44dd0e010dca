"""The records about one stakeholder, in every table, by their keys."""

from functools import cache

from django.apps import apps

from coalition.districts.tenancy import is_tenant
from stakeholders.models import Stakeholder

# Who belongs to an organization is a person of their own, not more about the organization.
AWAY = "organization"


@cache
def paths():
    """Return (model, field, target) for each key that leads to a stakeholder, the nearest first."""
    tables = [model for model in apps.get_models() if is_tenant(model) and not is_history(model)]
    found, reached = [], [Stakeholder]
    for target in reached:
        for model in tables if not is_of_several(target, reached) else ():
            for field in keys_to(target, model):
                found.append((model, field, target))
                if model not in reached:
                    reached.append(model)
    return tuple(found)


def tables_about_people():
    """Return the models that hold something on stakeholders, themselves first."""
    return list(dict.fromkeys([Stakeholder, *(model for model, _, _ in paths())]))


def keys_to(target, model):
    fields = (*model._meta.concrete_fields, *model._meta.many_to_many)
    return [
        field for field in fields if field.is_relation and field.remote_field.model is target and field.name != AWAY
    ]


def is_of_several(model, reached):
    """Tell whether its records name several people, so that what hangs on one is not about each of them."""
    return any(field.remote_field.model in reached for field in model._meta.many_to_many)


def is_history(model):
    return hasattr(model, "instance_type")


def history_of(model):
    """Return the table of the history of `model`, None where it keeps none."""
    return model.history.model if hasattr(model, "history") else None


def held_on(stakeholder):
    """Return the keys of the records about `stakeholder` by model, with what was taken away since."""
    keys = {Stakeholder: with_absorbed({stakeholder.pk})}
    for model, field, target in paths():
        if model is not Stakeholder:
            keys.setdefault(model, set()).update(pointing(model, field, keys[target]))
    return keys


def with_absorbed(stakeholders):
    """Return the keys of these stakeholders and of everybody merged into them, however often."""
    known, newest = set(), set(stakeholders)
    while newest:
        known |= newest
        newest = set(Stakeholder._base_manager.filter(merged_into__in=newest).values_list("pk", flat=True)) - known
    return known


def pointing(model, field, targets):
    """Return the keys of the records of `model` whose `field` names one of `targets`, or once did."""
    found = set(model._base_manager.filter(**{f"{field.name}__in": targets}).values_list("pk", flat=True))
    history = history_of(model)
    if history is not None and not field.many_to_many:
        named_once = history._base_manager.filter(**{f"{field.attname}__in": targets})
        found |= set(named_once.values_list(model._meta.pk.attname, flat=True))
    return found
