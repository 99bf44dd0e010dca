"""What is selected in the registry, and what is to be done to it: one form for each verb."""

from django import forms
from django.http import QueryDict

from coalition.lib.forms.record_choices import RecordChoices
from stakeholders.bulk.archive import Archive
from stakeholders.bulk.influence import SetInfluence
from stakeholders.bulk.initiative import AddToInitiative
from stakeholders.bulk.lead import SetLead
from stakeholders.bulk.tags import TagMany, UntagMany
from stakeholders.forms.member_choice import MemberChoice
from stakeholders.forms.purpose_choice import PurposeChoice
from stakeholders.forms.stakeholder import SWAYS
from stakeholders.forms.stakeholder_filter import Keys
from stakeholders.forms.tag import clean_tags
from stakeholders.models import BulkVerb, Initiative, Tag
from stakeholders.models.saved_view import LONGEST_QUERY


class SelectionForm(forms.Form):
    """Some rows of the list by their keys, or with `all` everyone whom the list of that query holds."""

    pick = Keys(required=False)
    all = forms.BooleanField(required=False)
    query = forms.CharField(required=False, max_length=LONGEST_QUERY)

    def __init__(self, data):
        super().__init__(data)
        self.is_valid()

    @property
    def is_all(self):
        """Whether a list is selected: one whose query cannot be read is nobody, never everyone."""
        return self.is_valid() and self.cleaned_data["all"]

    @property
    def picks(self):
        return [] if self.is_all else self.cleaned_data["pick"]

    @property
    def listed(self):
        """The query string of the list in which the selection was made, as one reads it."""
        return QueryDict(self.cleaned_data.get("query", ""))

    @property
    def hidden(self):
        """The selection as (name, text) for the next form."""
        everyone = [("all", "1")] if self.is_all else []
        picks = [("pick", key) for key in self.picks]
        return [*picks, *everyone, ("query", self.cleaned_data.get("query", ""))]


class ChangeForm(forms.Form):
    """What one verb needs to know; `change()` is what a valid form comes to."""

    button = ""

    def __init__(self, *args, request, initiative, **kwargs):
        super().__init__(*args, **kwargs)
        self.district = request.district
        if "initiative" in self.fields:
            self.fields["initiative"].queryset = Initiative.objects.active()
            self.fields["initiative"].initial = initiative
        if "lead" in self.fields:
            self.fields["lead"].choose_from(request.district)

    @property
    def chosen(self):
        """What was chosen as (name, text), for a form that carries it out."""
        found = []
        for name in self.fields:
            value = self.data.getlist(name)
            found += [(name, text) for text in value]
        return found


class LeadForm(ChangeForm):
    button = "Set lead for"
    initiative = forms.ModelChoiceField(queryset=None, label="In which initiative", empty_label=None)
    lead = MemberChoice(
        label="Who leads the contact",
        required=False,
        empty_label="No one",
        help_text="Whoever leads the contact is reminded of the next step.",
    )

    def change(self):
        return SetLead(**self.cleaned_data)


class InitiativeForm(ChangeForm):
    button = "Add"
    initiative = forms.ModelChoiceField(queryset=None, label="To which initiative", empty_label=None)
    purposes = PurposeChoice(required=False)
    lead = MemberChoice(
        label="Who leads the contact",
        required=False,
        empty_label="No one yet",
        help_text="For those who are new to the initiative. Partners keep their lead.",
    )

    def change(self):
        return AddToInitiative(**self.cleaned_data)


class TagForm(ChangeForm):
    button = "Tag"
    tags = forms.CharField(
        label="Tags", max_length=300, help_text="Such as Bilingual, Parent leader. A comma between two tags."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_use = [tag.name for tag in Tag.objects.all()[:12]]
        if in_use:
            self.fields["tags"].help_text += f" In use: {', '.join(in_use)}."

    def clean_tags(self):
        return clean_tags(self.cleaned_data["tags"])

    def change(self):
        return TagMany(district=self.district, names=self.cleaned_data["tags"])


class UntagForm(ChangeForm):
    button = "Take tags off"
    tags = RecordChoices(
        queryset=None,
        label="Which tags",
        to_field_name="key",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tags"].queryset = Tag.objects.all()

    def change(self):
        return UntagMany(names=[tag.name for tag in self.cleaned_data["tags"]])


class InfluenceForm(ChangeForm):
    button = "Set sway for"
    influence = forms.TypedChoiceField(
        label="Sway",
        choices=SWAYS,
        coerce=int,
        empty_value=None,
        required=False,
        help_text="How much others listen to them, whatever they think of the change.",
    )

    def change(self):
        return SetInfluence(**self.cleaned_data)


class ArchiveForm(ChangeForm):
    button = "Archive"

    def change(self):
        return Archive()


FORMS = {
    BulkVerb.LEAD: LeadForm,
    BulkVerb.INITIATIVE: InitiativeForm,
    BulkVerb.TAG: TagForm,
    BulkVerb.UNTAG: UntagForm,
    BulkVerb.INFLUENCE: InfluenceForm,
    BulkVerb.ARCHIVE: ArchiveForm,
}


class VerbForm(forms.Form):
    """What is to be done; something unknown is as if nothing were said. `expected` is how many were confirmed."""

    action = forms.ChoiceField(choices=BulkVerb)
    expected = forms.IntegerField(required=False, min_value=0, max_value=10**9)

    @classmethod
    def read(cls, data):
        form = cls(data)
        form.is_valid()
        return form.cleaned_data.get("action"), form.cleaned_data.get("expected")
