from django import forms

from coalition.districts.forms.policy import ReasonForm
from coalition.districts.roles import Role

ROLES = [(role.value, role.label) for role in (Role.EDITOR, Role.LEAD, Role.ADMINISTRATOR)]


class RespectPolicyForm(ReasonForm):
    """What writing down culture, identity and values asks for."""

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
