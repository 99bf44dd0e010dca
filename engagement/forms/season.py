from datetime import timedelta

from django import forms

from engagement.models import Season

LONGEST = timedelta(days=200)


class SeasonForm(forms.ModelForm):
    """A stretch of the year in which outreach rests or slows down."""

    class Meta:
        model = Season
        fields = ["name", "begins_on", "ends_on", "pace"]
        labels = {"begins_on": "First day", "ends_on": "Last day", "pace": "Outreach"}
        widgets = {
            "begins_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("begins_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Choose a day on or after the first.")
        elif first and last and last - first > LONGEST:
            self.add_error("ends_on", f"A season lasts at most {LONGEST.days} days. Is the year right?")
        return cleaned
