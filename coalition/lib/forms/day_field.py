"""A day as a field of a form."""

from datetime import date

from django import forms

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day of this century: one that a plan can be drawn with."""

    widget = DayInput

    def clean(self, value):
        day = super().clean(value)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError("Choose a day between 2000 and 2099.")
        return day
