from django import forms

from coalition.lib.forms.versioned import VersionedForm
from stakeholders.models import DecisionBody


class DecisionBodyForm(VersionedForm):
    """A place where decisions are made."""

    class Meta:
        model = DecisionBody
        fields = ("name", "kind")

    def clean_name(self):
        name = self.cleaned_data["name"]
        if DecisionBody.objects.filter(name=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("There is one with this name already.")
        return name
