from django.db import models
from django_scopes import ScopedManager

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.database.append_only import AppendOnly
from engagement.enums import Channel
from stakeholders.models import Assessment, Initiative, Stakeholder


class TouchpointQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-happened_on", "-pk")


class Touchpoint(AppendOnly, InOneDistrict):
    """A contact that happened: when, how, with whom, and what was heard."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    initiative = models.ForeignKey(Initiative, models.RESTRICT, null=True, blank=True, related_name="touchpoints")
    stakeholders = models.ManyToManyField(Stakeholder, related_name="touchpoints")
    happened_on = models.DateField()
    channel = models.CharField(max_length=10, choices=Channel)
    heard = models.TextField("what was heard", blank=True)
    commitments = models.TextField(blank=True)
    next_step = models.CharField("next step agreed", max_length=200, blank=True)
    assessment = models.ForeignKey(Assessment, models.SET_NULL, null=True, blank=True, related_name="+")
    logged_by = models.ForeignKey(Membership, models.RESTRICT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager(district="district", _manager_class=models.Manager.from_queryset(TouchpointQuerySet))

    class Meta:
        indexes = [
            models.Index(fields=["district", "-happened_on", "-id"], name="touchpoint_newest"),
        ]

    def __str__(self):
        return f"{self.get_channel_display()} on {self.happened_on:%Y-%m-%d}"
