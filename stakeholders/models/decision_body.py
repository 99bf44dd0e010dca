from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from coalition.districts.models import District
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.database.versioned import Versioned
from stakeholders.enums import BodyKind
from stakeholders.models.stakeholder import Stakeholder


class DecisionBody(Versioned):
    """Where decisions are made: a vision team, a design team, the school board."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=BodyKind, default=BodyKind.OTHER)

    objects = ScopedManager(district="district")
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "decision bodies"
        constraints = [models.UniqueConstraint(fields=["district", "name"], name="body_name_unique_in_district")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("stakeholders:decision-body-list", args=[self.district.slug])


class SeatQuerySet(models.QuerySet):
    def held(self, on):
        """Seats that somebody holds on that date."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=on), Q(ends_on=None) | Q(ends_on__gte=on), stakeholder__isnull=False
        )


class Seat(Versioned, InOneDistrict):
    """A place on a decision body, who holds it, and until when."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    body = models.ForeignKey(DecisionBody, models.CASCADE, related_name="seats")
    title = models.CharField(max_length=160, help_text="Such as Member, seat 3.")
    stakeholder = models.ForeignKey(Stakeholder, models.RESTRICT, null=True, blank=True, related_name="seats")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects = ScopedManager(district="district", _manager_class=models.Manager.from_queryset(SeatQuerySet))
    history = HistoricalRecords()

    class Meta:
        ordering = ["body", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="seat_ends_after_start",
            )
        ]

    def __str__(self):
        return f"{self.title}, {self.body}"

    def get_absolute_url(self):
        return self.body.get_absolute_url()

    def is_held(self, on):
        """Tell whether somebody holds it on that date."""
        has_begun = self.starts_on is None or self.starts_on <= on
        return self.stakeholder_id is not None and has_begun and (self.ends_on is None or self.ends_on >= on)


def sits_at_table(on, stakeholder="pk"):
    """Return the expression that tells whether the stakeholder named by that field path holds a seat on that date."""
    return Exists(Seat.objects.held(on).filter(stakeholder=OuterRef(stakeholder)))
