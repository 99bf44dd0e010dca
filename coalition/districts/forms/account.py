from django import forms

from coalition.districts.forms.policy import zone_choices
from coalition.districts.models import User


class AccountForm(forms.ModelForm):
    """How colleagues know this person, and the clock their reminders follow."""

    title = forms.CharField(
        label="Position", required=False, max_length=120, help_text="In this district, such as Communications director."
    )

    class Meta:
        model = User
        fields = ["name", "time_zone"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}

    field_order = ["name", "title", "time_zone"]

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, instance=membership.user, initial={"title": membership.title}, **kwargs)
        self.membership = membership
        choices = [("", "As the district"), *zone_choices(membership.user.time_zone)]
        self.fields["time_zone"] = forms.ChoiceField(choices=choices, required=False)

    def save(self):
        user = super().save(commit=False)
        user.save(update_fields=["name", "time_zone"])
        self.membership.title = self.cleaned_data["title"]
        self.membership.save(update_fields=["title"])
