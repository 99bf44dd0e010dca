from django import forms
from django.contrib.auth.password_validation import validate_password

from coalition.districts.forms.sign_in import PHRASE_HINT
from coalition.districts.models import Invitation, Membership, User


class InvitationForm(forms.ModelForm):
    """Whom to invite, as what."""

    class Meta:
        model = Invitation
        fields = ["email", "title", "role"]
        labels = {"email": "Work email"}
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "off"})}

    def __init__(self, *args, district, **kwargs):
        super().__init__(*args, **kwargs)
        self.district = district

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        members = Membership.objects.active().filter(district=self.district, user__email__iexact=email)
        if members.exists():
            raise forms.ValidationError("This person is a member already. Change their role in the list.")
        return email


class NewcomerForm(forms.Form):
    """What somebody who accepts an invitation and has no account tells about themselves."""

    name = forms.CharField(
        max_length=120,
        help_text="A name or a position, as colleagues will see it.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        strip=False,
        help_text=PHRASE_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self):
        password = self.cleaned_data["password"]
        validate_password(password, User(email=self.email, name=self.cleaned_data.get("name", "")))
        return password
