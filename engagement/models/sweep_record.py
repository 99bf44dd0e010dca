from uuid import uuid4

from django.db import models


class SweepRecord(models.Model):
    """The last round of the sweep, one row: when it was and what the clocks showed, to notice a clock that jumped,
    and which round it was, to notice a database that was restored."""

    name = models.CharField(max_length=40, primary_key=True, default="sweep", editable=False)
    at = models.DateTimeField("last sweep")
    boot = models.CharField("machine start", max_length=64, blank=True)
    seconds_since_boot = models.FloatField(default=0)
    series = models.UUIDField(
        default=uuid4, editable=False, help_text="Names the life of this database; a copy of it has the same."
    )
    rounds = models.PositiveBigIntegerField(default=0, editable=False, help_text="Sweeps counted from the first.")
    planned = models.PositiveIntegerField("mails planned", default=0)

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M}"
