from django import forms

from coalition.lib.forms.versioned import VersionedForm
from stakeholders.forms.member_choice import MemberChoice
from stakeholders.models import Initiative


class InitiativeForm(VersionedForm):
    """What a change is for, who leads it and by when."""

    lead = MemberChoice(required=False, empty_label="No one yet")

    class Meta:
        model = Initiative
        fields = ("name", "vision", "case_for_change", "phase", "lead", "starts_on", "target_on")
        labels = {"phase": "Where it is now", "starts_on": "Started"}
        widgets = {
            "vision": forms.Textarea(attrs={"rows": 4}),
            "case_for_change": forms.Textarea(attrs={"rows": 4}),
            "phase": forms.RadioSelect,
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "target_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].choose_from(request.district, kept=self.instance.lead_id)

    def clean_name(self):
        name = self.cleaned_data["name"]
        if Initiative.objects.filter(name=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("There is an initiative with this name already. It may be archived.")
        return name

    def clean(self):
        cleaned = super().clean()
        start, target = cleaned.get("starts_on"), cleaned.get("target_on")
        if start and target and target < start:
            self.add_error("target_on", "This day is before the start.")
        return cleaned
