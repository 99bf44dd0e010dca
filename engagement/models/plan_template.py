from django.core.validators import MaxValueValidator
from django.db import models

from engagement.models.activity import MOST_HOURS
from stakeholders.enums import Participation, Phase
from stakeholders.models import Purpose


class PlanTemplate(models.Model):
    """A plan to begin with, one for each phase; the same for all districts, editable in Django admin."""

    slug = models.SlugField(unique=True)
    phase = models.CharField(max_length=10, choices=Phase)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name


class PlanTemplateStep(models.Model):
    """An activity of a template: when it begins and how long it takes are counted in weeks from the first day."""

    template = models.ForeignKey(PlanTemplate, models.CASCADE, related_name="steps")
    purpose = models.ForeignKey(Purpose, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    notes = models.TextField(blank=True)
    starts_after = models.PositiveSmallIntegerField("begins after, in weeks", default=0)
    weeks = models.PositiveSmallIntegerField("takes, in weeks", default=2)
    hours = models.PositiveIntegerField(default=0, validators=[MaxValueValidator(MOST_HOURS)])
    participation = models.PositiveSmallIntegerField(
        "participation promised", choices=Participation, null=True, blank=True
    )

    class Meta:
        ordering = ["starts_after", "pk"]

    def __str__(self):
        return self.name
