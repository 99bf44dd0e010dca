from django.db import models


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
