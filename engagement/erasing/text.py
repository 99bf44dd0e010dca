"""Taking a name, an address and a number out of every text of a district, what is only added to included."""

import json
from collections import defaultdict
from dataclasses import dataclass

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone

from coalition.districts.tenancy import is_tenant
from coalition.lib.database.append_only import AppendOnly, strike
from coalition.lib.database.rewriting import rewrite
from coalition.lib.database.versioned import Versioned
from stakeholders.held.naming import ERASED, Marks
from stakeholders.held.passages import passages, without
from stakeholders.models import Stakeholder, Tag
from stakeholders.models.stakeholder import search_fields
from stakeholders.tagging import Tied, refresh_words
from stakeholders.text import fold

FOUND_BY = ("name", "role_title", "email", "phone", "languages", "notes")


@dataclass
class Struck:
    """In how many texts they were named, and in how many of those that are only added to."""

    texts: int = 0
    append_only: int = 0


def strike_out(district, marks: Marks, leaving=frozenset()) -> Struck:
    """Put ERASED wherever the marks stand. What people edit takes a new version: no open form brings the name back.

    `leaving` are the keys of passages that somebody read and that mean somebody else.
    """
    fields = defaultdict(list)
    for one in passages(district, marks):
        if one.key not in leaving:
            fields[one.record].append(one.field)
    struck, alike = Struck(), defaultdict(list)
    for record, named in fields.items():
        model, values = type(record), {field.name: cleaned(record, field, marks) for field in named}
        struck.texts += len(named)
        struck.append_only += len(named) if issubclass(model, AppendOnly) else 0
        values |= found_by(record, values)
        alike[model, tuple(values)].append((record.pk, list(values.values())))
    for (model, names), rows in alike.items():
        if issubclass(model, AppendOnly):
            strike(model, names, rows)
        else:
            rewrite(model, names, rows, moves_version=issubclass(model, Versioned))
    refresh_tags([key for (model, _), rows in alike.items() if model is Tag for key, _ in rows])
    return struck


def cleaned(record, field, marks):
    """Return the text of a field without them, no longer than its column; one of a kind where it has to be."""
    instead = f"{ERASED[:-1]} {record.pk}]" if is_one_of_a_kind(field) else ERASED
    value = without(getattr(record, field.attname), marks, instead)
    longest = getattr(field, "max_length", None)
    return value[:longest] if longest and isinstance(value, str) else value


def is_one_of_a_kind(field):
    constraints = field.model._meta.constraints
    return field.unique or any(field.name in getattr(one, "fields", ()) for one in constraints)


def found_by(record, values):
    """Return what a record is found by when it holds `values`, where that is kept in columns of its own."""
    if isinstance(record, Tag):
        return {"key": fold(values["name"])} if "name" in values else {}
    if not isinstance(record, Stakeholder):
        return {}
    said = {name: values.get(name, getattr(record, name)) for name in FOUND_BY}
    return {"search_text": search_fields(**said)[1], "updated_at": timezone.now()}


def refresh_tags(keys):
    """Write anew which tags stakeholders show, after a tag lost a name."""
    tagged = Tied._base_manager.filter(tag__in=keys).values_list("stakeholder_id", flat=True)
    refresh_words(sorted(set(tagged)))


def forget_in_admin_log(district, marks: Marks, gone):
    """Take them out of what Django admin notes of the records that are gone, and of others of the district."""
    kinds = {kind.pk: kind.model_class() for kind in ContentType.objects.all()}
    tenants = {pk: model for pk, model in kinds.items() if model and is_tenant(model)}
    named = Q()
    for probe in marks.probes:
        named |= Q(object_repr__icontains=probe) | Q(change_message__icontains=probe)
    of_them = Q()
    for kind, model in tenants.items():
        if gone.get(model):
            of_them |= Q(content_type=kind)
    gone_in_words = defaultdict(set, {model: set(map(str, keys)) for model, keys in gone.items()})
    for entry in LogEntry.objects.filter(named | of_them, content_type__in=tenants).iterator():
        model = tenants[entry.content_type_id]
        if entry.object_id in gone_in_words[model]:
            LogEntry.objects.filter(pk=entry.pk).update(object_repr=ERASED, change_message="")
        elif model._base_manager.filter(pk=entry.object_id, district=district).exists():
            said = marks.without(entry.object_repr)[:200], message_without(entry.change_message, marks)
            LogEntry.objects.filter(pk=entry.pk).update(object_repr=said[0], change_message=said[1])


def message_without(message, marks):
    """Return what was changed, a document in the form that admin reads."""
    try:
        return json.dumps(without(json.loads(message), marks, ERASED))
    except ValueError:
        return marks.without(message)
