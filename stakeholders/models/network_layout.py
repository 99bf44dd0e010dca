from django.db import models
from django_scopes import ScopedManager

from coalition.districts.models import District
from coalition.districts.tenancy import InOneDistrict
from stakeholders.models.initiative import Initiative


class NetworkLayout(InOneDistrict):
    """Where everyone stands on an initiative's map of who knows whom: laid out by us, or moved there by somebody.

    Both are {scene: {key: [x, y]}}; a place somebody chose goes before one that was laid out.
    """

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    initiative = models.OneToOneField(Initiative, models.CASCADE, related_name="network_layout")
    laid_out = models.JSONField(default=dict)
    moved = models.JSONField(default=dict)
    percent = models.PositiveSmallIntegerField("percent laid out", default=0)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ScopedManager(district="district")

    def __str__(self):
        return f"Map of {self.initiative}"
