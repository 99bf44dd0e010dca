from dataclasses import dataclass, replace

from django import forms
from django.db import transaction

from coalition.districts.dates import today
from coalition.districts.models import School
from coalition.lib.forms.versioned import VersionedForm
from stakeholders.enums import ContactWay, Kind, PersonType
from stakeholders.forms.asking import Asking, Question
from stakeholders.forms.picker import PickerField, groups
from stakeholders.forms.tag import clean_tags
from stakeholders.merging.twins import twin_of
from stakeholders.models import Stakeholder
from stakeholders.sensitive import sensitive_matter
from stakeholders.standing.capacities import consequence, settle
from stakeholders.standing.capacities import refusal as capacity_refusal
from stakeholders.tagging import find_or_make, names_in, words_of

CAPACITIES = (
    ("", "Choose one"),
    (PersonType.OFFICIAL, "An office holder, official or employee, in that role"),
    (PersonType.PRIVATE, "A private individual, such as a family member or resident"),
    (PersonType.STUDENT, "A student"),
)
SWAYS = (
    ("", "Not known yet"),
    (5, "5, a great deal: others follow them"),
    (4, "4, much"),
    (3, "3, some"),
    (2, "2, a little in their own circle"),
    (1, "1, hardly any yet"),
)


SECTIONS = (
    (
        "Who they are",
        ("name", "short_name", "kind", "person_type", "sector", "organization", "school", "role_title", "tag_names"),
    ),
    ("How much they are heard", ("influence", "influence_basis", "under_represented", "under_represented_reason")),
    ("How to reach them with respect", ("preferred_contact", "languages", "what_matters", "email", "phone", "notes")),
)
NOTES = ("what_matters", "notes", "influence_basis", "under_represented_reason")


@dataclass(frozen=True)
class Section:
    """A part of a long form under a heading."""

    title: str
    fields: list


class StakeholderForm(Asking, VersionedForm):
    """Everything that is known about somebody. It asks back before it adds a twin or takes ratings away."""

    person_type = forms.ChoiceField(
        label="In what capacity",
        choices=CAPACITIES,
        required=False,
        help_text=(
            "For a person only. Nobody rates a named student. Private individuals are rated only where your district "
            "allows it, and then only leads see it. When in doubt, list the group instead of the person."
        ),
    )
    influence = forms.TypedChoiceField(
        label="Sway",
        choices=SWAYS,
        coerce=int,
        empty_value=None,
        required=False,
        help_text="How much others listen to them, whatever they think of the change.",
    )
    organization = PickerField(
        label="Belongs to", required=False, help_text="The group or organization they are part of, if it is listed."
    )
    # The manager of schools wants a scope, which there is none of where the class is made.
    school = forms.ModelChoiceField(
        None,
        required=False,
        empty_label="None, or several",
        help_text="The school they belong to. Leave it empty for the whole district.",
    )
    tag_names = forms.CharField(
        label="Tags",
        required=False,
        max_length=600,
        help_text="Words of your own to find them by, with a comma between two: Bilingual, Parent leader.",
    )

    class Meta:
        model = Stakeholder
        fields = [name for _, names in SECTIONS for name in names]
        # Whoever writes must not be offered their own name, address and number.
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
            "phone": forms.TelInput(attrs={"autocomplete": "off"}),
            "kind": forms.RadioSelect,
            "what_matters": forms.Textarea(attrs={"rows": 3}),
            "notes": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "name": "A role or a group is enough: Board member, seat 3.",
            "short_name": "A few words for maps, such as Teachers’ union. Without it the name is shortened.",
            "influence_basis": "Such as a vote on the board, 640 members, or the ear of the mayor.",
        }

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.membership, self.on = request.membership, today(request)
        self.capacity_before = self.instance.person_type
        self.fields["organization"].look_in(request, groups().exclude(pk=self.instance.pk), **{"for": "organization"})
        self.fields["sector"].empty_label = "Not decided yet"
        self.offer_schools(request.district)
        self.fields["preferred_contact"].choices = [("", "Not known yet"), *ContactWay.choices]

    @transaction.atomic
    def save(self, commit=True):
        is_new = self.instance.pk is None
        tags = find_or_make(self.instance.district, names_in(self.cleaned_data["tag_names"]))
        for name, words in words_of(tags).items():
            setattr(self.instance, name, words)
        stakeholder = super().save(commit)
        stakeholder.tags.set(tags)
        if not is_new:
            settle(stakeholder, before=self.capacity_before, by=self.membership, on=self.on)
        return stakeholder

    def clean_tag_names(self):
        return ", ".join(clean_tags(self.cleaned_data["tag_names"]))

    def offer_schools(self, district):
        """Offer the schools of the district; a district that lists none is not asked."""
        schools = School.objects.filter(district=district)
        if schools.exists():
            self.fields["school"].queryset = schools
        else:
            del self.fields["school"]

    @property
    def sections(self):
        return [Section(title, [self[name] for name in names if name in self.fields]) for title, names in SECTIONS]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") != Kind.PERSON:
            cleaned["person_type"] = ""
        elif not cleaned.get("person_type"):
            self.add_error("person_type", "Say in what capacity this person is listed.")
        if not cleaned.get("under_represented"):
            cleaned["under_represented_reason"] = ""
        elif not cleaned.get("under_represented_reason"):
            self.add_error("under_represented_reason", "Say in one sentence why this voice has been missing.")
        if self.instance.pk and not self.errors:
            self.refuse_capacity(cleaned["person_type"])
        return cleaned

    def refuse_capacity(self, after):
        reason = capacity_refusal(self.capacity_before, after, self.membership)
        if reason:
            self.add_error("person_type" if after else "kind", reason)

    def question(self):
        """What to ask before saving: about a twin on adding, ratings on a change of capacity, and what notes tell."""
        asked = self.twin_question() if self.instance.pk is None else self.capacity_question()
        written = [self.cleaned_data[name] for name in NOTES if name in self.changed_data]
        matter = sensitive_matter(*written)
        if not matter:
            return asked
        text = (
            f"A note seems to tell of {matter}. Every member can read it, and it can be requested as a public record."
        )
        if asked:
            return replace(asked, text=f"{asked.text} {text}")
        return Question(name="kept", text=text, button="Save it all the same")

    def twin_question(self):
        twin = twin_of(self.instance)
        if twin is None:
            return None
        same = "name" if twin.sort_name == self.instance.sort_name else "e-mail address"
        return Question(
            name="anyway", text=f"{twin.name} is already listed with the same {same}.", record=twin, button="Add anyway"
        )

    def capacity_question(self):
        before = Stakeholder(pk=self.instance.pk, person_type=self.capacity_before)
        text = consequence(before, self.cleaned_data["person_type"], self.membership)
        return Question(name="confirmed", text=text, button="Change it all the same") if text else None
