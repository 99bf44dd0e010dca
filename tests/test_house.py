"""The rules of the house, held by walking its files: who may import whom, how long a file is, what a template holds."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.utils.module_loading import import_string

from tests.walk.planting import is_history, our_models
from tests.walk.routes import every_route

ROOT = Path(__file__).resolve().parent.parent
APPS = ("coalition", "stakeholders", "engagement")

# The floors, ground floor first; a module may import its own floor and those below. The roof is what is left of
# `coalition`: settings, addresses, Celery, navigation, commands.
FLOORS = ("coalition.lib", "coalition.districts", "stakeholders", "engagement", "coalition")

# The layers of an app, lowest first, by the first part of a module's name; engines and queries have any other name.
LAYERS = {
    "enums": 0,
    "roles": 0,
    "text": 0,
    "tenancy": 1,
    "models": 1,
    "forms": 3,
    "views": 4,
    "admin": 4,
    "admin_site": 4,
    "management": 4,
    "tasks": 4,
    "templatetags": 4,
    "urls": 5,
    "public_urls": 5,
    "apps": 5,
}
ENGINE = 2

# Folders whose modules take plain values and return plain values: no database, no request, no HTML.
PURE = ("stakeholders/maps", "stakeholders/network", "engagement/timeline")

# What a web worker does not hold until somebody asks for slides, a PDF, a workbook, a calendar or a layout, rings for
# the worker, or signs in by a key.
LARGE = {"PIL", "celery", "cryptography", "fido2", "icalendar", "kombu", "lxml", "numpy", "openpyxl", "pptx", "redis"}

# What few workers ever do: serve Django admin, read a mailbox.
SELDOM = {"coalition.admin_urls", "coalition.lib.mail.mailbox", "stakeholders.admin", "urllib.request", "xml.sax"}

# Imports inside a function, each with the reason why it cannot stand at the top.
LATE_IMPORTS = {}

LONGEST = {".py": 400, ".html": 120, ".js": 80, ".css": 400}
LONGEST_VIEW = 25
DRAWERS = {"services", "utils", "helpers", "common", "managers", "misc"}
# Not pages of ours: mail, and a drawing that is downloaded and carries its own style.
NOT_PAGES = ("mail/", "email/", "emails/", "stakeholders/maps/_standalone.html")
BLOCKED_BY_THE_POLICY = re.compile(
    r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|hx-on|[\"']js:|javascript:|<script(?![^>]*\s(?:src|type=\"application/json\"))",
    re.IGNORECASE,
)
LEFT_BEHIND = re.compile(r"\b(?:TODO|FIXME|XXX)\b|/(?:work|root|home)/[a-z]|/tmp/[a-z]")


def own_files(*endings, under=(*APPS, "templates", "static", "tests", "benchmarks", "docs", "bin", ".ci")):
    """Return every file of the house with one of these endings, migrations left out."""
    found = [path for folder in under for path in sorted((ROOT / folder).rglob("*")) if path.is_file()]
    return [
        path
        for path in found
        if path.suffix in endings and "migrations" not in path.parts and "__pycache__" not in path.parts
    ]


def name_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in own_files(".py", under=APPS)}


@cache
def tree_of(path):
    return ast.parse(path.read_text(), str(path))


def imports_of(path):
    """Return the modules of the house that a module imports, wherever in the file, and those it names on demand."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] in APPS)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in APPS:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else node.module
    yield from (named.rpartition(".")[0] for named in on_demand_in(path) if named.split(".")[0] in APPS)


def on_demand_in(path):
    """Return the dotted names of the functions that a module loads at their first call."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "on_demand":
            yield from (one.value for one in node.args if isinstance(one, ast.Constant))


def floor_of(module):
    return next(number for number, floor in enumerate(FLOORS) if module == floor or module.startswith(f"{floor}."))


def layer_of(module):
    floor = FLOORS[floor_of(module)]
    first = module.removeprefix(floor).strip(".").split(".")[0]
    return 0 if floor == "coalition.lib" else LAYERS.get(first, ENGINE)


def crossings():
    return [(module, imported) for module, path in MODULES.items() for imported in imports_of(path)]


def test_lower_app_never_imports_a_higher_one():
    wrong = [f"{one} imports {other}" for one, other in crossings() if floor_of(one) < floor_of(other)]

    assert wrong == [], "Move what is shared down, or let the template point up by URL name."


def test_layers_of_an_app_import_downwards_only():
    wrong = [
        f"{one} imports {other}"
        for one, other in crossings()
        if FLOORS[floor_of(one)] != "coalition" and layer_of(one) < layer_of(other)
    ]

    assert wrong == [], "enums <- models <- engines and queries <- forms <- views, admin, tasks, commands."


def test_nobody_imports_tasks():
    assert [f"{one} imports {other}" for one, other in crossings() if "tasks" in other.split(".")] == []


def test_pure_engines_know_no_database_and_no_page():
    wrong = [
        f"{path.relative_to(ROOT)}: {node.module}"
        for folder in PURE
        for path in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and re.match(r"django|.*\.models", node.module or "")
    ]

    assert wrong == []


def test_imports_stand_at_the_top():
    late = [
        f"{module}: line {node.lineno}"
        for module, path in MODULES.items()
        if module not in LATE_IMPORTS
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert late == [], "Untie the cycle, or name the module in LATE_IMPORTS with the reason."


def test_what_is_loaded_on_demand_is_there():
    named = [name for path in MODULES.values() for name in on_demand_in(path)]

    assert named
    assert [name for name in named if not callable(import_string(name))] == []


def test_large_libraries_are_loaded_on_demand_only():
    program = f"import sys, coalition.wsgi; print({LARGE!r} & sys.modules.keys())"

    started = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert started.stdout == "set()\n", "Name what needs them by coalition.lib.on_demand."


def test_back_room_and_reading_of_mailboxes_are_loaded_on_demand_only():
    program = f"import sys, coalition.wsgi; print({SELDOM!r} & sys.modules.keys())"

    started = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert started.stdout == "set()\n", "coalition.lib.pages.late_addresses and coalition.lib.on_demand hold them back."


@pytest.mark.parametrize("ending", LONGEST)
def test_files_are_short_enough_to_read(ending):
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in own_files(ending)}

    assert {path: length for path, length in lengths.items() if length > LONGEST[ending]} == {}, "Make it two."


def test_views_are_short_enough_to_see_at_once():
    long = [
        f"{module}.{node.name}: {length}"
        for module, path in MODULES.items()
        if layer_of(module) == LAYERS["views"] and ".views" in module
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef) and (length := node.end_lineno - node.lineno + 1) > LONGEST_VIEW
    ]

    assert long == []


def test_no_module_is_a_drawer():
    assert [module for module in MODULES if module.rpartition(".")[2] in DRAWERS] == []


def test_templates_hold_nothing_the_content_security_policy_blocks():
    wrong = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in own_files(".html", ".svg", under=("templates",))
        if not any(part in str(path.relative_to(ROOT / "templates")) for part in NOT_PAGES)
        for found in BLOCKED_BY_THE_POLICY.finditer(path.read_text())
    ]

    assert wrong == []


def test_every_class_of_the_stylesheet_is_borne_by_some_markup():
    written = " ".join(
        path.read_text() for path in own_files(".py", ".html", ".svg", ".js", under=(*APPS, "templates", "static"))
    )
    words = set(re.findall(r"[\w-]+", written))
    begun = tuple(word for word in words if word.endswith("--"))  # the template names the rest
    styled = re.sub(r"/\*.*?\*/", "", " ".join(path.read_text() for path in own_files(".css")), flags=re.DOTALL)
    named = set(re.findall(r"\.([a-z][\w-]*)(?=[^{}]*\{)", styled))

    assert sorted(name for name in named - words if not name.startswith(begun)) == []


def test_nothing_is_left_behind_in_a_file():
    wrong = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in own_files(".py", ".html", ".css", ".js", ".md", ".sh", ".txt", "")
        if path != Path(__file__).resolve()
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), start=1)
        if LEFT_BEHIND.search(line)
    ]

    assert wrong == []


def test_tests_are_neither_skipped_nor_expected_to_fail():
    wrong = [
        f"{path.relative_to(ROOT)}: {node.attr}"
        for path in own_files(".py", under=("tests",))
        if path.name != "conftest.py"  # which says what a machine lacks; --strict-skips makes that a failure
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        and re.fullmatch(r"pytest\.(?:mark\.)?(?:skip|skipif|xfail|importorskip)", ast.unparse(node))
    ]

    assert wrong == []


def test_addresses_are_named_by_noun_and_verb():
    ours = [route.name for route in every_route() if not route.name.startswith(("account_", "mfa_"))]
    plain = re.compile(r"(?:[a-z]+:)?[a-z]+(?:-[a-z]+)*")

    assert [name for name in ours if not plain.fullmatch(name)] == []


def test_every_record_can_say_what_it_is():
    assert [model._meta.label for model in our_models() if model.__str__ is models.Model.__str__] == []


def test_tests_of_tables_look_at_all_tables_but_histories():
    every = [model for app in apps.get_app_configs() if app.name.split(".")[0] in APPS for model in app.get_models()]

    assert sorted(model._meta.label for model in every if not is_history(model)) == sorted(
        model._meta.label for model in our_models()
    )
