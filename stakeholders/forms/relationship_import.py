"""The forms of a list of ties: the file, where its columns go, who is meant by names that leave it open."""

from django import forms

from stakeholders.enums import RelationshipKind
from stakeholders.importing.tie_columns import FIELDS, WHO, WHOM
from stakeholders.importing.ties import NEW

NOT_USED = "Not used"
LEAVE_OUT = "Leave these rows out"


class TiesUploadForm(forms.Form):
    """One file, read by its bytes and not by its name."""

    file = forms.FileField(
        label="Your list of ties",
        max_length=255,
        allow_empty_file=True,
        error_messages={"required": "Choose the file that holds your list."},
        widget=forms.FileInput(attrs={"class": "drop-zone__input", "aria-describedby": "upload-hint"}),
    )


class TiesForm(forms.Form):
    """Where each column goes, what ties are that say no kind, and who is meant."""

    kind = forms.ChoiceField(label="Ties that name no kind", choices=RelationshipKind.choices)

    def __init__(self, *args, relationship_import, questions, **kwargs):
        self.one, self.questions = relationship_import, questions
        super().__init__(*args, initial={"kind": self.one.kind}, **kwargs)
        for place, (header, key) in enumerate(zip(self.one.columns, self.one.mapping, strict=True)):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=header, choices=[("", NOT_USED), *FIELDS.items()], initial=key, required=False
            )
        for number, question in enumerate(questions):
            if question.candidates:
                self.fields[f"who-{number}"] = forms.ChoiceField(
                    label=question.name,
                    choices=[("", LEAVE_OUT), *((str(one.pk), one.label) for one in question.candidates)],
                    initial=self.one.choices.get(question.key, ""),
                    required=False,
                )

    @property
    def columns(self):
        return [self[name] for name in self.fields if name.startswith("column-")]

    @property
    def names(self):
        """The questions with the field that asks each, if there is anybody to choose from."""
        return [
            (question, self[f"who-{number}"] if question.candidates else None)
            for number, question in enumerate(self.questions)
        ]

    def clean(self):
        data = super().clean()
        chosen = [data.get(f"column-{place}") for place in range(len(self.one.columns))]
        for key, label in FIELDS.items():
            if chosen.count(key) > 1:
                raise forms.ValidationError(f"Two columns go to “{label}”. Keep one of them.")
        if WHO not in chosen or WHOM not in chosen:
            raise forms.ValidationError("Say which columns hold who and whom.")
        return data

    def apply(self):
        """Put what was chosen into the import, unsaved."""
        data = self.cleaned_data
        self.one.mapping = [data[f"column-{place}"] for place in range(len(self.one.columns))]
        self.one.kind = data["kind"]
        for number, question in enumerate(self.questions):
            if question.candidates:
                self.one.choices[question.key] = data[f"who-{number}"]


class TiesConfirmForm(forms.Form):
    """What the person agreed to: how many new ties were shown."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def saw(self, checked) -> bool:
        return self.is_valid() and self.cleaned_data["seen"] == checked.count(NEW)


class TiesPage(forms.Form):
    """Which page of the rows is shown."""

    page = forms.IntegerField(min_value=1, max_value=1000, required=False)

    @property
    def number(self):
        return (self.cleaned_data.get("page") if self.is_valid() else None) or 1
