"""dj-lucide's `{% lucide %}`, with the drawings kept and slim: a list repeats an icon on every row."""

import re
from functools import lru_cache

import lucide as drawings
from django import template
from django.utils.safestring import mark_safe

register = template.Library()

# What .icon in icon.css says too.
SAID_BY_CSS = re.compile(r' (?:fill="none"|stroke="currentColor"|stroke-(?:width|linecap|linejoin)="\w+")')


@register.simple_tag
def lucide(name, *, size=None, **attributes):
    """The icon as inline SVG; an unknown name raises, so that a misspelled icon is seen in the first test.

    With a class of `icon…` its size and stroke come from the stylesheet; without, it is 24 pixels wide.
    """
    return draw(str(name), size, tuple((key, str(value)) for key, value in attributes.items()))


@lru_cache(maxsize=2048)
def draw(name, size, attributes):
    is_styled = dict(attributes).get("class", "").startswith("icon")
    if size is None and not is_styled:
        size = 24
    svg = re.sub(r">\s+<", "><", drawings._render_icon(name, size, **dict(attributes)))
    if is_styled:
        head, rest = svg.split(">", 1)
        if size is None and "width" not in dict(attributes):
            head = re.sub(r' (?:width|height)="24"', "", head)
        svg = SAID_BY_CSS.sub("", head) + ">" + rest
    return mark_safe(svg)
