from datetime import date

from django import forms

from stakeholders.enums import Confidence
from stakeholders.models import InvestmentLevel
from stakeholders.standing.ratings import level_label

EARLIEST = date(2000, 1, 1)


class AssessmentForm(forms.Form):
    """A dated rating of one partner, with what it rests on."""

    level = forms.ModelChoiceField(
        InvestmentLevel.objects.all(), widget=forms.RadioSelect, empty_label=None, label="Where they stand"
    )
    evidence = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
        label="What you saw or heard",
        help_text="Notes may be public records: write what you would say in the room.",
    )
    assessed_on = forms.DateField(
        label="On which day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    confidence = forms.TypedChoiceField(
        label="How sure are you", choices=Confidence, coerce=int, initial=Confidence.FAIRLY
    )

    def __init__(self, *args, stakeholder, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["assessed_on"].initial = on
        self.fields["level"].label_from_instance = lambda level: describe(level, stakeholder)

    def clean_assessed_on(self):
        day = self.cleaned_data["assessed_on"]
        if not EARLIEST <= day <= self.on:
            raise forms.ValidationError("Choose a day that is not in the future.")
        return day


def describe(level, stakeholder):
    label = level_label(level, stakeholder)
    return f"{label}: {level.description}" if level.description else label
