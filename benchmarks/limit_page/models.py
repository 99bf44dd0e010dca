from django.db import models


class Contact(models.Model):
    """A row of the yardstick's list."""

    owner = models.IntegerField()
    name = models.CharField(max_length=120)
    email = models.CharField(max_length=120)
    phone = models.CharField(max_length=40)
    city = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["owner", "name", "id"], name="contact_by_name")]

    def __str__(self):
        return self.name
