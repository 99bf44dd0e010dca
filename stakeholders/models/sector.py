import lucide
from django.core.exceptions import ValidationError
from django.db import models


def validate_icon(name):
    """Refuse a name that Lucide does not have: every page that shows the sector would fail."""
    try:
        lucide._load_icon(name)
    except lucide.IconDoesNotExist:
        raise ValidationError(f"Lucide has no icon named {name}.") from None


class Sector(models.Model):
    """A part of the community, such as Families. The same for all districts; administrators edit it."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80, unique=True)
    icon = models.CharField(
        max_length=40, default="users", validators=[validate_icon], help_text="The name of a Lucide icon."
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self):
        return self.name
