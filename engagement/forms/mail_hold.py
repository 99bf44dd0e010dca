from django import forms

from coalition.lib.forms.record_choices import RecordChoices
from engagement.models import OutgoingMail
from engagement.reminders.holding import due_now


class HoldForm(forms.Form):
    """Why the mail of the district is to be held."""

    reason = forms.CharField(
        label="Why",
        help_text="Such as: the superintendent has resigned, and letters should wait. Kept in the audit log.",
        max_length=200,
    )


class DiscardForm(forms.Form):
    """Which of the mails shown are not to be sent: those that are ticked, or all that are due."""

    mails = RecordChoices(
        queryset=OutgoingMail.objects.none(),
        required=False,
        error_messages={"invalid_choice": "Select a valid choice.", "invalid_pk_value": "Select a valid choice."},
    )
    all = forms.BooleanField(required=False)
    # What falls due after the page was shown has not been seen, so it is not discarded with "all".
    until = forms.DateTimeField(required=False, error_messages={"invalid": "Load the page anew and try again."})

    def __init__(self, data=None, *, now):
        super().__init__(data)
        self.now = now
        self.fields["mails"].queryset = due_now(now)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned.get("mails") and not (cleaned.get("all") and cleaned.get("until")):
            raise forms.ValidationError("Tick the emails that should not be sent.")
        return cleaned

    def chosen(self):
        """The mails asked for, as a queryset."""
        if self.cleaned_data.get("all"):
            return due_now(self.now).filter(available_at__lte=self.cleaned_data["until"])
        return due_now(self.now).filter(pk__in=[mail.pk for mail in self.cleaned_data["mails"]])
