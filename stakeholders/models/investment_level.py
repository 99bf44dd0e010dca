from django.db import models

from stakeholders.enums import Score


class InvestmentLevel(models.Model):
    """How invested a partner is. The score is fixed and is the key; the label may be edited."""

    score = models.SmallIntegerField(primary_key=True, choices=Score)
    slug = models.SlugField(unique=True, help_text="Names the glyph; not shown.")
    label = models.CharField(max_length=40)
    description = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["score"]

    def __str__(self):
        return self.label
