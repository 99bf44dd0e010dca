"""Forms over records that two people may edit at once: the second is told, chooses, and keeps what they typed."""

from dataclasses import dataclass

from django import forms
from django.db import transaction
from django.forms.models import model_to_dict

from coalition.lib.forms.what_was_seen import values_seen

TAKE, THEIRS = "take-", "theirs"


@dataclass(frozen=True)
class Clash:
    """A field that stands differently in the record now and in the form, both as words.

    `takes_theirs` is proposed where only they changed it: what the form holds is then merely old.
    """

    label: str
    theirs: str
    yours: str
    name: str = ""
    takes_theirs: bool = False


class VersionedForm(forms.ModelForm):
    """A form that carries the version it was shown with. Saving raises StaleVersion when that is no longer current.

    Sent again after that, a field named in `take-<field>` as "theirs" takes what the record holds.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.clashes = []
        self.is_stale = False
        if self.instance.pk is None:
            del self.fields["version"]
        else:
            self.initial["version"] = self.instance.version

    def full_clean(self):
        if self.is_bound and self.instance.pk is not None:
            self.take_theirs([name for name in self.fields if self.data.get(TAKE + name) == THEIRS])
        super().full_clean()

    def take_theirs(self, names):
        """Put what the record holds in the place of what was sent for the fields `names`."""
        if not names:
            return
        self.data, stands = self.data.copy(), self.stands(self.instance)
        for name in names:
            if name in stands:
                self.data.setlist(self.add_prefix(name), sent(self.fields[name], stands[name]))

    def stands(self, record):
        """Return the values of the fields as `record` holds them."""
        return model_to_dict(record, fields=list(self.fields))

    def seen(self, version, names):
        """Return the values of the fields `names` as the record held them at `version`, as far as history tells."""
        return values_seen(self.instance, version, names)

    @transaction.atomic
    def save(self, commit=True):
        if self.instance.pk is not None:
            self.instance.claim_version(self.cleaned_data["version"] or 0)
        return super().save(commit)

    def meet(self, current):
        """Note where `current`, the record as it stands now, differs; sent again, the form replaces it."""
        self.is_stale = True
        stands = self.stands(current)
        seen = self.seen(self.cleaned_data.get("version"), list(stands))
        for name, field in self.fields.items():
            if name not in stands:
                continue
            theirs, yours = words(field, stands[name]), words(field, self.cleaned_data.get(name))
            if theirs != yours:
                is_old = name in seen and words(field, seen[name]) == yours
                self.clashes.append(Clash(str(field.label), theirs, yours, name, is_old))
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = current.version


def sent(field, value):
    """Return what a browser sends for `value` in `field`, as a list."""
    if isinstance(field, forms.BooleanField):
        return ["on"] if value else []
    formatted = field.widget.format_value(field.prepare_value(value))
    values = formatted if isinstance(formatted, list | tuple) else [formatted]
    return [str(one) for one in values if one is not None]


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
