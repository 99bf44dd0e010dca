from django.db import models
from django.utils import timezone
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from coalition.districts.models import District
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.database.versioned import Versioned
from stakeholders.models import DecisionBody, Initiative


class MilestoneQuerySet(models.QuerySet):
    def active(self):
        return self.filter(removed_at=None)


class Milestone(Versioned, InOneDistrict):
    """A day the plan hangs on, such as a board vote."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    initiative = models.ForeignKey(Initiative, models.RESTRICT, related_name="milestones")
    name = models.CharField(max_length=80, help_text="Such as Board vote.")
    happens_on = models.DateField("day")
    body = models.ForeignKey(
        DecisionBody, models.SET_NULL, null=True, blank=True, verbose_name="who decides", related_name="+"
    )
    reached_on = models.DateField("reached on", null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True, help_text="What was decided, in a sentence.")
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager(district="district", _manager_class=models.Manager.from_queryset(MilestoneQuerySet))
    history = HistoricalRecords(excluded_fields=["created_at"])

    class Meta:
        ordering = ["happens_on", "pk"]
        indexes = [models.Index(fields=["initiative", "happens_on"], name="milestone_by_day")]

    def __str__(self):
        return self.name

    def remove(self):
        self.removed_at = timezone.now()
        self.save(update_fields=["removed_at"])

    def restore(self):
        self.removed_at = None
        self.save(update_fields=["removed_at"])
