from datetime import timedelta

from django import forms
from django.utils.dateformat import format as as_words

FURTHEST = timedelta(days=366)
DAY = "day"
NAMES = {1: "Next school day", 3: "In 3 days", 7: "In a week"}
REASONS = (
    "They asked for another day.",
    "I wait for their answer.",
    "I wait for somebody here.",
    "Something else comes first this week.",
)
NAMES_LATER = {1: "The school day after", 3: "3 days later", 7: "A week later"}


def names_of(today, due_on):
    """What the days that are offered are called, counted from today, or from the day it is due where that is later."""
    return NAMES_LATER if due_on and due_on > today else NAMES


def choices_of(offered, today, due_on):
    """The days to choose from: number, name and day; where two lead to one day, as over a holiday, the nearer one."""
    names, nearest = names_of(today, due_on), {}
    for days, day in offered.items():
        nearest.setdefault(day, days)
    return [(days, names[days], day) for day, days in nearest.items()]


class SnoozeForm(forms.Form):
    """To which day an outreach is put off, and why."""

    to = forms.ChoiceField(label="Until when?", widget=forms.RadioSelect, error_messages={"required": "Choose a day."})
    until = forms.DateField(
        label="Another day",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a day such as 2027-01-04."},
    )
    reason = forms.CharField(
        label="Why?",
        max_length=200,
        widget=forms.TextInput(attrs={"list": "snooze-reasons"}),
        help_text="Such as: they asked for next week. Colleagues can read it.",
        error_messages={"required": "Say why in a few words."},
    )
    seen = forms.DateField(widget=forms.HiddenInput, required=False)
    reasons = REASONS

    def __init__(self, data=None, *, offered, today, due_on):
        """`offered` are the days that lie one, three and seven days ahead, by that number."""
        super().__init__(data, initial={"to": "1", "seen": due_on}, auto_id="snooze-%s")
        self.offered, self.today = offered, today
        days = choices_of(offered, today, due_on)
        choices = [(str(number), f"{name}, {as_words(day, 'D, M j')}") for number, name, day in days]
        self.fields["to"].choices = [*choices, (DAY, "The day below")]
        self.fields["until"].widget.attrs["min"] = (today + timedelta(days=1)).isoformat()

    def clean(self):
        cleaned = super().clean()
        chosen, until = cleaned.get("to"), cleaned.get("until")
        if chosen == DAY and "until" not in self.errors:
            self.check(until)
        return cleaned

    def check(self, until):
        if until is None:
            self.add_error("until", "Choose the day.")
        elif until <= self.today:
            self.add_error("until", "Choose a day that lies ahead.")
        elif until > self.today + FURTHEST:
            self.add_error("until", "Choose a day within a year.")

    @property
    def day(self):
        """The day that was chosen."""
        chosen = self.cleaned_data["to"]
        return self.cleaned_data["until"] if chosen == DAY else self.offered[int(chosen)]
