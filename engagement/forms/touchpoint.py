"""What a person writes down after a contact."""

from datetime import date, timedelta

from django import forms
from django.utils.dateformat import format as as_words

from engagement.enums import Channel
from stakeholders.standing.ratings import level_label, refusal

EARLIEST = date(2000, 1, 1)
FURTHEST_AHEAD = timedelta(days=366 * 3)
LONGEST_TEXT = 4000


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class TouchpointForm(forms.Form):
    """A contact with one partner. `level` is missing where the member may not rate them; `no_rating` then says why."""

    channel = forms.ChoiceField(
        label="What happened?",
        choices=Channel,
        widget=forms.RadioSelect,
        initial=Channel.CALL,
        error_messages={"required": "Choose how you were in touch."},
    )
    happened_on = forms.DateField(label="When?", widget=DateInput)
    heard = forms.CharField(
        label="What did you hear?",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Notes can be public records: write what you would say in the room.",
    )
    level = forms.ChoiceField(label="Where do they stand now?", required=False)
    commitments = forms.CharField(label="What did we promise?", required=False, max_length=500)
    next_step = forms.CharField(label="Next step", required=False, max_length=200)
    due_on = forms.DateField(label="By when?", required=False, widget=DateInput)
    seen = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, data=None, *, partnership, member, levels, today, days=None):
        """`days` lie between two contacts with this partner where nothing else is agreed; None for no rhythm."""
        initial = {"happened_on": today, "seen": partnership.version}
        super().__init__(data, initial=initial, auto_id=f"log-{partnership.pk}-%s")
        self.partnership, self.today, self.days = partnership, today, days
        self.levels = {level.slug: level for level in levels}
        self.no_rating = refusal(partnership.stakeholder, member)
        if self.no_rating:
            del self.fields["level"]
        else:
            self.fields["level"].choices = self.level_choices()
        self.fields["due_on"].help_text = self.rhythm()
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()
        self.fields["due_on"].widget.attrs["min"] = today.isoformat()

    def level_choices(self):
        stakeholder, now = self.partnership.stakeholder, self.partnership.current_level_id
        current = next((level for level in self.levels.values() if level.score == now), None)
        others = [(slug, level_label(level, stakeholder)) for slug, level in self.levels.items() if level != current]
        return [("", f"{level_label(current, stakeholder)} (no change)"), *others]

    def rhythm(self):
        """Say what happens when no day is given."""
        if not self.days:
            return "No rhythm is set, so a next step needs a day."
        return f"If empty: {self.days} day{'' if self.days == 1 else 's'} after this contact."

    def clean_happened_on(self):
        happened_on = self.cleaned_data["happened_on"]
        if happened_on > self.today:
            raise forms.ValidationError("That day is still ahead. Log the contact when it has happened.")
        if happened_on < EARLIEST:
            raise forms.ValidationError("Choose a day after 1999.")
        return happened_on

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on < self.today:
            raise forms.ValidationError(f"Choose today ({as_words(self.today, 'M j')}) or a later day.")
        if due_on and due_on > self.today + FURTHEST_AHEAD:
            raise forms.ValidationError("Choose a day within three years.")
        return due_on

    def clean(self):
        cleaned = super().clean()
        has_day = cleaned.get("due_on") or self.days or "due_on" in self.errors
        if cleaned.get("next_step") and not has_day:
            self.add_error("due_on", "Choose the day of the next step.")
        return cleaned

    def focus_first_error(self):
        """Have the first field that is wrong take the focus when the form is swapped in."""
        first = next((name for name in self.fields if name in self.errors), None)
        if first:
            self.fields[first].widget.attrs["data-focus-after-swap"] = True

    @property
    def verb(self):
        """Return the arguments of log_touchpoint that were typed."""
        typed = {name: self.cleaned_data[name] for name in ("channel", "happened_on", "heard", "commitments")}
        return {
            **typed,
            "level": self.levels.get(self.cleaned_data.get("level", "")),
            "next_step": self.cleaned_data["next_step"],
            "due_on": self.cleaned_data["due_on"],
            "seen_version": self.cleaned_data["seen"],
        }
