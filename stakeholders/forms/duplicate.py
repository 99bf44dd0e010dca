from django import forms

from stakeholders.merging.duplicates import PAIRS_ON_A_PAGE
from stakeholders.merging.likeness import MOST_PAIRS
from stakeholders.models import Stakeholder


class PairForm(forms.Form):
    """Two stakeholders of the district."""

    one = forms.ModelChoiceField(queryset=None, widget=forms.HiddenInput)
    other = forms.ModelChoiceField(queryset=None, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["one"].queryset = self.fields["other"].queryset = Stakeholder.objects.active()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("one") and cleaned["one"] == cleaned.get("other"):
            raise forms.ValidationError("Choose two.")
        return cleaned


class PageForm(forms.Form):
    """Which page of pairs, counted from 1; what cannot be read is the first."""

    page = forms.IntegerField(required=False, min_value=1, max_value=MOST_PAIRS // PAIRS_ON_A_PAGE)

    @property
    def number(self):
        return (self.is_valid() and self.cleaned_data["page"]) or 1
