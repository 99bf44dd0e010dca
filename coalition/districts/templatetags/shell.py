"""Tags every page shares: the token of a form, the page one is on, the drawing of sway."""

from dataclasses import dataclass
from uuid import uuid4

from django import template
from django.forms import CheckboxInput, ChoiceField, TypedChoiceField
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from coalition.districts.submissions import FIELD
from coalition.lib.kept import draw_kept

register = template.Library()


@dataclass(frozen=True)
class SwayDot:
    """One of the five dots: its middle on a drawing 44 units wide, as SVG writes it, and whether it is filled."""

    x: str
    is_filled: bool


@register.simple_tag
def submission():
    """The hidden field that lets a form be carried out once however often it is sent."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, uuid4())


@register.simple_tag
def kept(template, **values):
    """What `template` draws from plain values, and from nothing else; drawn once for each set of them."""
    return draw_kept(template, **values)


@register.simple_tag(takes_context=True)
def current(context, *pages):
    """`aria-current="page"` when the page shown is one of `pages`: a URL name, or its beginning up to a hyphen."""
    match = getattr(context.get("request"), "resolver_match", None)
    name = match.view_name if match else ""
    is_here = any(name == page or (page.endswith("-") and name.startswith(page)) for page in pages)
    return mark_safe(' aria-current="page"') if is_here else ""


@register.filter
def sway_dots(sway):
    """The five dots of shared/_sway.html, filled up to `sway`."""
    return [SwayDot(x=f"{5 + 8.5 * place:g}", is_filled=place < sway) for place in range(5)]


@register.filter
def is_optional(field):
    """Tell whether a form field may be left empty: not one that always stands at one of its choices."""
    if type(field.field) in (ChoiceField, TypedChoiceField):
        return not field.field.required and any(value in ("", None) for value, _ in field.field.choices)
    return not field.field.required


@register.filter
def is_single_checkbox(field):
    """Tell whether a form field is one box to tick, whose label stands after it."""
    return isinstance(field.field.widget, CheckboxInput)
