from django import forms

from coalition.districts.models import District
from coalition.districts.no_send_days import BadLine, read_days
from coalition.districts.private_ratings import LONGEST
from coalition.lib.forms.day_field import DayField
from coalition.lib.forms.versioned import VersionedForm

ZONES = [
    ("America/New_York", "Eastern"),
    ("America/Chicago", "Central"),
    ("America/Denver", "Mountain"),
    ("America/Phoenix", "Arizona"),
    ("America/Los_Angeles", "Pacific"),
    ("America/Anchorage", "Alaska"),
    ("Pacific/Honolulu", "Hawaii"),
    ("America/Puerto_Rico", "Puerto Rico"),
    ("Pacific/Guam", "Guam"),
]


def zone_choices(current=""):
    """The zones of the United States, and the current one where it is another."""
    known = dict(ZONES)
    return ZONES if not current or current in known else [*ZONES, (current, current.replace("_", " "))]


class DistrictForm(VersionedForm):
    """What the district is called, and the clock it lives by."""

    class Meta:
        model = District
        fields = ["name", "kind_label", "time_zone"]
        labels = {"kind_label": "Kind of district"}
        help_texts = {"time_zone": "Due dates and reminders follow this clock."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time_zone"] = forms.ChoiceField(
            choices=zone_choices(self.instance.time_zone), help_text=self.fields["time_zone"].help_text
        )


class NoSendDaysForm(forms.Form):
    """Days to add, one a line."""

    days = forms.CharField(
        label="Add days, one per line",
        help_text="A date, or two for a break, then its name: 2026-11-26 Thanksgiving, or "
        "12/21/2026 to 1/1/2027 Winter break.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=50_000,
    )

    def clean_days(self):
        try:
            return read_days(self.cleaned_data["days"])
        except BadLine as problem:
            raise forms.ValidationError(str(problem)) from None


class ReasonForm(forms.Form):
    """Why a policy is what it is; the audit log keeps it."""

    reason = forms.CharField(
        label="Why the district needs this",
        help_text="Kept in the audit log. It may be read in a records request.",
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=20,
        max_length=500,
    )


class PrivateRatingsForm(ReasonForm):
    """What asking for ratings of named private people asks for. `today` is the day in the district."""

    review_on = DayField(
        label="Look at it again by", help_text="Within 12 months. When that day has passed, it turns off by itself."
    )
    confirm = forms.BooleanField(
        label="We understand that the person named may read these ratings.",
        error_messages={"required": "Tick the box if you want to ask for this."},
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_review_on(self):
        day = self.cleaned_data["review_on"]
        if not self.today < day <= self.today + LONGEST:
            raise forms.ValidationError("Choose a day after today and within 12 months.")
        return day
