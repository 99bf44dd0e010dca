"""What the map of who knows whom shows: the filters of every map, and whom to look around or draw as one."""

from django import forms

from stakeholders.forms.map_filter import LOOKS, MapFilterForm
from stakeholders.ties.scenes import Wish

FOLDS = (
    ("organization", "Organizations"),
    ("sector", "Sectors"),
    ("group", "Groups found"),
)
LARGEST_KEY = 2**63 - 1


class NetworkView(MapFilterForm):
    """What the map of who knows whom shows, as its address says it. What is not there is left out."""

    LOOKS = (*LOOKS, "to", "around", "steps", "fold")
    own_map = "network"

    view = forms.ChoiceField(choices=[("table", "Table"), ("measures", "Measures")], required=False)
    to = forms.IntegerField(min_value=1, max_value=LARGEST_KEY, required=False)
    around = forms.IntegerField(min_value=1, max_value=LARGEST_KEY, required=False)
    steps = forms.IntegerField(min_value=1, max_value=3, required=False)
    fold = forms.ChoiceField(choices=FOLDS, required=False)
    group = forms.SlugField(required=False)

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

    @property
    def besides_goal(self):
        """Return (name, value) of all that is chosen but the goal, for the form that asks for one."""
        return [(name, value) for name, value in self.chosen.items() if name not in ("to", "page", "view")]
