"""Forms over records that two people may edit at once: the second is told, and keeps what they typed."""

from dataclasses import dataclass

from django import forms
from django.db import transaction
from django.forms.models import model_to_dict


@dataclass(frozen=True)
class Clash:
    """A field that stands differently in the record now and in the form: both as words."""

    label: str
    theirs: str
    yours: str


class VersionedForm(forms.ModelForm):
    """A form that carries the version it was shown with. Saving raises StaleVersion when that is no longer current."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.clashes = []
        self.is_stale = False
        if self.instance.pk is None:
            del self.fields["version"]
        else:
            self.initial["version"] = self.instance.version

    @transaction.atomic
    def save(self, commit=True):
        if self.instance.pk is not None:
            self.instance.claim_version(self.cleaned_data["version"] or 0)
        return super().save(commit)

    def meet(self, current):
        """Note where `current`, the record as it stands now, differs; sent again, the form replaces it."""
        self.is_stale = True
        stands = model_to_dict(current, fields=list(self.fields))
        for name, field in self.fields.items():
            if name not in stands:
                continue
            theirs, yours = words(field, stands[name]), words(field, self.cleaned_data.get(name))
            if theirs != yours:
                self.clashes.append(Clash(str(field.label), theirs, yours))
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = current.version


def words(field, value):
    """Return `value` as somebody reads it in `field`."""
    if value in (None, "", []):
        return "Nothing"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(field, forms.ModelChoiceField):
        return model_words(field, value)
    choices = dict(getattr(field, "choices", ()))
    return str(choices.get(value, choices.get(str(value), value)))


def model_words(field, value):
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(sorted(field.label_from_instance(one) for one in value)) or "Nothing"
    record = value if hasattr(value, "pk") else field.queryset.filter(pk=value).first()
    return field.label_from_instance(record) if record else "Nothing"
