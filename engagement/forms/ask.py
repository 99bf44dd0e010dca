"""Writing down an ask, and how it was answered."""

from django import forms
from django.utils.formats import date_format

from coalition.districts.dates import today
from coalition.lib.forms.day_field import DayField
from coalition.lib.forms.versioned import VersionedForm
from engagement.asks import MANY, SETTLED, load_of, quarter
from engagement.enums import AskKind, AskSide, AskState
from engagement.models import Ask
from stakeholders.forms.asking import Asking, Question
from stakeholders.forms.member_choice import MemberChoice
from stakeholders.forms.picker import PickerField, partners_in

ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}


class AskForm(Asking, VersionedForm):
    """An ask with its days. The third of one partner in a quarter is asked about before it is saved."""

    side = forms.ChoiceField(label="Who asks", choices=AskSide, widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label="For what",
        choices=[("", "Something else"), *AskKind.choices],
        required=False,
        help_text="Advocate: speak for it. Work differently: change what they do. Invest: give time, money or space.",
    )
    member = MemberChoice(label="Colleague", help_text="Who asks them, or who keeps what we promise.")
    asked_on = DayField(label="Asked on")
    answered_on = DayField(label="Answered on", required=False)
    due_on = DayField(label="To be kept by", required=False)
    settled_on = DayField(label="Kept, or known not to be, on", required=False)

    class Meta:
        model = Ask
        fields = (
            "side",
            "kind",
            "what",
            "member",
            "asked_on",
            "state",
            "answered_on",
            "due_on",
            "settled_on",
            "note",
        )
        labels = {"what": "The ask", "state": "How it stands"}
        help_texts = {"what": "In their words where you can, such as: speak at the December board meeting."}

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today(request)
        self.fields["member"].choose_from(request.district, kept=self.instance.member_id)
        self.fields["state"].required = False

    def clean(self):
        cleaned = super().clean()
        state = cleaned["state"] = cleaned.get("state") or AskState.ASKED
        if state == AskState.ASKED:
            cleaned["answered_on"] = None
        elif not cleaned.get("answered_on") and "answered_on" not in self.errors:
            cleaned["answered_on"] = max(filter(None, [cleaned.get("asked_on"), self.today]))
        if state not in SETTLED:
            cleaned["settled_on"] = None
        elif not cleaned.get("settled_on") and "settled_on" not in self.errors:
            cleaned["settled_on"] = self.today
        self.refuse_days_ahead(cleaned)
        return cleaned

    def refuse_days_ahead(self, cleaned):
        for name in ("asked_on", "settled_on"):
            if cleaned.get(name) and cleaned[name] > self.today:
                self.add_error(name, "That day is still ahead.")
        asked, answered = cleaned.get("asked_on"), cleaned.get("answered_on")
        if asked and answered and answered < asked:
            self.add_error("answered_on", "Choose a day on or after the day of the ask.")

    def question(self):
        """Ask whether one more is too much, for a new ask of ours or one that becomes ours."""
        if self.cleaned_data["side"] != AskSide.OURS or self.instance.pk is not None:
            return None
        stakeholder, on = self.instance.partnership.stakeholder, self.cleaned_data["asked_on"]
        count = load_of([stakeholder.pk], on)[stakeholder.pk] + 1
        if count < MANY:
            return None
        first, last = (date_format(day, "F j") for day in quarter(on))
        text = (
            f"This would be the {ORDINALS.get(count, f'{count}th')} ask of {stakeholder} between {first} and {last}, "
            "over all initiatives. Could it wait, or be asked of somebody else?"
        )
        return Question(name="anyway", text=text, button="Ask them all the same")


class AskSomebodyForm(AskForm):
    """An ask of a partner who is still to be chosen."""

    partner = PickerField(label="Which partner", help_text="Type part of a name. Partners of this initiative only.")

    field_order = ("partner", "side", "kind", "what")

    def __init__(self, *args, request, initiative, **kwargs):
        super().__init__(*args, request=request, **kwargs)
        self.initiative = initiative
        self.fields["partner"].look_in(
            request, partners_in(initiative), **{"for": "partner", "initiative": initiative.pk}
        )

    def clean_partner(self):
        partner = self.cleaned_data["partner"]
        self.instance.partnership = self.initiative.partnerships.get(stakeholder=partner, ended_at=None)
        self.instance.partnership.stakeholder = partner
        return partner


class AnswerForm(forms.Form):
    """One press of a button: what became of an ask, as it stood when the button was shown."""

    state = forms.ChoiceField(choices=AskState)
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)
