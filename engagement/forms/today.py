from django import forms

from engagement.forms.page import PageForm
from engagement.outreach import MINE, TEAM


class TodayForm(PageForm):
    """Whose outreach to show, and which page of it, read from the query string."""

    whose = forms.ChoiceField(choices=[(MINE, "Mine"), (TEAM, "Whole team")], required=False)

    def chosen(self, *, default):
        """Return whose outreach is asked for, else `default`."""
        self.full_clean()
        return self.cleaned_data.get("whose") or default
