"""allauth's forms in the words and the look of Coalition: the label stands above the field, nothing inside it."""

from allauth.account import forms as account_forms
from django import forms

from coalition.districts.models import User

PHRASE_HINT = "At least 12 characters. A few words in a row are easy to remember."


class WithoutPlaceholders:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class WithNewPassword(WithoutPlaceholders):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = "New password"
        self.fields["password1"].help_text = PHRASE_HINT
        self.fields["password2"].label = "New password, once more"


class SignInForm(WithoutPlaceholders, account_forms.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Work email"
        self.fields["password"].help_text = ""


class ForgottenPasswordForm(WithoutPlaceholders, account_forms.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Work email"


class NewPasswordForm(WithNewPassword, account_forms.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(WithNewPassword, account_forms.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = "Password you have now"
        self.fields["oldpassword"].help_text = ""


class NewAddressForm(WithoutPlaceholders, account_forms.AddEmailForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "New email address"

    def clean_email(self):
        """Only members come here, so that an address is taken may be said; a mail to its owner would confuse them."""
        email = super().clean_email()
        if User.objects.filter(email__iexact=email).exclude(pk=self.user.pk).exists():
            raise forms.ValidationError("Another account has this address.")
        return email
