from django import forms

LAST_PAGE = 1000


class PageForm(forms.Form):
    """Which page of a list to show, read from the query string; what is no page means the first."""

    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE)

    @property
    def number(self):
        self.full_clean()
        return self.cleaned_data.get("page") or 1
