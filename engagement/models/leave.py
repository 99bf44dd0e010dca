from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict


class LeaveQuerySet(models.QuerySet):
    def on(self, day):
        """Those that are not over, and have begun on that day."""
        return self.filter(ended_at=None, begins_on__lte=day, ends_on__gte=day)

    def overlapping(self, first, last):
        """Those that are not over and share a day with that stretch."""
        return self.filter(ended_at=None, begins_on__lte=last, ends_on__gte=first)


class Leave(InOneDistrict):
    """The days on which a member is away and a deputy stands in: what they lead moves there, and back afterwards."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="leaves")
    deputy = models.ForeignKey(Membership, models.RESTRICT, related_name="+")
    begins_on = models.DateField("first day away")
    ends_on = models.DateField("last day away")
    ended_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="When what was moved came back.")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager(district="district", _manager_class=models.Manager.from_queryset(LeaveQuerySet))

    class Meta:
        ordering = ["begins_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="leave_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["begins_on"], name="leave_not_over", condition=Q(ended_at=None))]

    def clean(self):
        super().clean()
        if self.membership_id and self.membership_id == self.deputy_id:
            raise ValidationError({"deputy": "Choose somebody else to stand in."})

    def __str__(self):
        return f"{self.membership}, {self.begins_on} to {self.ends_on}"
