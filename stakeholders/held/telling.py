"""Records as rows of text: each as it stands, and each change of it, with when and by whom."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.db import models

from coalition.districts.models import AuditEntry, District, Membership, User
from stakeholders.enums import PersonType, Score
from stakeholders.held.finding import history_of, tables_about_people
from stakeholders.held.naming import Marks
from stakeholders.held.passages import passages
from stakeholders.models import InvestmentLevel, Partnership
from stakeholders.standing.ratings import SOFT_ADVERSARY

HEADERS = ("About", "Which", "What happened", "When", "By", "Field", "Before", "Value")
AT_ONCE = 500
NOW, ADDED, CHANGED, REMOVED = "Stands now", "Added", "Changed", "Taken away"
NAMES, NAMED_ONCE = "Names them", "Named them then"
# What serves the program alone: what lists are ordered and found by, and what opens a door.
INTERNAL = {"district", "version", "sort_name", "search_text", "tag_text", "organization_text", "sway_rank"}
SECRET = {"seed", "token_hash", "lease_token", "fingerprint", "dedupe_key", "message_id"}
WRITTEN_AT = ("created_at", "merged_at", "done_at", "at")
WRITTEN_BY = ("assessor", "logged_by", "merged_by", "giver", "by")


@dataclass(frozen=True)
class Request:
    """What is asked for: the keys held on somebody by model, None for everybody; each end of the period may be open."""

    district: District
    keys: dict | None = None
    since: datetime | None = None
    until: datetime | None = None

    def is_within(self, moment):
        """Tell whether something written then was asked for; a record without a date is never left out."""
        if moment is None:
            return True
        return (self.since is None or moment >= self.since) and (self.until is None or moment < self.until)

    def in_period(self, field):
        bounds = {f"{field}__gte": self.since, f"{field}__lt": self.until}
        return {name: bound for name, bound in bounds.items() if bound is not None}


def rows_of(asked: Request):
    """Yield the cells of the file under HEADERS; reads a few hundred records at a time."""
    words = Words(asked.district)
    for model in tables_about_people() if asked.keys is None else asked.keys:
        yield from standing_rows(model, asked, words)
        yield from history_rows(model, asked, words)


def mention_rows(asked: Request, marks: Marks):
    """Yield the texts of others, in whatever table, that name those who are asked about."""
    words = Words(asked.district)
    for one in passages(asked.district, marks, asked.keys):
        at = getattr(one.record, "history_date", None) or first_of(one.record, WRITTEN_AT)
        if one.model is not AuditEntry and asked.is_within(at):
            words.learn([one.record], [field for field in one.record._meta.concrete_fields if field.is_relation])
            author = str(one.record.history_user or "") if one.is_past else words.author_of(one.record)
            head = title(one.model), words.name_of(one.model, one.record), NAMED_ONCE if one.is_past else NAMES
            yield *head, words.say(at), author, label(one.field), "", words.say(getattr(one.record, one.field.attname))


def audit_rows(asked: Request, marks: Marks | None = None):
    """Yield the entries of the audit log that `marks` name, all of them without any."""
    naming = models.Q()
    for probe in marks.probes if marks else ():
        naming |= models.Q(subject__icontains=probe) | models.Q(detail__icontains=probe)
    entries = AuditEntry._base_manager.filter(naming, district=asked.district, **asked.in_period("at"))
    for entry in entries.select_related("actor__user").order_by("at", "pk").iterator(AT_ONCE):
        if marks and not (marks.places(entry.subject) or marks.places(entry.detail)):
            continue
        at = entry.at.astimezone(asked.district.zone)
        yield (
            "Audit log",
            entry.subject,
            entry.verb,
            f"{at:%Y-%m-%d %H:%M}",
            str(entry.actor or ""),
            "",
            "",
            entry.detail,
        )


def standing_rows(model, asked, words):
    records = model._base_manager.filter(district=asked.district).order_by("pk")
    if asked.keys is not None:
        records = records.filter(pk__in=asked.keys[model])
    many = model._meta.many_to_many
    records = records.prefetch_related(*(field.name for field in many))
    for some in batches(records):
        words.learn(some, fields_of(model))
        for record in some:
            at = first_of(record, WRITTEN_AT)
            if not asked.is_within(at):
                continue
            head = title(model), words.name_of(model, record), NOW, words.say(at), words.author_of(record)
            values = ((field, words.value(field, record)) for field in (*fields_of(model), *many))
            yield from ((*head, label(field), "", value) for field, value in values if value)


def history_rows(model, asked, words):
    """Yield what each row of a history says that the row before it of the same record did not."""
    history = history_of(model)
    if history is None:
        return
    key = model._meta.pk.attname
    found = history._base_manager.filter(district=asked.district).order_by(key, "history_date", "history_id")
    if asked.keys is not None:
        found = found.filter(**{f"{key}__in": asked.keys[model]})
    many = [field for field in model._meta.many_to_many if hasattr(history, field.name)]
    found = found.select_related("history_user")
    fields = [field for field in fields_of(model) if field.name in {one.name for one in history._meta.concrete_fields}]
    earlier = None
    for some in batches(found):
        words.learn(some, fields)
        for field in many:
            add_several(some, field)
        for row in some:
            before = earlier if earlier is not None and getattr(earlier, key) == getattr(row, key) else None
            earlier = row
            if asked.is_within(row.history_date):
                yield from changes_in(model, row, before, (*fields, *many), words)


def changes_in(model, row, before, fields, words):
    what = {"+": ADDED, "-": REMOVED}.get(row.history_type, CHANGED)
    which = words.name_of(model, row)
    head = title(model), which, what, words.say(row.history_date), str(row.history_user or "")
    if what == REMOVED:
        yield *head, "", "", row.history_change_reason or ""
        return
    for field in fields:
        was, value = words.value(field, before) if before else "", words.value(field, row)
        if was != value:
            yield *head, label(field), was, value


def add_several(rows, field):
    """Give each row of a history the names it held in a field of several: they are in a table of their own."""
    name = field.m2m_reverse_field_name()
    held = defaultdict(list)
    for one in getattr(rows[0], field.name).model.objects.filter(history__in=rows).select_related(name):
        held[one.history_id].append(str(getattr(one, name)))
    for row in rows:
        setattr(row, f"several_{field.name}", held[row.pk])


def batches(records):
    rows = records.iterator(AT_ONCE)
    while some := list(islice(rows, AT_ONCE)):
        yield some


def fields_of(model):
    """Return the fields that say something to somebody outside."""
    left_out = INTERNAL | SECRET
    return [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in left_out and not isinstance(field, models.BinaryField)
    ]


def title(model):
    return model._meta.verbose_name.capitalize()


def label(field):
    return str(field.verbose_name).capitalize()


def first_of(record, names):
    return next((getattr(record, name) for name in names if getattr(record, name, None) is not None), None)


class Words:
    """The words for values, with the names behind keys read once for some hundred records."""

    def __init__(self, district):
        self.zone = district.zone
        self.names = defaultdict(dict)
        private = Partnership._base_manager.filter(district=district, stakeholder__person_type=PersonType.PRIVATE)
        self.soft = set(private.values_list("pk", flat=True))
        self.levels = {level.pk: level.label for level in InvestmentLevel.objects.all()}

    def learn(self, records, fields):
        """Read the names behind the keys of `records` that are not known yet."""
        for field in fields:
            if field.is_relation:
                target = field.remote_field.model
                known = self.names[target]
                keys = {getattr(record, field.attname) for record in records} - known.keys() - {None}
                found = target._base_manager.filter(pk__in=keys).select_related() if keys else ()
                found = found.select_related("user") if keys and target is Membership else found
                known.update({record.pk: str(record) for record in found})

    def name_of(self, model, record):
        """Return what `record`, or the row of its history, is called."""
        own = getattr(record, "name", "") or getattr(record, "title", "")
        if own:
            return str(own)
        ends = [f for f in fields_of(model) if f.is_relation and f.remote_field.model not in (Membership, User)]
        return ", ".join(filter(None, (self.value(field, record) for field in ends[:2])))

    def author_of(self, record):
        name = next((one for one in WRITTEN_BY if getattr(record, f"{one}_id", None) is not None), None)
        return self.value(record._meta.get_field(name), record) if name else ""

    def value(self, field, record):
        if field.many_to_many:
            several = vars(record).get(f"several_{field.name}")
            several = getattr(record, field.name).all() if several is None else several
            return ", ".join(sorted(str(one) for one in several))
        value = getattr(record, field.attname)
        if value is None or value == "" or value in ([], {}):
            return ""
        if field.is_relation:
            return self.tied(field, record, value)
        choices = dict(field.flatchoices)
        return str(choices[value]) if choices and value in choices else self.say(value)

    def tied(self, field, record, key):
        target = field.remote_field.model
        if target is InvestmentLevel:
            partnership = getattr(record, "partnership_id", None) or getattr(record, "id", None)
            return SOFT_ADVERSARY if key == Score.ADVERSARY and partnership in self.soft else self.levels[key]
        return self.names[target].get(key) or f"Number {key}, which is gone"

    def say(self, value):
        if value is None:
            return ""
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(value, datetime):
            return f"{value.astimezone(self.zone):%Y-%m-%d %H:%M}"
        if isinstance(value, date):
            return value.isoformat()
        return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
