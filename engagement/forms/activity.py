"""Planning an activity, moving it in time, and completing it."""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.db import transaction

from coalition.lib.forms.day_field import DayField
from coalition.lib.forms.record_choices import RecordChoices
from coalition.lib.forms.versioned import VersionedForm
from engagement.enums import ActivityStatus, Channel
from engagement.models import Activity, ActivityPartner, Milestone
from stakeholders.enums import Phase
from stakeholders.forms.member_choice import MemberChoice
from stakeholders.forms.partnership import PARTICIPATION
from stakeholders.forms.picker import PickerFieldForMany, partners_in
from stakeholders.models import Partnership, Purpose

OPEN_STATES = [(ActivityStatus.NOT_STARTED, "Not started"), (ActivityStatus.UNDER_WAY, "Under way")]
MOST_DAYS = 3660
SECTIONS = (
    ("What and why", ("name", "purpose", "notes")),
    ("When and what it takes", ("starts_on", "ends_on", "hours", "budget", "waits_for")),
    ("Who", ("lead", "accountable", "involved", "participation")),
    ("So that everyone can come", ("languages", "time_of_day", "place", "access", "has_child_care", "has_transport")),
    ("How it goes", ("status", "percent", "risk_reason")),
)
PAIRED = ("When and what it takes", "So that everyone can come")


@dataclass(frozen=True)
class Section:
    """Fields under one heading, two in a row where they are short."""

    title: str
    fields: list
    is_paired: bool


class PurposeField(forms.ModelChoiceField):
    """One purpose, said with its phase."""

    def __init__(self, **options):
        super().__init__(queryset=Purpose.objects.all(), empty_label="Choose", **options)

    def label_from_instance(self, purpose):
        return f"{Phase(purpose.phase).label}: {purpose.name.lower()}"


class ActivityForm(VersionedForm):
    """Everything that is planned of one activity but who does what: see `RolesForm`.

    It asks who is accountable for a new one only.
    """

    purpose = PurposeField(label="What it is for")
    starts_on = DayField(label="Starts")
    ends_on = DayField(label="Ends")
    lead = MemberChoice(label="Lead", help_text="Who runs it day to day. The hours above count toward them.")
    accountable = MemberChoice(
        label="Accountable",
        help_text="The one person who answers for the result. It may be the lead. A partner can be chosen afterwards, "
        "under Roles and hours, with what everybody else does.",
    )
    involved = PickerFieldForMany(
        label="Partners involved", required=False, help_text="Type part of a name. Partners of this initiative only."
    )
    participation = forms.TypedChoiceField(
        label="How much say they are promised", choices=PARTICIPATION, coerce=int, empty_value=None, required=False
    )
    waits_for = forms.ModelChoiceField(
        queryset=None, label="Cannot begin before", required=False, empty_label="It waits for nothing"
    )
    status = forms.ChoiceField(label="Status", choices=OPEN_STATES, widget=forms.RadioSelect, required=False)

    class Meta:
        model = Activity
        fields = tuple(name for _, names in SECTIONS for name in names if name != "involved")
        labels = {"name": "Activity", "time_of_day": "Time of day"}
        help_texts = {
            "languages": "Such as Spanish and Vietnamese, with interpreters.",
            "time_of_day": "Such as evenings, or two times on one day.",
            "place": "Somewhere people already go.",
            "access": "Such as step-free, captions, large print.",
        }
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        initiative, district = self.instance.initiative, request.district
        kept = self.instance.pk and [row.partnership for row in self.instance.involved.select_related("partnership")]
        chosen = [one.stakeholder_id for one in kept or []]
        candidates = partners_in(initiative, kept=chosen)
        self.fields["involved"].look_in(request, candidates, **{"for": "involved", "initiative": initiative.pk})
        self.initial.setdefault("involved", chosen)
        self.fields["lead"].choose_from(district, kept=self.instance.lead_id)
        if self.instance.pk:
            del self.fields["accountable"]
        else:
            self.fields["accountable"].choose_from(district)
        waiting = Milestone.objects.filter(initiative=initiative)
        self.fields["waits_for"].queryset = waiting.active() | waiting.filter(pk=self.instance.waits_for_id)
        for name in ("hours", "budget", "percent"):
            self.fields[name].required = False
        if self.instance.is_done:
            for name in ("status", "percent", "risk_reason"):
                del self.fields[name]

    @property
    def sections(self):
        return [
            Section(title, [self[name] for name in names if name in self.fields], title in PAIRED)
            for title, names in SECTIONS
            if any(name in self.fields for name in names)
        ]

    def clean_involved(self):
        chosen, partner = self.cleaned_data["involved"], self.instance.accountable_partner
        if partner and partner.stakeholder not in chosen:
            raise forms.ValidationError(
                f"{partner.stakeholder} is accountable. Under Roles and hours, choose somebody else first."
            )
        return chosen

    def clean(self):
        cleaned = super().clean()
        for name in ("hours", "budget", "percent"):
            if name in self.fields and cleaned.get(name) is None and name not in self.errors:
                cleaned[name] = 0
        if "status" in self.fields:
            cleaned["status"] = cleaned.get("status") or ActivityStatus.NOT_STARTED
            if cleaned.get("percent"):
                cleaned["status"] = ActivityStatus.UNDER_WAY
        refuse_long_or_backward(self, cleaned)
        return cleaned

    @transaction.atomic
    def save(self, commit=True):
        activity = super().save(commit)
        keep_involved(activity, self.cleaned_data["involved"])
        return activity


def keep_involved(activity, stakeholders):
    """Have exactly these partners in the activity; who stays keeps their role."""
    wanted = {one.pk: one for one in activity.initiative.partnerships.filter(stakeholder__in=stakeholders)}
    activity.involved.exclude(partnership__in=wanted).delete()
    known = set(activity.involved.values_list("partnership", flat=True))
    ActivityPartner.objects.bulk_create(
        ActivityPartner(district_id=activity.district_id, activity=activity, partnership=one)
        for key, one in wanted.items()
        if key not in known
    )


def refuse_long_or_backward(form, cleaned):
    start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
    if start and end and end < start:
        form.add_error("ends_on", "Choose a day on or after the start.")
    elif start and end and end - start > timedelta(days=MOST_DAYS):
        form.add_error("ends_on", "Choose a day within ten years of the start.")


class ActivityMoveForm(VersionedForm):
    """When an activity begins and ends; `by` moves both by so many days instead."""

    starts_on = DayField(label="Starts")
    ends_on = DayField(label="Ends")
    by = forms.IntegerField(required=False, min_value=-MOST_DAYS, max_value=MOST_DAYS, widget=forms.HiddenInput)

    class Meta:
        model = Activity
        fields = ("starts_on", "ends_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.Meta.fields:
            self.fields[name].required = not self.data.get("by")

    def clean(self):
        cleaned = super().clean()
        days = cleaned.get("by")
        for name in ("starts_on", "ends_on"):
            if cleaned.get(name) is None and name not in self.errors:
                cleaned[name] = self.initial[name] + timedelta(days=days or 0)
        refuse_long_or_backward(self, cleaned)
        for name in ("starts_on", "ends_on"):
            if cleaned.get(name) and not 2000 <= cleaned[name].year <= 2099:
                self.add_error(name, "Choose a day between 2000 and 2099.")
        return cleaned


class TookPart(RecordChoices):
    """The partners who were there."""

    def label_from_instance(self, partnership):
        return partnership.stakeholder.name


class CompletionForm(forms.Form):
    """What is written down when an activity is done."""

    done_on = DayField(label="When was it done?")
    took_part = TookPart(
        queryset=None,
        label="Who took part?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="A touchpoint is written with them, and their next contact is counted from that day.",
    )
    kept = forms.TypedChoiceField(
        label="How much say did they have in the end?",
        choices=[("", "Not known yet"), *PARTICIPATION[1:]],
        coerce=int,
        empty_value=None,
        required=False,
    )
    channel = forms.ChoiceField(label="How?", choices=Channel, initial=Channel.EVENT, widget=forms.RadioSelect)
    heard = forms.CharField(
        label="What did you hear?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Notes can be public records: write what you would say in the room.",
    )
    seen = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, data=None, *, activity, today, **kwargs):
        kwargs["initial"] = {
            "done_on": today,
            "seen": activity.version,
            "kept": activity.participation,
            "took_part": list(activity.involved.values_list("partnership", flat=True)),
        }
        super().__init__(data, **kwargs)
        self.today = today
        involved = Partnership.objects.filter(pk__in=activity.involved.values("partnership"))
        self.fields["took_part"].queryset = involved.select_related("stakeholder").order_by("stakeholder__sort_name")
        if activity.participation:
            self.fields["kept"].help_text = f"Promised was: {activity.get_participation_display().lower()}."

    def clean_done_on(self):
        day = self.cleaned_data["done_on"]
        if day > self.today:
            raise forms.ValidationError("That day is still ahead. Complete it when it is done.")
        return day

    @property
    def verb(self):
        """Return the arguments of `complete` that were typed."""
        typed = self.cleaned_data
        return {
            "on": typed["done_on"],
            "took_part": list(typed["took_part"]),
            "kept": typed["kept"],
            "channel": typed["channel"],
            "heard": typed["heard"],
            "seen_version": typed["seen"],
        }
