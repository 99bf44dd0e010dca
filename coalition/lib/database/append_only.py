"""Records that are written once, and the one door by which an erasure takes words out of them, or old ones away."""

from django.db import models

from coalition.lib.database.rewriting import rewrite


class AppendOnlyError(TypeError):
    """Raised when something tries to change a record that is only ever added to."""


class AppendOnly(models.Model):
    """A record that is written once; a correction is a new row."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnlyError(f"This {self._meta.verbose_name} is never changed; write a new one.")
        super().save(*args, **kwargs)


def strike(model, names, rows):
    """Have words erased for good, as `rewrite` says. Whoever strikes writes into the audit log that they did."""
    rewrite(model, names, rows)


def discard(records):
    """Delete records whose time is over, or whom they are about is erased; returns how many. Written down likewise."""
    return records._raw_delete(using=records.db)
