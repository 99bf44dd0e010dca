from django.db import models

from coalition.districts.models.membership import Membership


class Submission(models.Model):
    """A form that was carried out, by the token it was shown with: a repeat leads to the first result."""

    token = models.UUIDField(primary_key=True)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    location = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self):
        return str(self.token)
