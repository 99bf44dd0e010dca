"""What becomes of several partners at once: a level, a target, a lead, each only where it is chosen."""

from django import forms

from stakeholders.forms.member_choice import MemberChoice
from stakeholders.models import InvestmentLevel
from stakeholders.standing.group_moving import KEEP

LEAVE = "Leave it as it is"
NONE = "none"


class GroupMoveForm(forms.Form):
    """`changes` are the arguments of move_group."""

    level = forms.ModelChoiceField(
        InvestmentLevel.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label=LEAVE,
        label="Level now",
        help_text="A new level is a new dated rating for each of them. The old ones stay in the history.",
    )
    target = forms.ChoiceField(required=False, label="Target")
    lead = MemberChoice(required=False, empty_label=LEAVE, label="Lead", help_text="Who stays in touch with them.")
    evidence = forms.CharField(
        max_length=500,
        required=False,
        label="What changed?",
        help_text="What you saw or heard. Notes may be public records: write what you would say in the room.",
    )

    def __init__(self, *arguments, district, **options):
        super().__init__(*arguments, **options)
        self.levels = {level.slug: level for level in InvestmentLevel.objects.all()}
        choices = [(slug, level.label) for slug, level in self.levels.items()]
        self.fields["target"].choices = [("", LEAVE), *choices, (NONE, "No target")]
        self.fields["lead"].choose_from(district)

    def clean(self):
        if not self.errors and not any(self.cleaned_data.get(name) for name in ("level", "target", "lead")):
            raise forms.ValidationError("Choose a level, a target or a lead.")
        return super().clean()

    @property
    def changes(self):
        given = self.cleaned_data
        return {
            "level": given["level"],
            "target": self.levels.get(given["target"]) if given["target"] else KEEP,
            "lead": given["lead"] or KEEP,
            "evidence": given["evidence"],
        }
