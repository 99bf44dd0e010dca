"""In which form the registry is taken away."""

from django import forms

TABLE, WORKBOOK, CARDS = "csv", "xlsx", "vcf"
FORMATS = ((TABLE, "CSV"), (WORKBOOK, "Excel"), (CARDS, "vCard"))


class ExportForm(forms.Form):
    """The format of an export; one it does not know is as if nothing were said, and nothing means CSV."""

    format = forms.ChoiceField(choices=FORMATS, required=False)

    @classmethod
    def format_of(cls, request):
        """The format the form names, else the address, else CSV."""
        form = cls({"format": request.POST.get("format") or request.GET.get("format")})
        return (form.cleaned_data.get("format") if form.is_valid() else "") or TABLE
