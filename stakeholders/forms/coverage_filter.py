"""The filters of a map, and whom the cells of coverage count."""

from django import forms

from stakeholders.forms.map_filter import MapFilterForm

COUNTS = {"everyone": "Everyone", "on-board": "On board or past", "at-table": "At the table"}


class CoverageFilterForm(MapFilterForm):
    """`count` is everyone where nothing, or nothing that exists, is asked for."""

    own_map = "coverage"

    count = forms.ChoiceField(choices=[pair for pair in COUNTS.items() if pair[0] != "everyone"], required=False)

    @property
    def counted(self):
        return self.chosen.get("count", "everyone")
