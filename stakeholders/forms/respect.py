from django import forms

from coalition.lib.forms.versioned import VersionedForm
from stakeholders.models import Respect


class RespectForm(VersionedForm):
    """What to honor, in their own words, and how they agreed that it is written down."""

    class Meta:
        model = Respect
        fields = ("culture", "identity", "values", "agreed")
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("culture", "identity", "values")}

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in ("culture", "identity", "values")) and not self.errors:
            self.add_error("culture", "Write at least one of the three, or go back.")
        return cleaned
