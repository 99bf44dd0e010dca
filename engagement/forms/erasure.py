from django import forms

from stakeholders.held.naming import flat, halves_of, is_telling, marks_of

HELP = "Leave this off where it is a word that also means something else. E-mail and phone are taken out in any case."


class ErasureForm(forms.Form):
    """Whom to erase, typed again, and why. It carries what the page showed."""

    name = forms.CharField(label="Type the name again", max_length=300)
    reason = forms.CharField(
        label="Why they are erased",
        help_text="Such as: entered by mistake, or asked for by letter of November 3. It stays in the audit log, so "
        "leave the name out.",
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=10,
        max_length=300,
    )
    names = forms.BooleanField(required=False)
    leave = forms.MultipleChoiceField(required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, stakeholder, foreseen, **kwargs):
        super().__init__(*args, **kwargs)
        self.stakeholder, self.foreseen = stakeholder, foreseen
        self.fields["name"].help_text = f"It is {stakeholder.name}. This cannot be undone."
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["seen"].initial = foreseen.mark
        self.fields["leave"].choices = [(one.key, one.what) for one in foreseen.places]
        if foreseen.texts:
            many = "1 text" if foreseen.texts == 1 else f"{foreseen.texts:,} texts"
            self.fields["names"].label = f"Take the name out of {many} of others as well"
            self.fields["names"].help_text = HELP
            self.fields["names"].initial = is_telling(stakeholder.name)
        else:
            del self.fields["names"]

    def clean_name(self):
        if flat(self.cleaned_data["name"]) != flat(self.stakeholder.name):
            raise forms.ValidationError("This is another name than theirs.")
        return self.cleaned_data["name"]

    def clean_reason(self):
        known = marks_of([self.stakeholder.pk]), halves_of([self.stakeholder])
        if any(marks.places(self.cleaned_data["reason"]) for marks in known):
            raise forms.ValidationError("Leave name, e-mail and phone out: this stays when they are gone.")
        return self.cleaned_data["reason"]

    @property
    def asked(self):
        """The fields that are asked beside the account of what would go."""
        return [field for field in self.visible_fields() if field.name != "leave"]

    @property
    def left(self):
        """The keys of the passages that stay as they are."""
        return self.data.getlist("leave") if self.is_bound else []

    @property
    def is_stale(self):
        """Whether something changed after the page was shown."""
        return self.is_bound and self.data.get("seen") != self.foreseen.mark

    def meet(self):
        """Take what stands now: sent again, the form holds."""
        self.data = self.data.copy()
        self.data["seen"] = self.foreseen.mark
