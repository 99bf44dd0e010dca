"""How every form is drawn: as Django does it, and fit to be heard."""

from django.forms import BoundField, FileInput
from django.forms.renderers import DjangoTemplates


class HeardField(BoundField):
    """A field that is wrong only once it was found wrong.

    Browsers call a required field that is still empty invalid, and a screen reader then says so of every blank form and
    of all in it. So a field that must be filled says it by ARIA, where that is allowed; the server looks whether it is.
    """

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if not attrs.get("required"):
            return attrs
        if widget.use_fieldset or isinstance(widget, FileInput):
            return {"aria-invalid": "false", **attrs}
        return {name: value for name, value in attrs.items() if name != "required"} | {"aria-required": "true"}


class FormRenderer(DjangoTemplates):
    bound_field_class = HeardField
