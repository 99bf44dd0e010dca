from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_scopes import ScopedManager

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict

LONGEST_QUERY = 4000


class SavedViewQuerySet(models.QuerySet):
    def seen_by(self, membership):
        """Their own and those the district shares, the shared ones last."""
        return self.filter(Q(owner=membership) | Q(is_shared=True)).order_by("is_shared", "name", "pk")


class SavedView(InOneDistrict):
    """A list of stakeholders under a name: its filters and order, not its rows. Each reader sees what they may see."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    owner = models.ForeignKey(Membership, models.RESTRICT, related_name="+")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True, help_text="As in the address of the list.")
    is_shared = models.BooleanField(
        "show it to everyone in the district", default=False, help_text="Otherwise only you see it."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager(district="district", _manager_class=models.Manager.from_queryset(SavedViewQuerySet))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="saved_view_once_by_name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        url = reverse("stakeholders:stakeholder-list", args=[self.district.slug])
        return f"{url}?{self.query}" if self.query else url

    def may_be_changed_by(self, membership):
        """Its owner changes it; what is shared also leads, so that a list outlives whoever made it."""
        return self.owner_id == membership.pk or (self.is_shared and membership.may("lead"))
