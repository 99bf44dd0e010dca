from django.db import models
from django.urls import reverse
from django.utils import timezone
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.database.versioned import Versioned
from stakeholders.enums import Phase


class InitiativeQuerySet(models.QuerySet):
    def active(self):
        return self.filter(archived_at=None)


class Initiative(Versioned, InOneDistrict):
    """One change effort of a district; partners are brought in for its purposes."""

    district = models.ForeignKey(District, models.CASCADE, related_name="initiatives")
    name = models.CharField(max_length=160)
    vision = models.TextField(blank=True, help_text="What will be true for students, and by when.")
    case_for_change = models.TextField(blank=True, help_text="Why now: what people will recognize as their own reason.")
    phase = models.CharField(max_length=10, choices=Phase, default=Phase.SHAPE)
    lead = models.ForeignKey(Membership, models.RESTRICT, null=True, blank=True, related_name="led_initiatives")
    starts_on = models.DateField(null=True, blank=True)
    target_on = models.DateField(
        "targets are for", null=True, blank=True, help_text="The date by which partners should stand where you want."
    )
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager(district="district", _manager_class=models.Manager.from_queryset(InitiativeQuerySet))
    history = HistoricalRecords(excluded_fields=["created_at"])

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["district", "name"], name="initiative_name_unique_in_district")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("stakeholders:initiative-overview", args=[self.district.slug, self.pk])

    def archive(self):
        self.archived_at = timezone.now()
        self.save(update_fields=["archived_at"])

    def restore(self):
        self.archived_at = None
        self.save(update_fields=["archived_at"])
