from django import forms
from django.db import transaction

from coalition.districts.audit import record
from engagement.cadence import COLUMNS, SWAYS, table_of, usual_table
from engagement.models import CadenceRule
from stakeholders.models import InvestmentLevel

LONGEST = 366
NOT_PLACED, NO_RHYTHM = "Not placed yet", "no rhythm"


class CadenceForm(forms.Form):
    """Days between contacts for each sway and level; an empty cell means no rhythm.

    Each cell carries what the page showed, so that a page that is old changes no cell that was left as it was there.
    """

    def __init__(self, data=None, *, district):
        super().__init__(data, auto_id="cadence-%s")
        self.stored = table_of(district.pk)
        self.labels = {level.score: level.label for level in InvestmentLevel.objects.all()} | {None: NOT_PLACED}
        for sway in SWAYS:
            for level in COLUMNS:
                self.fields[cell(sway, level)] = self.days_field(sway, level)

    def days_field(self, sway, level):
        label = f"Sway {sway}, {self.labels[level]}"
        field = forms.IntegerField(
            label=label,
            min_value=1,
            max_value=LONGEST,
            required=False,
            initial=self.stored[sway, level],
            show_hidden_initial=True,
        )
        field.error_messages = {
            "invalid": "Give a number of days.",
            "min_value": "Give at least one day, or leave it empty.",
            "max_value": f"Give at most {LONGEST} days, or leave it empty.",
        }
        field.validators = [validator_with(validator, field) for validator in field.validators]
        field.widget.attrs["aria-label"] = f"{label}, days"
        return field

    @property
    def heads(self):
        return [self.labels[level] for level in COLUMNS]

    @property
    def rows(self):
        return [(sway, [(self.labels[level], self[cell(sway, level)]) for level in COLUMNS]) for sway in SWAYS]

    @transaction.atomic
    def save(self, *, by):
        """Keep the cells that changed; returns how many."""
        keys = [(sway, level) for sway in SWAYS for level in COLUMNS if cell(sway, level) in self.changed_data]
        chosen = {key: self.cleaned_data[cell(*key)] for key in keys}
        changed = {key: days for key, days in chosen.items() if days != self.stored[key]}
        words = [
            f"{self.fields[cell(*key)].label}: {self.stored[key] or NO_RHYTHM} to {days or NO_RHYTHM}"
            for key, days in changed.items()
        ]
        return keep(changed, "; ".join(words), by=by)


def cell(sway, level):
    return f"days-{sway}-{'none' if level is None else level + 2}"


def validator_with(validator, field):
    validator.message = field.error_messages[validator.code]
    return validator


def keep(changed, words, *, by):
    for (sway, level), days in changed.items():
        CadenceRule.objects.update_or_create(
            district=by.district, influence=sway, level_id=level, defaults={"days": days}
        )
    if changed:
        count = f"{len(changed)} of {len(SWAYS) * len(COLUMNS)} cells"
        record(by, "Changed how often partners are contacted", count, words)
    return len(changed)


@transaction.atomic
def back_to_usual(*, by):
    """Forget what the district changed."""
    forgotten, _ = CadenceRule.objects.filter(district=by.district).delete()
    if forgotten:
        record(by, "Put back how often partners are contacted", f"{len(usual_table())} cells as is usual")
