from django import forms


class NetworkWithoutForm(forms.Form):
    """Who leaves, as the address says it. Who is not there is left out."""

    gone = forms.MultipleChoiceField(required=False)

    def __init__(self, data, *, known):
        super().__init__({"gone": [key for key in data.getlist("gone") if key in known.partners or key in known.staff]})
        self.fields["gone"].choices = [(key, known.name_of(key)) for key in (*known.partners, *known.staff)]

    @property
    def chosen(self):
        self.full_clean()
        return list(dict.fromkeys(self.cleaned_data["gone"]))
