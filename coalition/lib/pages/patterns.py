"""Markup that is drawn once and filled in for each of many: a thousand figures alike but for their names and places.

A template looks up every value anew for every figure. A pattern is what it draws with marks where values belong.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

# Of the private use area: in no template, changed by no escaping.
MARK = "\uf5a5{}\uf5a6"


@dataclass(frozen=True, slots=True)
class Pattern:
    """`text` takes the values of `fields` in their order, the way % does."""

    text: str
    fields: tuple[str, ...]

    def fill(self, values: dict[str, Any]) -> SafeString:
        """Return the markup with `values` by field, text among them escaped."""
        filled = (values[field] for field in self.fields)
        return mark_safe(self.text % tuple(conditional_escape(one) if isinstance(one, str) else one for one in filled))


def draw_pattern(template: str, fields: Iterable[str], look: dict[str, Any]) -> Pattern:
    """Draw `template` from `look`, with a place for each of `fields`, which it may write but not ask about."""
    marks = {field: MARK.format(field) for field in fields}
    text = render_to_string(template, {**look, **marks}).strip().replace("%", "%%")
    order = sorted((at, field) for field, mark in marks.items() for at in places(text, mark))
    for mark in marks.values():
        text = text.replace(mark, "%s")
    return Pattern(text, tuple(field for _, field in order))


def places(text: str, mark: str) -> Iterable[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)
