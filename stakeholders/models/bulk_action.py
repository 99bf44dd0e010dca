from django.db import models
from django.urls import reverse
from django_scopes import ScopedManager

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict
from stakeholders.models.partnership import Partnership
from stakeholders.models.stakeholder import Stakeholder


class BulkVerb(models.TextChoices):
    """What can be done to many stakeholders at once."""

    LEAD = "lead", "Set lead"
    INITIATIVE = "initiative", "Add to an initiative"
    TAG = "tag", "Tag"
    UNTAG = "untag", "Take a tag off"
    INFLUENCE = "sway", "Set sway"
    ARCHIVE = "archive", "Archive"


class BulkAction(InOneDistrict):
    """One change to many stakeholders: who did it, when, to how many, and through its effects what was before."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    by = models.ForeignKey(Membership, models.RESTRICT, related_name="+")
    verb = models.CharField(max_length=12, choices=BulkVerb)
    summary = models.CharField(max_length=300, help_text="What was done, as a sentence.")
    values = models.JSONField(default=dict, help_text="What was chosen: keys and words.")
    changed = models.PositiveIntegerField(default=0)
    skipped = models.JSONField(default=list, help_text="How many were left as they were, each with the reason.")
    done_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Membership, models.RESTRICT, null=True, blank=True, related_name="+")
    stayed = models.PositiveIntegerField(default=0, help_text="How many the undo left, since newer work stood on them.")

    objects = ScopedManager(district="district")

    class Meta:
        ordering = ["-done_at", "-pk"]
        indexes = [models.Index(fields=["district", "-done_at"], name="bulk_action_by_district")]

    def __str__(self):
        return self.summary

    def get_absolute_url(self):
        return reverse("stakeholders:bulk-action-detail", args=[self.district.slug, self.pk])


class BulkEffect(InOneDistrict):
    """What one action did to one stakeholder: what the changed fields held before."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    bulk_action = models.ForeignKey(BulkAction, models.CASCADE, related_name="effects")
    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, models.SET_NULL, null=True, blank=True, related_name="+")
    before = models.JSONField(default=dict)

    objects = ScopedManager(district="district")

    def __str__(self):
        return f"{self.stakeholder_id} by {self.bulk_action_id}"
