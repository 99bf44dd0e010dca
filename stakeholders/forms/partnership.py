"""Who is brought into an initiative, and what is agreed with each partner."""

from django import forms

from coalition.lib.forms.versioned import VersionedForm
from stakeholders.enums import Participation
from stakeholders.forms.member_choice import MemberChoice
from stakeholders.forms.picker import PickerFieldForMany, newcomers
from stakeholders.forms.purpose_choice import PurposeChoice
from stakeholders.models import InvestmentLevel, Partnership
from stakeholders.partnering import bring_in
from stakeholders.standing.ratings import level_label, refusal

MOST_AT_ONCE = 50
PARTICIPATION = (
    ("", "Not decided yet"),
    (Participation.INFORM, "Inform: we keep them informed"),
    (Participation.CONSULT, "Consult: we listen and tell them what came of it"),
    (Participation.INVOLVE, "Involve: we work with them throughout"),
    (Participation.COLLABORATE, "Collaborate: they help decide"),
    (Participation.EMPOWER, "Empower: they decide"),
)
RHYTHMS = {7: "Every week", 14: "Every 2 weeks", 30: "Every month", 91: "Every 3 months", 182: "Every 6 months"}
STAKES = (
    ("", "Not known yet"),
    (1, "1, little"),
    (2, "2"),
    (3, "3, some"),
    (4, "4"),
    (5, "5, their daily life"),
)


def rhythm_words(days):
    """Say a cadence: "Every 2 weeks", "Every 10 days", "" for none."""
    return RHYTHMS.get(days) or (f"Every {days} days" if days else "")


def participation_field():
    return forms.TypedChoiceField(
        label="How much say they have",
        choices=PARTICIPATION,
        coerce=int,
        empty_value=None,
        required=False,
        help_text="What you promise them. It is compared later with what you kept.",
    )


def rhythm_field():
    return forms.TypedChoiceField(
        label="Stay in touch",
        choices=[("", "As the district does"), *RHYTHMS.items()],
        coerce=int,
        empty_value=None,
        required=False,
        help_text="The days start again at each touchpoint.",
    )


class BringInForm(forms.Form):
    """Some stakeholders, and why they are needed in this initiative."""

    partners = PickerFieldForMany(label="Who", help_text="Type part of a name. You can add several at once.")
    purposes = PurposeChoice(required=False)
    participation = participation_field()
    lead = MemberChoice(label="Who leads the contact", required=False, empty_label="No one yet")
    cadence_days = rhythm_field()

    def __init__(self, *args, request, initiative, **kwargs):
        super().__init__(*args, **kwargs)
        self.initiative = initiative
        self.fields["partners"].look_in(
            request, newcomers(initiative), **{"for": "partners", "initiative": initiative.pk}
        )
        self.fields["lead"].choose_from(request.district)

    def clean_partners(self):
        partners = self.cleaned_data["partners"]
        if len(partners) > MOST_AT_ONCE:
            raise forms.ValidationError(f"Add at most {MOST_AT_ONCE} at once.")
        return partners

    def save(self):
        """Bring them in and return the partnerships."""
        values = dict(self.cleaned_data)
        return bring_in(self.initiative, values.pop("partners"), **values)


class PartnershipForm(VersionedForm):
    """What is agreed with one partner. Leads set the target; nobody sets one for a person who is not rated."""

    purposes = PurposeChoice(required=False)
    participation = participation_field()
    stake = forms.TypedChoiceField(
        label="What is at stake for them",
        choices=STAKES,
        coerce=int,
        empty_value=None,
        required=False,
        help_text="How much the change touches them.",
    )
    lead = MemberChoice(label="Who leads the contact", required=False, empty_label="No one yet")
    cadence_days = rhythm_field()

    class Meta:
        model = Partnership
        fields = (
            "purposes",
            "target_level",
            "participation",
            "stake",
            "relevance",
            "lead",
            "cadence_days",
            "next_step",
            "due_on",
        )
        labels = {"target_level": "Where you want them to stand", "relevance": "How to reach them with respect"}
        help_texts = {
            "target_level": "Usually the next level. One step at a time.",
            "due_on": "When the next step is due. Whoever leads the contact is reminded.",
        }
        widgets = {
            "relevance": forms.Textarea(attrs={"rows": 3}),
            "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].choose_from(request.district, kept=self.instance.lead_id)
        self.keep_rhythm()
        if request.membership.may("lead") and not refusal(self.instance.stakeholder, request.membership):
            self.fields["target_level"].queryset = InvestmentLevel.objects.all()
            self.fields["target_level"].empty_label = "No target yet"
            self.fields["target_level"].label_from_instance = self.target_label
        else:
            del self.fields["target_level"]

    def keep_rhythm(self):
        """A rhythm that came by import, such as 45 days, stays on the list of this partner."""
        days = self.instance.cadence_days
        if days and days not in RHYTHMS:
            self.fields["cadence_days"].choices = [*self.fields["cadence_days"].choices, (days, rhythm_words(days))]

    def target_label(self, level):
        return level_label(level, self.instance.stakeholder)
