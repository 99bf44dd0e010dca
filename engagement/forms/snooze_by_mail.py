from django import forms

from engagement.forms.snooze import NAMES, choices_of
from engagement.snoozing import days_ahead


class SnoozeByMailForm(forms.Form):
    """For how many days something is put off: a button for each; `seen` is the day the page showed as due."""

    days = forms.TypedChoiceField(choices=list(NAMES.items()), coerce=int)
    seen = forms.DateField()

    def __init__(self, data=None, *, calendar, today, due_on=None):
        super().__init__(data)
        self.offered = days_ahead(calendar, today, due_on)
        self.choices = choices_of(self.offered, today, due_on)

    @property
    def day(self):
        return self.offered[self.cleaned_data["days"]]
