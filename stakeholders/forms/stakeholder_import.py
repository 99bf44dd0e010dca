"""The forms of an import: the file, where its columns go, what happens to doubtful rows."""

from collections import defaultdict

from django import forms

from stakeholders.enums import Kind
from stakeholders.importing.drafts import Choice, Trouble
from stakeholders.importing.fields import FIELDS, NAME_PARTS, REPEATABLE, SLOTS, slot_of
from stakeholders.importing.row_pages import first_view, views_of_rows
from stakeholders.importing.steps import columns_of, values_to_translate
from stakeholders.models import Sector

LEAVE_OUT = "Do not import"
LATER = "Choose later"
WIDE = 60
MORE_PEOPLE = 2
SWAYS = [(str(number), f"{number} of 5") for number in range(5, 0, -1)]
WORDS_FOR_CHOICES = {
    Choice.MERGE: "Merge into it",
    Choice.UPDATE: "Update it",
    Choice.CREATE: "Add as new",
    Choice.ROLE: "Keep the role only",
    Choice.GROUP: "Add as a group",
    Choice.SKIP: "Skip",
}


class UploadForm(forms.Form):
    """One file, read by its bytes and not by its name."""

    file = forms.FileField(
        label="Your list",
        max_length=255,
        allow_empty_file=True,
        error_messages={"required": "Choose the file that holds your list."},
        widget=forms.FileInput(attrs={"class": "drop-zone__input", "aria-describedby": "upload-hint"}),
    )


class SheetForm(forms.Form):
    """Which sheet of a workbook to read, and which row holds the headers (0: none)."""

    sheet = forms.ChoiceField(label="Sheet", required=False)
    header_row = forms.IntegerField(
        label="Headers are in row",
        min_value=0,
        max_value=1000,
        required=False,
        help_text="0 when the file has no headers.",
    )

    def __init__(self, *args, stakeholder_import, **kwargs):
        one = stakeholder_import
        chosen, sheets = one.source[3:5] if one.source else ("", [])
        super().__init__(*args, initial={"sheet": chosen, "header_row": one.header_row}, **kwargs)
        self.fields["sheet"].choices = [(name, name) for name in sheets]
        if len(sheets) < 2:
            del self.fields["sheet"]


class ColumnsForm(forms.Form):
    """Where each column goes, what values mean, and what rows are that do not say."""

    def __init__(self, *args, stakeholder_import, **kwargs):
        super().__init__(*args, **kwargs)
        self.one = stakeholder_import
        self.columns = columns_of(self.one)
        self.sectors = [(sector.slug, sector.name) for sector in Sector.objects.all()]
        self.values = values_to_translate(self.one)
        self.places = self.groups_of_places()
        for index, (column, key) in enumerate(zip(self.columns, self.one.mapping, strict=True)):
            if not column.blocked:
                self.fields[f"column-{index}"] = self.place_field(column, key)
        for key, found in self.values.items():
            for number, (value, meaning) in enumerate(found.items()):
                self.fields[f"{key}-{number}"] = forms.ChoiceField(
                    label=value, choices=self.meanings(key), initial=meaning, required=False
                )
        self.add_defaults()

    def groups_of_places(self):
        """Where columns can go; a wide file is offered few more people in a row than it has, or its page is huge."""
        used = [found[0] for key in self.one.mapping if (found := slot_of(key))]
        most = max(used, default=0) + MORE_PEOPLE if len(self.columns) > WIDE else SLOTS
        groups = defaultdict(list)
        for field in FIELDS:
            if (slot := slot_of(field.key)) is None or slot[0] <= most:
                groups[field.group].append((field.key, field.label))
        return list(groups.items())

    def place_field(self, column, key):
        return forms.ChoiceField(
            label=f"{column.header} goes to",
            choices=[("", LEAVE_OUT), *self.places],
            initial=key,
            required=False,
            widget=forms.Select(attrs={"aria-label": f"{column.header} goes to"}),
        )

    def meanings(self, key):
        """What a value of a closed field can be said to mean."""
        closed = {
            "sector": self.sectors,
            "influence": SWAYS,
            "kind": Kind.choices,
            "under_represented": [("yes", "Yes"), ("no", "No")],
        }
        return [("", LATER), *closed[key]]

    def add_defaults(self):
        kept = self.one.defaults
        self.fields["default-kind"] = forms.ChoiceField(
            label="Every row is",
            choices=[("", "Told by its name"), *Kind.choices],
            initial=kept.get("kind", ""),
            required=False,
        )
        self.fields["default-sector"] = forms.ChoiceField(
            label="Sector of rows without one",
            choices=[("", LATER), *self.sectors],
            initial=kept.get("sector", ""),
            required=False,
        )
        if number := self.one.hidden_rows:
            self.fields["default-hidden"] = forms.ChoiceField(
                label=f"{number:,} {'row is' if number == 1 else 'rows are'} hidden or filtered out in the sheet",
                choices=[("", "Bring in all the same"), (Choice.SKIP.value, "Leave out")],
                initial=kept.get("hidden", ""),
                required=False,
            )

    @property
    def for_every_row(self):
        return [field for field in self if field.name.startswith("default-")]

    def clean(self):
        data = super().clean()
        used = defaultdict(list)
        for index, column in enumerate(self.columns):
            key = data.get(f"column-{index}")
            if key:
                used[key].append((index, column.header))
        for key, places in used.items():
            if len(places) > 1 and key not in REPEATABLE:
                names = " and ".join(f"“{header}”" for _, header in places)
                self.add_error(f"column-{places[-1][0]}", f"{names} both go here. Keep one of them.")
        if not used.keys() & {"name", "organization", "email", *NAME_PARTS}:
            raise forms.ValidationError("Say which column holds the names.")
        return data

    def opens_questions(self) -> bool:
        """Whether the mapping sends a column to a field with a fixed list whose values nobody has seen yet."""
        mapping = self.mapping()
        return any(
            key in {"sector", "influence", "kind", "under_represented"}
            and self.one.mapping[index] != key
            and self.columns[index].common_values()
            for index, key in enumerate(mapping)
        )

    def mapping(self):
        return [self.cleaned_data.get(f"column-{index}", "") for index in range(len(self.columns))]

    def apply(self):
        """Put what was chosen into the import, unsaved."""
        data = self.cleaned_data
        self.one.mapping = self.mapping()
        self.one.translations = {
            key: {value: data[f"{key}-{number}"] for number, value in enumerate(found)}
            for key, found in self.values.items()
            if key in self.one.mapping
        }
        said = {key: data.get(f"default-{key}", self.one.defaults.get(key)) for key in ("kind", "sector", "hidden")}
        self.one.defaults = {key: value for key, value in said.items() if value}


class RowsQuery(forms.Form):
    """Which rows to show: a view, a page of it, and the row to hold beside its record."""

    view = forms.ChoiceField(choices=[(name, name) for name in views_of_rows()], required=False)
    page = forms.IntegerField(min_value=1, max_value=100_000, required=False)
    compare = forms.IntegerField(min_value=1, required=False)

    def asked(self, counts, default=""):
        """What is asked for, with what stands for anything missing or unknown."""
        self.full_clean()
        known = self.cleaned_data
        view = known.get("view") or default or first_view(counts)
        return view, known.get("page") or 1, known.get("compare")


class RowsForm(forms.Form):
    """What a person decided for the rows of one page: a choice each, or a name for one without."""

    for_all = forms.CharField(required=False)

    def __init__(self, *args, outcomes, **kwargs):
        super().__init__(*args, **kwargs)
        self.outcomes = outcomes
        for outcome in outcomes:
            if outcome.choices:
                self.fields[f"choice-{outcome.number}"] = forms.ChoiceField(
                    choices=[(choice, WORDS_FOR_CHOICES[Choice(choice)]) for choice in outcome.choices],
                    initial=outcome.choice,
                    required=False,
                    widget=forms.Select(attrs={"aria-label": f"What to do, row {outcome.number}"}),
                )
            if outcome.is_unreadable and not outcome.name:
                self.fields[f"name-{outcome.number}"] = forms.CharField(
                    max_length=255,
                    required=False,
                    widget=forms.TextInput(
                        attrs={
                            "aria-label": f"Name, row {outcome.number}",
                            "aria-describedby": f"missing-{outcome.number}",
                            "aria-invalid": "true",
                            "placeholder": "Name or role",
                        }
                    ),
                )

    def clean_for_all(self):
        """A trouble and a choice for all rows that have it, such as "SAME:skip"."""
        trouble, _, choice = self.cleaned_data["for_all"].partition(":")
        if not trouble:
            return None
        if trouble not in Trouble.__members__ or choice not in set(Choice):
            raise forms.ValidationError("That choice is not known.")
        return Trouble[trouble], Choice(choice)

    def apply(self, one, alike):
        """Put what was decided into the import, unsaved; `alike` names the rows that share a trouble."""
        for outcome in self.outcomes:
            choice = self.cleaned_data.get(f"choice-{outcome.number}")
            if choice and choice != outcome.choice:
                one.choices[str(outcome.number)] = choice
            name = self.cleaned_data.get(f"name-{outcome.number}")
            if name:
                one.names[str(outcome.number)] = name
        for_all = self.cleaned_data["for_all"]
        if for_all:
            trouble, choice = for_all
            together = {str(number) for number in alike(trouble)}
            one.choices = {key: kept for key, kept in one.choices.items() if key not in together}
            one.choices[trouble] = choice


class ConfirmForm(forms.Form):
    """What the person agreed to: a mark of the numbers shown. When they are others by now nothing is written."""

    seen = forms.CharField(widget=forms.HiddenInput)
