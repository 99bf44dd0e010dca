from django import forms
from django.core.exceptions import ValidationError

from coalition.lib.forms.day_field import DayField
from coalition.lib.local_time import local_day
from stakeholders.forms.picker import PickerField, listed


class RecordsRequestForm(forms.Form):
    """About whom a records request asks, or which period, or both."""

    stakeholder = PickerField(
        label="About whom",
        required=False,
        help_text="A person, group or organization, also one that is archived. Leave it open for everybody.",
    )
    since = DayField(label="Written from", required=False)
    until = DayField(label="Written to", required=False, help_text="The last day.")
    reference = forms.CharField(
        label="Which request it answers",
        max_length=200,
        help_text="Such as its number and date. Kept in the audit log.",
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.district = request.district
        self.fields["stakeholder"].look_in(request, listed(), **{"for": "stakeholder", "listed": "all"})

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day is before the first.")
        if not self.errors and not (cleaned.get("stakeholder") or since or until):
            raise ValidationError("Say about whom, or choose a period, or both.")
        return cleaned

    def period(self):
        """Return the first instant that is asked for and the first that no longer is, each None where it is open."""
        since, until = self.cleaned_data["since"], self.cleaned_data["until"]
        begin = local_day(since, self.district.zone)[0] if since else None
        return begin, local_day(until, self.district.zone)[1] if until else None
