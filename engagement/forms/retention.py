from django import forms

from coalition.districts.forms.policy import ReasonForm
from coalition.districts.models.district import LONGEST_KEPT

WORDS = "Years. Leave it empty to keep them."


class RetentionForm(forms.Form):
    """After how many years what goes by itself; empty for never."""

    archived_years = forms.IntegerField(
        label="Erase archived stakeholders after", required=False, min_value=1, max_value=LONGEST_KEPT, help_text=WORDS
    )
    notes_years = forms.IntegerField(
        label="Delete notes of touchpoints after",
        required=False,
        min_value=1,
        max_value=LONGEST_KEPT,
        help_text="Years. When, how and with whom stays. Leave it empty to keep the notes.",
    )
    audit_years = forms.IntegerField(
        label="Delete lines of the audit log after",
        required=False,
        min_value=1,
        max_value=LONGEST_KEPT,
        help_text="Years, at least one. Leave it empty to keep them.",
    )


class RetentionSetForm(ReasonForm):
    """The same, looked at: with a reason, and the version of the district it was shown with."""

    archived_years = forms.IntegerField(required=False, min_value=1, max_value=LONGEST_KEPT, widget=forms.HiddenInput)
    notes_years = forms.IntegerField(required=False, min_value=1, max_value=LONGEST_KEPT, widget=forms.HiddenInput)
    audit_years = forms.IntegerField(required=False, min_value=1, max_value=LONGEST_KEPT, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.account = account

    @property
    def is_stale(self):
        """Whether more or less would go than was shown."""
        return self.is_bound and self.data.get("seen") != self.account.mark
