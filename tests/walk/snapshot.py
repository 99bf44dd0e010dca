"""What the database holds, for comparing before with after."""

from django.apps import apps
from django.db import models
from django_scopes import scopes_disabled

from tests.walk.planting import OURS

# When somebody was last here is noted on any visit; it is no part of what a district keeps.
PASSING = {"last_login", "last_seen_on"}


def every_table():
    """All tables of the house, with histories and the tables behind many-to-many fields."""
    return [model for label in OURS for model in apps.get_app_config(label).get_models(include_auto_created=True)]


def rows(model):
    fields = [field.attname for field in model._meta.concrete_fields if field.name not in PASSING]
    return sorted(model._base_manager.values_list(*fields), key=repr)


def snapshot():
    """Return all rows by table."""
    with scopes_disabled():
        return {model._meta.label: rows(model) for model in every_table() if model._meta.managed}


def rows_about(snapshot, mark):
    """Return the rows of a snapshot in which a text or a number of one district stands, by table."""
    return {label: [row for row in rows if mark in repr(row)] for label, rows in snapshot.items()}


def difference(before, after):
    """Return the tables whose rows differ, each with what is gone and what is new."""
    return {
        label: {"gone": without(before[label], after[label]), "new": without(after[label], before[label])}
        for label in before
        if before[label] != after[label]
    }


def without(these, those):
    kept = {repr(row) for row in those}
    return [row for row in these if repr(row) not in kept]


def references_across_districts():
    """Return every foreign key, and every pair of a many-to-many field, whose two ends are in different districts."""
    with scopes_disabled():
        return [
            f"{model._meta.label}.{field.name}: {count}"
            for model in every_table()
            for field in model._meta.concrete_fields
            if (count := count_strays(model, field))
        ]


def count_strays(model, field):
    if not field.is_relation or not isinstance(field, models.ForeignKey):
        return 0
    own, other = district_path(model), district_path(field.remote_field.model)
    if own is None or other is None or field.name == "district":
        return 0
    across = model._base_manager.exclude(**{f"{field.name}__isnull": True})
    return across.exclude(**{own: models.F(f"{field.name}__{other}")}).count()


def district_path(model):
    """Return the field path from `model` to its district, directly or over one other record, else None."""
    names = {field.name for field in model._meta.concrete_fields}
    if "district" in names:
        return "district"
    for field in model._meta.concrete_fields:
        if field.is_relation and any(one.name == "district" for one in field.remote_field.model._meta.concrete_fields):
            return f"{field.name}__district"
    return None
