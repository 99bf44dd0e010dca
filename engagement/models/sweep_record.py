from django.db import models


class SweepRecord(models.Model):
    """The last round of the sweep, one row: when it was and what the clocks showed, to notice a clock that jumped."""

    name = models.CharField(max_length=40, primary_key=True, default="sweep", editable=False)
    at = models.DateTimeField("last sweep")
    boot = models.CharField("machine start", max_length=64, blank=True)
    seconds_since_boot = models.FloatField(default=0)
    planned = models.PositiveIntegerField("mails planned", default=0)

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M}"
