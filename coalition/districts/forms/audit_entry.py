from datetime import datetime, time, timedelta

from django import forms
from django.db.models import Q

from coalition.districts.models import Membership
from coalition.lib.forms.day_field import DayField


class AuditFilterForm(forms.Form):
    """Which entries of the audit log to show."""

    q = forms.CharField(label="Search", required=False, max_length=100)
    by = forms.ModelChoiceField(Membership.objects.none(), label="Who", required=False, empty_label="Anyone")
    since = DayField(label="From", required=False)
    until = DayField(label="To", required=False)
    before = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    def __init__(self, *args, district, **kwargs):
        super().__init__(*args, auto_id="filter-%s", **kwargs)
        self.district = district
        self.fields["by"].queryset = Membership.objects.filter(district=district).for_list()

    def entries(self, audit_entries):
        """`audit_entries` as far as they fit, newest first. A field that makes no sense filters nothing."""
        asked = self.cleaned_data
        if asked.get("q"):
            audit_entries = audit_entries.filter(
                Q(verb__icontains=asked["q"]) | Q(subject__icontains=asked["q"]) | Q(detail__icontains=asked["q"])
            )
        if asked.get("by"):
            audit_entries = audit_entries.filter(actor=asked["by"])
        if asked.get("since"):
            audit_entries = audit_entries.filter(at__gte=self.midnight(asked["since"]))
        if asked.get("until"):
            audit_entries = audit_entries.filter(at__lt=self.midnight(asked["until"] + timedelta(days=1)))
        return audit_entries

    def summary(self):
        """Return in words what is asked for, as the log keeps it of an export."""
        asked = {name: self.cleaned_data.get(name) for name in ("q", "by", "since", "until")}
        return (
            ", ".join(f"{self.fields[name].label}: {value}" for name, value in asked.items() if value) or "everything"
        )

    def midnight(self, day):
        return datetime.combine(day, time.min, tzinfo=self.district.zone)
