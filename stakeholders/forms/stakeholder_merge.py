from django import forms

from stakeholders.merging.choosing import choices, chosen_values, taken

SEEN = "seen"


class MergeForm(forms.Form):
    """Which record stays, and what it holds where they differ. It carries the versions it was shown with."""

    keep = forms.ChoiceField(
        label="Whose page stays",
        widget=forms.RadioSelect,
        help_text="The other pages lead there from now on.",
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, stakeholders, **kwargs):
        super().__init__(*args, **kwargs)
        self.stakeholders = stakeholders
        self.fields["keep"].choices = [(str(one.pk), told(one)) for one in stakeholders]
        self.fields["keep"].initial = str(stakeholders[0].pk)
        self.fields[SEEN].initial = seen_now(stakeholders)
        for choice in choices(stakeholders):
            self.fields[choice.name] = forms.ChoiceField(
                label=choice.label,
                choices=[(option.value, option.words) for option in choice.options],
                initial=choice.first,
                widget=forms.RadioSelect,
            )

    def clean_seen(self):
        """Return the versions by key; what cannot be read is as old as can be."""
        text = self.cleaned_data[SEEN]
        pairs = [part.split("-") for part in text.split(".")]
        if not all(len(pair) == 2 and all(one.isascii() and one.isdigit() for one in pair) for pair in pairs):
            return {}
        return {int(key): int(version) for key, version in pairs}

    @property
    def keeper(self):
        return next(one for one in self.stakeholders if str(one.pk) == self.cleaned_data["keep"])

    @property
    def others(self):
        return [one for one in self.stakeholders if one != self.keeper]

    @property
    def values(self):
        return chosen_values(self.stakeholders, self.cleaned_data)

    @property
    def taken(self):
        return taken(self.stakeholders)

    def meet(self):
        """Take the versions that stand now: sent again, what is shown holds."""
        self.data = self.data.copy()
        self.data[self.add_prefix(SEEN)] = seen_now(self.stakeholders)


def seen_now(stakeholders):
    return ".".join(f"{one.pk}-{one.version}" for one in stakeholders)


def told(stakeholder):
    """Say who it is, so that two of one name can be told apart."""
    parts = [
        stakeholder.name,
        stakeholder.get_kind_display(),
        stakeholder.role_title,
        str(stakeholder.organization or ""),
    ]
    return ", ".join(part for part in (*parts, stakeholder.email) if part)
