from urllib.parse import urlencode

from django import forms
from django.utils.functional import cached_property

from stakeholders.scenes import Wish

FOLDS = (
    ("organization", "Organizations"),
    ("sector", "Sectors"),
    ("group", "Groups found"),
)
LARGEST_KEY = 2**63 - 1


class NetworkView(forms.Form):
    """What the map of who knows whom shows, as its address says it. What is not there is left out."""

    view = forms.ChoiceField(choices=[("table", "Table"), ("measures", "Measures")], required=False)
    to = forms.IntegerField(min_value=1, max_value=LARGEST_KEY, required=False)
    around = forms.IntegerField(min_value=1, max_value=LARGEST_KEY, required=False)
    steps = forms.IntegerField(min_value=1, max_value=3, required=False)
    fold = forms.ChoiceField(choices=FOLDS, required=False)
    group = forms.SlugField(required=False)
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)

    @cached_property
    def chosen(self):
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    @property
    def is_table(self):
        return self.chosen.get("view") == "table"

    @property
    def is_measures(self):
        return self.chosen.get("view") == "measures"

    @property
    def steps_out(self):
        return self.chosen.get("steps", 1)

    @property
    def wish(self):
        """Return whom the address wants drawn."""
        chosen = self.chosen
        return Wish(f"p{chosen.get('around', 0)}", self.steps_out, chosen.get("fold", ""), chosen.get("group", ""))

    def link(self, **changes):
        """Return the query string of this view with `changes` made, from page 1; None takes a field out."""
        wanted = {**self.chosen, "page": None, **changes}
        pairs = [(name, wanted[name]) for name in self.fields if wanted.get(name) not in (None, "")]
        return f"?{urlencode(pairs)}" if pairs else "?"
