"""Pieces of pages that are the same on many pages: drawn once for each set of values, then kept by the process.

A kept template sees the values it is given and nothing else: no request, no user, no record. The values are plain and
make up the key, so a piece can never show to one reader what was drawn for another.
"""

from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from types import NoneType
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

PLAIN = (str, int, bool, NoneType, date)
KEPT_AT_MOST = 4096


class NotPlain(TypeError):
    """A value that could hide more than it shows: a record, markup that is marked as safe, something lazy."""


@lru_cache(maxsize=KEPT_AT_MOST, typed=True)
def draw_kept(template: str, **values: Any) -> SafeString:
    """Returns what `template` draws from `values`; raises `NotPlain`, and `TypeError` for values that can change."""
    for name, value in values.items():
        refuse_what_is_not_plain(name, value)
    return render_to_string(template, values)


def refuse_what_is_not_plain(name: str, value: Any) -> None:
    """Looks at the exact type: a subclass, such as a string marked as safe, equals its base but draws differently."""
    if isinstance(value, tuple):
        for part in value:
            refuse_what_is_not_plain(name, part)
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            refuse_what_is_not_plain(f"{name}.{part.name}", getattr(value, part.name))
    elif type(value) not in PLAIN:
        raise NotPlain(f"{name} is {type(value).__name__}, which is not kept.")
