"""One record, one district: a foreign key never leads into another one.

The rule is looked up from the fields, so it holds for a model that is added later. Forms and admin ask the database by
`full_clean`; `save` looks at what is at hand, so that a verb cannot tie what it was given to another district either.
"""

from functools import cache

from django.core.exceptions import ValidationError
from django.db import models

from coalition.districts.models.district import District


def is_tenant(model):
    """Tell whether the records of `model` belong to a district."""
    return any(is_district(field) for field in model._meta.concrete_fields)


def is_district(field):
    return field.is_relation and field.name == "district" and field.remote_field.model is District


@cache
def ties(model):
    """Return the foreign keys of a tenant model that lead to records of a district."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and is_tenant(field.remote_field.model)
    ]


def stray_ties(record):
    """Return the foreign keys of `record` that lead to another district than its own."""
    return [
        field
        for field in ties(type(record))
        if record.district_id is not None
        and getattr(record, field.attname) is not None
        and district_behind(record, field) not in (None, record.district_id)
    ]


def district_behind(record, field):
    """Return the district of what `field` points at; None when it is not there, which other checks report."""
    if field.is_cached(record):
        return getattr(record, field.name).district_id
    target = field.remote_field.model._base_manager.filter(pk=getattr(record, field.attname))
    return target.values_list("district_id", flat=True).first()


class OtherDistrict(ValueError):
    """Raised when a record would be saved with a tie to another district."""


class InOneDistrict(models.Model):
    """A record whose foreign keys stay within its district; `full_clean` and `save` refuse others."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Raises OtherDistrict. Asks the database nothing: what is only known by its key was found in scope."""
        for field in ties(type(self)):
            tied = getattr(self, field.name) if field.is_cached(self) else None
            if tied is not None and tied.district_id != self.district_id:
                raise OtherDistrict(f"{field.name} of {self._meta.label} is of another district.")
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        strays = stray_ties(self)
        if strays:
            # About the whole record, since a form need not show the field at fault.
            raise ValidationError(
                [f"{str(field.verbose_name).capitalize()}: choose one of the same district." for field in strays]
            )
