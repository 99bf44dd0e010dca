from django.db import models
from django.urls import reverse
from django_scopes import ScopedManager

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict
from stakeholders.models.stakeholder_import import ImportState


class RelationshipImport(InOneDistrict):
    """A list of ties (who, whom, kind, trust) brought in as one: how it was read, what it made, what it changed."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    uploaded_by = models.ForeignKey(Membership, models.RESTRICT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    file_name = models.CharField(max_length=255)
    columns = models.JSONField(default=list, help_text="The headers, in order.")
    mapping = models.JSONField(default=list, help_text="The field each column goes to, in order.")
    choices = models.JSONField(default=dict, help_text="Who is meant by names that several bear, by name.")
    kind = models.CharField(max_length=12, blank=True, default="", help_text="Of ties that name none.")
    row_count = models.PositiveIntegerField(default=0)
    rows = models.BinaryField(default=bytes, blank=True)
    counts = models.JSONField(default=dict, help_text="What the import came to.")
    effects = models.JSONField(
        default=dict, help_text="Keys of the ties it made; what the ties it changed held before."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(district="district")

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("stakeholders:relationship-import-detail", args=[self.district.slug, self.pk])
