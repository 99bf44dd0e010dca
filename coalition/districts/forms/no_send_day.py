from django import forms

from coalition.districts.no_send_days import BadLine, read_days

LONGEST_LINE = 200


class CalendarFileForm(forms.Form):
    """One calendar, read by its bytes and not by its name."""

    file = forms.FileField(
        label="The calendar",
        max_length=255,
        allow_empty_file=True,
        error_messages={"required": "Choose the file of your school calendar."},
        widget=forms.FileInput(attrs={"class": "drop-zone__input", "aria-describedby": "upload-hint"}),
    )


class Lines(forms.MultipleChoiceField):
    """Lines that were ticked: whatever they say is read again."""

    def valid_value(self, value):
        return len(value) <= LONGEST_LINE


class ChosenDaysForm(forms.Form):
    """The entries to keep, each as a line that `no_send_days.read_days` reads."""

    line = Lines(error_messages={"required": "Tick at least one entry, or leave without adding any."})

    def clean_line(self):
        try:
            return read_days("\n".join(self.cleaned_data["line"]))
        except BadLine as problem:
            raise forms.ValidationError(str(problem)) from None


class BreakForm(forms.Form):
    """Up to which day a break is removed; none for the one day."""

    through = forms.DateField(required=False)
