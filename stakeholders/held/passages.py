"""Text of a district, in any table, that names somebody: the records about others too, and what is only added to."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import models
from django.db.models.functions import Cast

from coalition.districts.models import District, Invitation, School
from coalition.districts.tenancy import is_tenant
from stakeholders.held.finding import history_of, is_history
from stakeholders.held.naming import Marks
from stakeholders.models import Stakeholder

AT_ONCE = 500
EXCERPT = 60
# What others are themselves called, and where they are reached.
OWN = {
    Stakeholder: {"name", "short_name", "email", "phone"},
    School: {"name"},
    District: {"name", "kind_label"},
    Invitation: {"email"},
}
# Made from other columns, and written anew with them; or keys and marks, which are no text.
DERIVED = {"sort_name", "search_text", "tag_text", "organization_text"}
NO_TEXT = {"seed", "token_hash", "fingerprint", "dedupe_key", "message_id", "slug", "sha256"}


@dataclass(frozen=True)
class Passage:
    """A field of a record, or of a row of its history, that names them."""

    model: type[models.Model]
    record: models.Model
    field: models.Field
    excerpt: str

    @property
    def key(self):
        """What it is told from others by, as long as it stands."""
        return f"{self.record._meta.model_name}-{self.record.pk}-{self.field.name}"

    @property
    def is_past(self):
        return is_history(type(self.record))


@cache
def tables_of_text():
    """Return (model, table, fields) for each table of a district with text in it, histories included."""
    own = [model for model in apps.get_models() if not is_history(model) and (is_tenant(model) or model is District)]
    found = []
    for model in own:
        for table in filter(None, (model, history_of(model))):
            fields = tuple(field for field in table._meta.concrete_fields if is_text(model, field))
            found += [(model, table, fields)] if fields else []
    return found


def is_text(model, field):
    if field.name in OWN.get(model, ()) or field.name in DERIVED | NO_TEXT or field.choices or field.primary_key:
        return False
    return isinstance(field, models.CharField | models.TextField | models.JSONField)


def passages(district, marks: Marks, but=None) -> Iterator[Passage]:
    """Yield what names them, but in the records `but` (keys by model); one statement for each table of text."""
    for model, table, fields in tables_of_text() if marks else ():
        left_out = (but or {}).get(model, ())
        for record in candidates(table, fields, district, marks):
            if getattr(record, model._meta.pk.attname) in left_out:
                continue
            for field in fields:
                if text := excerpt_of(getattr(record, field.attname), marks):
                    yield Passage(model, record, field, text)


def candidates(table, fields, district, marks):
    """Return the records in which a piece of a mark stands somewhere."""
    wanted = models.Q()
    cast = {f"text_of_{one.name}": Cast(one.name, models.TextField()) for one in fields if is_json(one)}
    for field in fields:
        name = f"text_of_{field.name}" if is_json(field) else field.name
        for probe in marks.probes:
            wanted |= models.Q(**{f"{name}__icontains": probe})
    of_district = {"pk": district.pk} if table is District else {"district": district}
    large = [one.name for one in table._meta.concrete_fields if isinstance(one, models.BinaryField)]
    found = table._base_manager.filter(**of_district).alias(**cast).filter(wanted)
    return found.defer(*large).order_by("pk").iterator(AT_ONCE)


def is_json(field):
    return isinstance(field, models.JSONField)


def excerpt_of(value, marks):
    """Return the words around the first place where a value names them, "" where it does not."""
    for text in strings_in(value):
        for start, end in marks.places(text):
            before = "…" if start > EXCERPT else ""
            after = "…" if len(text) > end + EXCERPT else ""
            return f"{before}{text[max(start - EXCERPT, 0) : end + EXCERPT]}{after}"
    return ""


def strings_in(value):
    """Yield every text in a value, those of a document one by one, its keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from strings_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings_in(one)


def without(value, marks: Marks, instead):
    """Return a value with `instead` wherever it names them."""
    if isinstance(value, str):
        return marks.without(value, instead)
    if isinstance(value, dict):
        return {marks.without(key, instead): without(one, marks, instead) for key, one in value.items()}
    return [without(one, marks, instead) for one in value] if isinstance(value, list) else value
