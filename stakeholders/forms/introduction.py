from django import forms

from stakeholders.models import Partnership


class PartnerToReach(forms.ModelChoiceField):
    def label_from_instance(self, partnership):
        return str(partnership.stakeholder)


class IntroductionForm(forms.Form):
    """Whom a partner is asked to introduce us to: another partner of the same initiative."""

    goal = PartnerToReach(Partnership.objects.none(), label="Who you want to reach")

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        others = Partnership.objects.active().filter(initiative=partnership.initiative_id).exclude(pk=partnership.pk)
        self.fields["goal"].queryset = others.select_related("stakeholder").order_by("stakeholder__sort_name", "pk")
