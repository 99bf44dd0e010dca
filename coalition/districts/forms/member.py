from django import forms

from coalition.districts.models import Membership


class RoleForm(forms.ModelForm):
    class Meta:
        model = Membership
        fields = ["role"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id=f"role-{kwargs['instance'].pk}-%s", **kwargs)
        self.fields["role"].widget.attrs["aria-label"] = f"Role, {self.instance}"
