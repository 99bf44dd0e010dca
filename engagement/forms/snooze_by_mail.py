from django import forms

from engagement.forms.snooze import NAMES


class SnoozeByMailForm(forms.Form):
    """For how many days something is put off: a button for each; `seen` is the day the page showed as due."""

    days = forms.TypedChoiceField(choices=list(NAMES.items()), coerce=int)
    seen = forms.DateField()

    def __init__(self, data=None, *, offered):
        super().__init__(data)
        self.offered = offered

    @property
    def choices(self):
        """The buttons: number of days, name, and the day it leads to."""
        return [(days, NAMES[days], day) for days, day in self.offered.items()]

    @property
    def day(self):
        return self.offered[self.cleaned_data["days"]]
