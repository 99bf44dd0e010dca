from django import forms

from coalition.lib.forms.versioned import VersionedForm
from stakeholders.forms.picker import PickerField, everyone
from stakeholders.models import Seat

DAY = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), "required": False}


class SeatForm(VersionedForm):
    """A seat, who holds it and until when."""

    stakeholder = PickerField(label="Who holds it", required=False, help_text="Leave it open while it is vacant.")
    starts_on = forms.DateField(label="Since", **DAY)
    ends_on = forms.DateField(label="Until", help_text="The last day. Leave it open when there is none.", **DAY)

    class Meta:
        model = Seat
        fields = ("title", "stakeholder", "starts_on", "ends_on")

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stakeholder"].look_in(request, everyone(), **{"for": "stakeholder"})

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "The last day is before the first.")
        return cleaned
