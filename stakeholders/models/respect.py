from django.db import models
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from coalition.districts.models import District
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.database.versioned import Versioned
from stakeholders.models.stakeholder import Stakeholder


class Respect(Versioned, InOneDistrict):
    """What to honor when reaching somebody. Written only where the district allows it, and with their consent.

    It stands apart from the stakeholder so that no list, search, export, import or history of theirs ever reads it.
    """

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    stakeholder = models.OneToOneField(Stakeholder, models.CASCADE, related_name="respect")
    culture = models.TextField(blank=True, help_text="Customs, holidays and places that matter.")
    identity = models.TextField(blank=True, help_text="How they describe themselves, in their own words.")
    values = models.TextField(blank=True, help_text="What they will not give up, and what they hope for.")
    agreed = models.CharField(
        "how they agreed to this", max_length=300, help_text="When and how they said it may be written down."
    )

    objects = ScopedManager(district="district")
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "respect"

    def __str__(self):
        return f"What to honor with {self.stakeholder}"

    def get_absolute_url(self):
        return self.stakeholder.get_absolute_url()
