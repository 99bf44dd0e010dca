from django import forms

from coalition.lib.forms.day_field import DayField
from coalition.lib.forms.versioned import VersionedForm
from engagement.models import Milestone
from stakeholders.models import DecisionBody


class MilestoneForm(VersionedForm):
    """A day the plan hangs on; once it is reached, what waits for it may begin."""

    body = forms.ModelChoiceField(queryset=None, label="Who decides", required=False, empty_label="No decision body")
    happens_on = DayField(label="Day")
    reached_on = DayField(label="Reached on", required=False, help_text="Leave it empty until it has happened.")

    class Meta:
        model = Milestone
        fields = ("name", "happens_on", "body", "reached_on", "outcome")
        labels = {"name": "Milestone", "outcome": "What was decided"}

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["body"].queryset = DecisionBody.objects.all()

    def clean_reached_on(self):
        day = self.cleaned_data["reached_on"]
        if day and day > self.today:
            raise forms.ValidationError("That day is still ahead.")
        return day
