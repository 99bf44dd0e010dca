from django.db import models
from django.db.models import F


class StaleVersion(Exception):
    """Raised when the record was changed by somebody else after the form was shown."""


class Versioned(models.Model):
    """A record that people edit in a form: the second of two who began from the same state is told."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def claim_version(self, seen: int):
        """Take the next version if `seen` is still the current one, else raise StaleVersion.

        Call inside the transaction that saves the record: the row stays locked until it ends.
        """
        took = type(self)._base_manager.filter(pk=self.pk, version=seen).update(version=F("version") + 1)
        if not took:
            raise StaleVersion
        self.version = seen + 1
