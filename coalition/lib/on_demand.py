"""Functions that are loaded, with their module and the libraries it stands on, when they are first called.

Slides, pictures, workbooks, calendars and the layout of networks need tens of megabytes of libraries and are asked for
seldom; a web worker holds none of them until then. What is named here is checked by tests/test_house.py like an import.
`load_late` does the same to a module that somebody else's code imports.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec
from typing import Any

from django.utils.module_loading import import_string


def on_demand(path: str) -> Callable[..., Any]:
    """Return a function that calls the one at the dotted `path`."""

    def call(*args: Any, **given: Any) -> Any:
        return import_string(path)(*args, **given)

    return call


def load_late(module: str) -> None:
    """Let a module be loaded when something of it is first used, however early it is imported."""
    parent, _, name = module.rpartition(".")
    spec = find_spec(module)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"{module} is not there to be loaded late.", name=module)
    if module in sys.modules:
        return
    spec.loader = LazyLoader(spec.loader)
    late = module_from_spec(spec)
    spec.loader.exec_module(late)
    sys.modules[module] = late
    setattr(import_module(parent), name, late)
