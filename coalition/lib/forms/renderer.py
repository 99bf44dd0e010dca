"""How every form is drawn: as Django does it, and fit to be heard."""

from django.forms import BoundField
from django.forms.renderers import DjangoTemplates


class HeardField(BoundField):
    """A field that is wrong only once it was found wrong.

    Browsers call a required field that is still empty invalid, and a screen reader then says so of every blank form.
    """

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        return {"aria-invalid": "false", **attrs} if attrs.get("required") else attrs


class FormRenderer(DjangoTemplates):
    bound_field_class = HeardField
