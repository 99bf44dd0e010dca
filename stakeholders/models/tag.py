from django.core.exceptions import ValidationError
from django.db import models
from django_scopes import ScopedManager

from coalition.districts.models import District
from coalition.districts.tenancy import InOneDistrict
from stakeholders.text import fold

LONGEST_TAG = 60


def validate_tag(name):
    """Refuse what could not be told from two tags, or from none."""
    if "," in name or not fold(name):
        raise ValidationError("A tag is a word or a few, without a comma.")


class TagQuerySet(models.QuerySet):
    def named(self, names):
        """Those with one of these names, whatever their accents and capitals."""
        return self.filter(key__in={fold(name) for name in names})


class Tag(InOneDistrict):
    """A word of the district's own to find stakeholders by. Names that differ in accents or capitals are the same."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=LONGEST_TAG, validators=[validate_tag])
    key = models.CharField(max_length=2 * LONGEST_TAG, editable=False, help_text="The name as it is compared.")

    objects = ScopedManager(district="district", _manager_class=models.Manager.from_queryset(TagQuerySet))

    class Meta:
        ordering = ["key", "pk"]
        constraints = [models.UniqueConstraint(fields=["district", "key"], name="tag_once_in_district")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.key = fold(self.name)[: 2 * LONGEST_TAG]
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "key"}
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        twins = Tag._base_manager.filter(district=self.district_id, key=fold(self.name)).exclude(pk=self.pk)
        if twins.exists():
            raise ValidationError({"name": "There is a tag of this name already."})
