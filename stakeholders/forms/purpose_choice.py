from itertools import groupby

from django import forms

from coalition.lib.forms.record_choices import RecordChoices
from stakeholders.enums import Phase
from stakeholders.models import Purpose


class PurposeChoice(RecordChoices):
    """Why a partner is needed: the purposes as boxes, each with its phase."""

    def __init__(self, **options):
        super().__init__(
            queryset=Purpose.objects.all(), widget=forms.CheckboxSelectMultiple, label="Why they are here", **options
        )

    def label_from_instance(self, purpose):
        return f"{purpose.get_phase_display()}: {purpose.name.lower()}"


def in_phases(purposes):
    """Return (phase, its purposes) for each of the three phases that is among `purposes`."""
    ordered = sorted(purposes, key=lambda one: (Phase.values.index(one.phase), one.order, one.pk))
    return [(Phase(phase), list(group)) for phase, group in groupby(ordered, key=lambda one: one.phase)]
