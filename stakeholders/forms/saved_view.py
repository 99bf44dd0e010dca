from django import forms

from stakeholders.models import SavedView
from stakeholders.models.saved_view import LONGEST_QUERY


class SavedViewForm(forms.ModelForm):
    """A name for a list, and who sees it."""

    class Meta:
        model = SavedView
        fields = ("name", "is_shared")
        labels = {"name": "Name", "is_shared": "Show it to everyone in the district"}
        help_texts = {
            "name": "Such as Board seats up this year.",
            "is_shared": "It holds the filters and the order. Each person sees the ratings they may see.",
        }

    def clean_name(self):
        name = self.cleaned_data["name"]
        twins = SavedView.objects.filter(owner=self.instance.owner, name=name).exclude(pk=self.instance.pk)
        if twins.exists():
            raise forms.ValidationError("You have a view of this name already.")
        return name

    def clean(self):
        if len(self.instance.query) > LONGEST_QUERY:
            raise forms.ValidationError("This list has too many filters to be saved. Take some of them off.")
        return super().clean()
