from django import forms

from coalition.lib.forms.record_choices import RecordChoices
from stakeholders.models import Partnership


class PartnerToReach(forms.ModelChoiceField):
    def label_from_instance(self, partnership):
        return str(partnership.stakeholder)


class IntroductionForm(forms.Form):
    """Whom a partner is asked to introduce us to: another partner of the same initiative."""

    goal = PartnerToReach(Partnership.objects.none(), label="Who you want to reach")
    via = RecordChoices(Partnership.objects.none(), required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        self.partnership = partnership
        others = Partnership.objects.active().filter(initiative=partnership.initiative_id).exclude(pk=partnership.pk)
        named = others.select_related("stakeholder").order_by("stakeholder__sort_name", "pk")
        self.fields["goal"].queryset = named
        self.fields["via"].queryset = Partnership.objects.active().filter(initiative=partnership.initiative_id)

    def asked(self):
        """Return whom to ask, in the order of the way; the first is the partner the form is about."""
        by_key = {one.pk: one for one in self.cleaned_data["via"].select_related("stakeholder", "initiative")}
        order = [int(key) for key in self.data.getlist("via") if key.isdigit()]
        after = [by_key[key] for key in dict.fromkeys(order) if key in by_key and key != self.partnership.pk]
        return [self.partnership, *(one for one in after if one.pk != self.cleaned_data["goal"].pk)]
