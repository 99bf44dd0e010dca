from datetime import timedelta

from django import forms

from coalition.districts.roles import allows
from stakeholders.forms.member_choice import MemberChoice

LONGEST = timedelta(days=366)


def day_input():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LeaveForm(forms.Form):
    """Who is away, from when until when, and who stands in. Only leads choose whom it is about."""

    membership = MemberChoice(label="Who is away?")
    begins_on = forms.DateField(label="First day away", widget=day_input())
    ends_on = forms.DateField(label="Last day away", widget=day_input())
    deputy = MemberChoice(
        label="Who stands in?",
        empty_label="Choose a colleague",
        help_text="They lead your partners and get your reminders meanwhile.",
    )

    def __init__(self, data=None, *, member, today):
        super().__init__(data, initial={"membership": member.pk, "begins_on": today})
        self.member, self.today = member, today
        self.fields["deputy"].choose_from(member.district)
        if member.may("lead"):
            self.fields["membership"].choose_from(member.district)
        else:
            del self.fields["membership"]

    def clean_deputy(self):
        deputy = self.cleaned_data["deputy"]
        if not allows(deputy.role, "edit"):
            raise forms.ValidationError("They may only read here. Choose somebody who may edit.")
        return deputy

    def clean(self):
        cleaned = super().clean()
        first, last, deputy = (cleaned.get(name) for name in ("begins_on", "ends_on", "deputy"))
        cleaned.setdefault("membership", self.member)
        if deputy and deputy == cleaned["membership"]:
            self.add_error("deputy", "Choose somebody else to stand in.")
        if first and last and last < first:
            self.add_error("ends_on", "Choose a day on or after the first.")
        elif last and last < self.today:
            self.add_error("ends_on", "That is over already.")
        elif first and last and last - first > LONGEST:
            self.add_error("ends_on", "Choose a day within a year.")
        return cleaned
