from django import forms

from coalition.districts.roles import allows
from stakeholders.forms.member_choice import MemberChoice


class HandoverForm(forms.Form):
    """Who takes a partner over, and what they should know."""

    taker = MemberChoice(
        label="Who takes over?", empty_label="Choose a colleague", error_messages={"required": "Choose a colleague."}
    )
    note = forms.CharField(
        label="A note for them",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="They get it by email. Notes can be public records.",
    )
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, data=None, *, partnership):
        super().__init__(data, initial={"version": partnership.version}, auto_id="handover-%s")
        self.partnership = partnership
        self.fields["taker"].choose_from(partnership.district)

    def clean_taker(self):
        taker = self.cleaned_data["taker"]
        if taker.pk == self.partnership.lead_id:
            raise forms.ValidationError("They lead this partner already.")
        if not allows(taker.role, "edit"):
            raise forms.ValidationError("They may only read here. Choose somebody who may edit.")
        return taker
