"""Some records as a field of a form."""

from django import forms


class RecordChoices(forms.ModelMultipleChoiceField):
    """Any number of records; a key that no column holds is refused as one that was never given.

    Django leaves out a single key like that, but asks for many as they came, and SQLite raises.
    """

    def clean(self, value):
        try:
            return super().clean(value)
        except OverflowError:
            beyond = {"value": max(value, key=len)}
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", beyond) from None
