"""Fills every table with one record that belongs to a given district, model by model, from the fields alone.

All records of one district carry the same number as their key, so that one foreign number stands for a record of
every kind, and all their texts carry the same mark, so that a leak shows wherever it happens. A model that is added
later is planted without a word here, unless its rules ask for more: then name what it needs in `NEEDS`.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import models
from django.utils import timezone
from django_scopes import scopes_disabled

from coalition.districts.models import District, User
from tests.makers import PASSWORD

OURS = ("districts", "stakeholders", "engagement")
NEEDS = {
    "districts.Membership": {"role": "administrator"},
    "stakeholders.CoverageDecision": {"is_needed": True},
    "stakeholders.Stakeholder": {"influence": 3},
    "stakeholders.BulkAction": {"verb": "sway", "values": {"influence": 3}},
    "stakeholders.BulkEffect": {"before": {"influence": 2}},
    "stakeholders.SavedView": {"is_shared": True},
    "stakeholders.DistinctPair": {"other": "another"},
    "stakeholders.Relationship": {"target_stakeholder": "another"},
    "engagement.Activity": {"accountable_partner": None},
    "engagement.Bounce": {"is_permanent": True},
    "engagement.OutgoingMail": {"available_at": datetime(2026, 11, 20, 12, tzinfo=UTC)},
}
ZONE = "America/Chicago"
NOTHING = object()


def our_models():
    """Every table of the house that a migration makes and a person or a program fills."""
    return [
        model
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        if model._meta.managed and not is_history(model)
    ]


def is_history(model):
    return hasattr(model, "history_object") or model.__name__.startswith("Historical")


def tenant_models():
    """The models whose records belong to a district, those they point at first."""
    known = [District, User]
    waiting = [model for model in our_models() if model not in known]
    while True:
        ready = [model for model in waiting if points_at(model) & set(known) and settled(model, known, waiting)]
        if not ready:
            return [model for model in known if model not in (District, User)]
        known += ready
        waiting = [model for model in waiting if model not in ready]


def points_at(model):
    return {field.remote_field.model for field in foreign_keys(model)} - {model}


def settled(model, known, waiting):
    """Tell whether everything `model` must point at is there; a global table is."""
    required = {field.remote_field.model for field in foreign_keys(model) if not field.null} - {model}
    return not any(other in waiting and leads_to_district(other) for other in required)


def leads_to_district(model, seen=()):
    targets = points_at(model) - {*seen}
    return District in targets or any(leads_to_district(target, (*seen, model)) for target in targets)


def foreign_keys(model):
    return [field for field in model._meta.concrete_fields if field.is_relation]


def plant(number, mark):
    """Make a district whose every record has the key `number` and the texts `mark`; return the records by model."""
    with scopes_disabled():
        planted = {District: plant_district(number, mark), User: plant_user(number, mark)}
        for model in tenant_models():
            planted[model] = plant_record(model, number, mark, planted)
        for model in tenant_models():
            fill_many_to_many(planted[model], planted)
    return planted


def plant_district(number, mark):
    slug = f"district-{mark.lower()}"
    return District.objects.create(
        pk=number,
        slug=slug,
        name=mark,
        kind_label=mark,
        rates_private_people_reason=mark,
        keeps_respect=True,
        keeps_respect_reason=mark,
        respect_role="viewer",
        time_zone=ZONE,
    )


def plant_user(number, mark):
    email = f"{mark.lower()}@mail.example"
    return User.objects.create(pk=number, email=email, name=mark, time_zone=ZONE, password=make_password(PASSWORD))


def plant_record(model, number, mark, planted):
    """Make one record of `model`, or say what to do when its rules refuse it."""
    needs = NEEDS.get(model._meta.label, {})
    values = {model._meta.pk.name: key_value(model, number)} if key_value(model, number) else {}
    for field in model._meta.concrete_fields:
        if field.primary_key and not field.is_relation:
            continue
        value = needs.get(field.name, NOTHING)
        if value == "another":
            value = twin(planted[field.remote_field.model], number)
        if value is NOTHING:
            value = value_for(field, mark, planted)
        if value is not NOTHING:
            values[field.name] = value
    try:
        return model._base_manager.create(**values)
    except Exception as problem:
        raise AssertionError(
            f"The tenancy walk cannot make a {model._meta.label}: {problem}. Say in NEEDS of {__name__} "
            "which values its rules ask for."
        ) from problem


def key_value(model, number):
    key = model._meta.pk
    if isinstance(key, models.UUIDField):
        return UUID(int=number)
    if key.is_relation:
        return None
    return number if isinstance(key, models.IntegerField | models.AutoField) else None


def value_for(field, mark, planted):
    """Return a fitting value for `field`, NOTHING to leave it to the model."""
    if field.is_relation:
        return related_value(field, planted)
    if field.choices:
        return NOTHING if field.has_default() or field.blank else field.choices[0][0]
    if field.name == "time_zone":
        return ZONE
    if isinstance(field, models.EmailField):
        return f"{mark.lower()}@mail.example"
    if isinstance(field, models.SlugField):
        return mark.lower()
    if isinstance(field, models.CharField | models.TextField):
        return mark[: field.max_length] if not field.max_length or field.max_length >= len(mark) else NOTHING
    if isinstance(field, models.JSONField):
        return {"text": mark} if field.default is dict else NOTHING
    if field.null or field.has_default() or getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False):
        return NOTHING
    return plain_value(field, mark)


def related_value(field, planted):
    target = field.remote_field.model
    if target in planted:
        return planted[target]
    if leads_to_district(target) or field.null:
        return NOTHING
    return target._base_manager.first() or NOTHING


def plain_value(field, mark):
    if isinstance(field, models.DateTimeField):
        return timezone.now() + timedelta(days=1)
    if isinstance(field, models.DateField):
        return timezone.now().date()
    if isinstance(field, models.UUIDField):
        return UUID(bytes=mark.encode().ljust(16)[:16])
    if isinstance(field, models.BinaryField):
        return mark.encode()
    if isinstance(field, models.FloatField | models.DecimalField | models.IntegerField):
        return 1
    return NOTHING


def twin(record, number):
    """A second record like `record`, the same for all ties that need two ends."""
    model = type(record)
    known = model._base_manager.filter(pk=number + 7).first()
    if known is not None:
        return known
    values = {
        field.name: getattr(record, field.name)
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.unique
    }
    return model._base_manager.create(**values, pk=number + 7)


def fill_many_to_many(record, planted):
    for field in record._meta.many_to_many:
        target = field.remote_field.model
        related = planted.get(target) or (None if leads_to_district(target) else target._base_manager.first())
        if related is not None and field.remote_field.through._meta.auto_created:
            getattr(record, field.name).add(related)


def model_named(name):
    """Find one of our models by the noun of a URL, such as `decision_body` or `decision-body`, else None."""
    wanted = name.replace("-", "").replace("_", "").lower()
    return next((model for model in our_models() if model._meta.model_name == wanted), None)
