from django import forms

from coalition.districts.roles import Role

ROLES = [(role.value, role.label) for role in (Role.EDITOR, Role.LEAD, Role.ADMINISTRATOR)]


class RespectPolicyForm(forms.Form):
    """What writing down culture, identity and values asks for."""

    reason = forms.CharField(
        label="What the district needs this for",
        help_text="Kept in the audit log. It may be read in a records request.",
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=20,
        max_length=500,
    )
    role = forms.ChoiceField(
        label="Who reads and writes it",
        choices=ROLES,
        initial=Role.LEAD.value,
        help_text="This role and those above it. Nobody else sees that anything is written.",
    )
    confirm = forms.BooleanField(
        label="We write down only what a person agreed to, in their own words.",
        error_messages={"required": "Tick the box if you want to turn this on."},
    )
