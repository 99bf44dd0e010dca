from django import forms

from stakeholders.restoring import AGREED, OWN

BIGGEST = 2**31 - 1


class RestorationForm(forms.Form):
    """Which row of history to go back to, in one field or in all, and the version that was looked at."""

    row = forms.IntegerField(min_value=1, max_value=BIGGEST)
    version = forms.IntegerField(min_value=0, max_value=BIGGEST)
    field = forms.ChoiceField(required=False, choices=[("", "All"), *((name, name) for name in {*OWN, *AGREED})])

    def names(self, every):
        chosen = self.cleaned_data["field"]
        return [chosen] if chosen else every
