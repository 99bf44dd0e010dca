from django import forms

from stakeholders.models import Initiative

MOST_NAMES = 50


class FirstInitiativeForm(forms.ModelForm):
    """What is changing, in a few words and in one sentence."""

    class Meta:
        model = Initiative
        fields = ["vision", "name"]
        labels = {"vision": "What will be true for students?", "name": "What do you call it, in a few words?"}
        help_texts = {
            "vision": "One sentence that everyone would recognize. You can change it later.",
            "name": "Such as Mastery learning, grades 6–12.",
        }
        widgets = {"vision": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, district, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.district = district
        self.fields["vision"].required = True

    def clean_name(self):
        name = self.cleaned_data["name"]
        if Initiative.objects.filter(district=self.instance.district, name=name).exists():
            raise forms.ValidationError("There is an initiative with this name already.")
        return name


class FirstPartnersForm(forms.Form):
    """Who comes to mind, one a line."""

    names = forms.CharField(
        label="Stakeholders, one per line", max_length=20_000, widget=forms.Textarea(attrs={"rows": 6})
    )

    def clean_names(self):
        names = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        names = [name for name in names if name]
        if len(names) > MOST_NAMES:
            raise forms.ValidationError(f"These are {len(names)}. For more than {MOST_NAMES}, upload a spreadsheet.")
        too_long = next((name for name in names if len(name) > 255), None)
        if too_long:
            raise forms.ValidationError(f"This is too long for a name: {too_long[:60]}…")
        return names
