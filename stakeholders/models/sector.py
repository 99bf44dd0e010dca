from django.db import models


class Sector(models.Model):
    """A part of the community, such as Families. The same for all districts; administrators edit it."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80, unique=True)
    icon = models.CharField(max_length=40, default="users", help_text="The name of a Lucide icon.")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self):
        return self.name
