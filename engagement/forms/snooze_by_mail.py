from django import forms

from engagement.forms.snooze import NAMES, names_of
from engagement.snoozing import days_ahead


class SnoozeByMailForm(forms.Form):
    """For how many days something is put off: a button for each; `seen` is the day the page showed as due."""

    days = forms.TypedChoiceField(choices=list(NAMES.items()), coerce=int)
    seen = forms.DateField()

    def __init__(self, data=None, *, calendar, today, due_on=None):
        super().__init__(data)
        self.offered, self.names = days_ahead(calendar, today, due_on), names_of(today, due_on)

    @property
    def choices(self):
        """The buttons: number of days, name, and the day it leads to."""
        return [(days, self.names[days], day) for days, day in self.offered.items()]

    @property
    def day(self):
        return self.offered[self.cleaned_data["days"]]
