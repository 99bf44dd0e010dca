"""What a plan page is asked for, the total budget, and beginning from a template."""

from django import forms

from coalition.lib.forms.day_field import DayField
from coalition.lib.forms.versioned import VersionedForm
from engagement.models import Plan, PlanTemplate
from engagement.plans.reading import LEAD, MONTH, PHASE
from stakeholders.forms.member_choice import MemberChoice

GROUPINGS = ((PHASE, "By phase"), (LEAD, "By lead"), (MONTH, "By month"))


class PlanViewForm(forms.Form):
    """How a plan is grouped; anything else reads as by phase."""

    by = forms.ChoiceField(choices=GROUPINGS, required=False)

    @property
    def grouping(self):
        self.is_valid()
        return self.cleaned_data.get("by") or PHASE


class PlanForm(VersionedForm):
    class Meta:
        model = Plan
        fields = ("budget",)
        labels = {"budget": "Budget"}


class TemplateField(forms.ModelChoiceField):
    def label_from_instance(self, template):
        return f"{template.get_phase_display()}: {template.name}. {template.description}"


class StartPlanForm(forms.Form):
    """Which template, from which day on, and who leads its activities at first."""

    template = TemplateField(
        queryset=PlanTemplate.objects.all(), label="Begin with", widget=forms.RadioSelect, empty_label=None
    )
    starts_on = DayField(label="First day")
    lead = MemberChoice(label="Who leads them at first", help_text="You can hand each one over afterwards.")

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].choose_from(request.district)
