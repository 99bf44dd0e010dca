"""What a reader asks of the map: put this partner there, and perhaps why."""

import re

from django import forms

from stakeholders.models import InvestmentLevel
from stakeholders.standing.moving import Place

SEEN = re.compile(r"(-?\d)?,(\d)?")


class MoveForm(forms.Form):
    """A level, a sway or both; `seen` is where the page showed the partner, as "score,sway"."""

    level = forms.ModelChoiceField(
        InvestmentLevel.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="Leave it as it is",
        label="Level",
        help_text="A new level is a new dated rating. The old one stays in the history.",
    )
    sway = forms.TypedChoiceField(
        choices=[("", "Leave it as it is"), *((sway, f"{sway} of 5") for sway in range(5, 0, -1))],
        coerce=int,
        empty_value=None,
        required=False,
        label="Sway",
        help_text="How much others listen to them, from 1 (little) to 5 (a great deal).",
    )
    evidence = forms.CharField(
        max_length=500,
        required=False,
        label="What changed?",
        help_text="What you saw or heard. Notes may be public records: write what you would say in the room.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_seen(self):
        if not self.cleaned_data["seen"]:
            return None
        found = SEEN.fullmatch(self.cleaned_data["seen"])
        if not found:
            raise forms.ValidationError("Reload the page and try again.")
        level, sway = found.groups()
        return Place(int(level) if level else None, int(sway) if sway else None)

    def clean(self):
        if not self.errors and not self.cleaned_data.get("level") and not self.cleaned_data.get("sway"):
            raise forms.ValidationError("Choose a level or a sway.")
        return super().clean()

    @property
    def problem(self):
        """Return the first thing that is wrong, as one sentence."""
        return next((str(error) for errors in self.errors.values() for error in errors), "")


class MoveQuestionForm(forms.Form):
    """What the address of the move form knows already: where to, or which of the two menus is wanted."""

    to_level = forms.ModelChoiceField(InvestmentLevel.objects.all(), to_field_name="slug", required=False)
    to_sway = forms.TypedChoiceField(
        choices=[(sway, str(sway)) for sway in range(1, 6)], coerce=int, empty_value=None, required=False
    )
    change = forms.ChoiceField(choices=[("sway", "Sway")], required=False)

    def known(self, name):
        """Return what the address says, or None where it says nothing that exists."""
        self.full_clean()
        return self.cleaned_data.get(name) or None
