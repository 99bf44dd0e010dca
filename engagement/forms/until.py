from django import forms


class UntilForm(forms.Form):
    """Up to which day to read, from the query string; what is no date means no limit."""

    until = forms.DateField(required=False)

    @property
    def day(self):
        self.full_clean()
        return self.cleaned_data.get("until")
