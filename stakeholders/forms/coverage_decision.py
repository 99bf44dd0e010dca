from django import forms

from stakeholders.models import CoverageDecision


class CoverageDecisionForm(forms.ModelForm):
    """Whether a sector is needed for a purpose, and why."""

    is_needed = forms.TypedChoiceField(
        choices=[("no", "Not needed"), ("yes", "Needed")],
        coerce=lambda value: value == "yes",
        widget=forms.HiddenInput,
    )

    class Meta:
        model = CoverageDecision
        fields = ("is_needed", "note")
        labels = {"note": "Why"}
        help_texts = {"note": "Your team and later readers see it."}
        widgets = {"note": forms.TextInput}
