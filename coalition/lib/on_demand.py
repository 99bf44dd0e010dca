"""Functions that are loaded, with their module and the libraries it stands on, when they are first called.

Slides, pictures, workbooks, calendars and the layout of networks need tens of megabytes of libraries and are asked for
seldom; a web worker holds none of them until then. What is named here is checked by tests/test_house.py like an import.
"""

from collections.abc import Callable
from typing import Any

from django.utils.module_loading import import_string


def on_demand(path: str) -> Callable[..., Any]:
    """Return a function that calls the one at the dotted `path`."""

    def call(*args: Any, **given: Any) -> Any:
        return import_string(path)(*args, **given)

    return call
