from django.db import models
from django.urls import reverse
from django_scopes import ScopedManager

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict
from stakeholders.models.stakeholder import Stakeholder


class StakeholderMergeQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("survivor", "merged_by__user").order_by("-merged_at", "-pk")


class StakeholderMerge(InOneDistrict):
    """Several stakeholders that became one: by whom, when, and all it takes to part them again."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    survivor = models.ForeignKey(Stakeholder, models.CASCADE, related_name="merges")
    merged_by = models.ForeignKey(Membership, models.RESTRICT, null=True, related_name="+")
    merged_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(Membership, models.RESTRICT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    names = models.JSONField(default=list, help_text="What the others were called.")
    record = models.JSONField(default=dict, help_text="What stood where before; see stakeholders/merging.")

    objects = ScopedManager(district="district", _manager_class=models.Manager.from_queryset(StakeholderMergeQuerySet))

    class Meta:
        ordering = ["-merged_at", "-pk"]
        indexes = [models.Index(fields=["district", "-merged_at"], name="merge_by_district")]

    def __str__(self):
        return f"Merge into {self.survivor}"

    def get_absolute_url(self):
        return reverse("stakeholders:merge-detail", args=[self.district.slug, self.pk])
