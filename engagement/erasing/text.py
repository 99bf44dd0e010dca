"""Taking a name, an address and a number out of every text of a district, what is only added to included."""

import json
from collections import defaultdict
from dataclasses import dataclass

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from django.utils import timezone

from coalition.districts.tenancy import is_tenant
from coalition.lib.append_only import AppendOnly, strike
from coalition.lib.versioned import Versioned
from stakeholders.held.naming import ERASED, Marks
from stakeholders.held.passages import passages, without
from stakeholders.models import Stakeholder, Tag
from stakeholders.models.stakeholder import search_fields
from stakeholders.tagging import Tied, refresh_words
from stakeholders.text import fold


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
    struck, keys = Struck(), defaultdict(list)
    for record, named in fields.items():
        model = type(record)
        values = {field.attname: cleaned(record, field, marks) for field in named}
        struck.texts += len(named)
        if issubclass(model, AppendOnly):
            struck.append_only += len(named)
            strike(model, record.pk, **values)
            continue
        if issubclass(model, Versioned):
            values["version"] = F("version") + 1
        model._base_manager.filter(pk=record.pk).update(**values)
        keys[model].append(record.pk)
    refresh_tags(keys[Tag])
    refresh_search(keys[Stakeholder])
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


def refresh_search(keys):
    """Write anew what stakeholders are found by, after their own words lost a name."""
    for one in Stakeholder._base_manager.filter(pk__in=keys):
        said = {name: getattr(one, name) for name in ("name", "role_title", "email", "phone", "languages", "notes")}
        sort_name, search_text = search_fields(**said)
        of_one = Stakeholder._base_manager.filter(pk=one.pk)
        of_one.update(sort_name=sort_name, search_text=search_text, updated_at=timezone.now())


def refresh_tags(keys):
    for tag in Tag._base_manager.filter(pk__in=keys):
        Tag._base_manager.filter(pk=tag.pk).update(key=fold(tag.name))
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
    for entry in LogEntry.objects.filter(named | of_them, content_type__in=tenants).iterator():
        model = tenants[entry.content_type_id]
        if entry.object_id in {str(key) for key in gone.get(model, ())}:
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
