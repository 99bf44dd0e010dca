from django.db import models

from stakeholders.enums import Phase


class Purpose(models.Model):
    """Why a partner is needed: a role in one of the three phases. The same for all districts."""

    slug = models.SlugField(unique=True)
    phase = models.CharField(max_length=10, choices=Phase)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name
