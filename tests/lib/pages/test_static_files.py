import gzip
import json
import re

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from coalition.lib.pages.static_files import join_script, join_stylesheet

SCRIPT_OR_SHEET = re.compile(r'(?:src|href)="/static/([^"]+)"')


@pytest.fixture
def collected(settings, tmp_path):
    """The static root as collectstatic leaves it."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "coalition.lib.pages.static_files.BundledStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return settings.STATIC_ROOT


def packed(root, name):
    """The bytes of a file as a browser gets them: compressed where that helps."""
    compressed = root / f"{name}.gz"
    return compressed.read_bytes() if compressed.exists() else (root / name).read_bytes()


def text_of(root, name):
    return (root / json.loads((root / "staticfiles.json").read_text())["paths"][name]).read_text()


def test_stylesheet_takes_in_each_import_inside_its_layer():
    files = {
        "css/index.css": (
            '@layer base, parts;\n@import url("base.css") layer(base);\n@import url("a/b.css") layer(parts);\n'
        ),
        "css/base.css": "p { margin: 0 }\n",
        "css/a/b.css": ".b { color: red }\n",
    }

    text, taken = join_stylesheet("css/index.css", files.__getitem__)

    assert text == ("@layer base, parts;\n@layer base {\np { margin: 0 }\n}\n@layer parts {\n.b { color: red }\n}\n")
    assert taken == ["css/base.css", "css/a/b.css"]


def test_script_runs_what_it_imports_once_and_first():
    files = {
        "app.js": 'import { one } from "./one.js";\nimport "./two.js";\nstart(one);\n',
        "one.js": "export const one = 1;\n",
        "two.js": 'import { one as first } from "./one.js";\nexport function two() { return first; }\n',
    }

    text, taken = join_script("app.js", files.__getitem__)

    assert text == (
        "const module_one = (() => {\nconst one = 1;\nreturn { one };\n})();\n"
        "const module_two = (() => {\nconst { one: first } = module_one;\n"
        "function two() { return first; }\nreturn { two };\n})();\n"
        "const module_app = (() => {\nconst { one } = module_one;\nstart(one);\nreturn {  };\n})();\n"
    )
    assert taken == ["one.js", "two.js"]


def test_script_that_breaks_the_rules_is_refused_with_its_line():
    files = {"app.js": 'import one from "./one.js";\n', "one.js": "export default 1;\n"}

    with pytest.raises(ImproperlyConfigured, match=r"app.js cannot be joined, because of this line: import one from"):
        join_script("app.js", files.__getitem__)


def test_scripts_that_import_each_other_are_refused():
    files = {"a.js": 'import "./b.js";\n', "b.js": 'import "./a.js";\n'}

    with pytest.raises(ImproperlyConfigured, match="imports itself"):
        join_script("a.js", files.__getitem__)


def test_collected_stylesheet_and_script_need_no_other_file(collected):
    sheet, script = text_of(collected, "css/index.css"), text_of(collected, "js/app.js")

    assert "@import" not in sheet
    assert ".sidebar {" in sheet
    assert ".toast {" in sheet
    assert re.findall(r"^(?:import|export) ", script, re.MULTILINE) == []
    assert "function showToast(" in script


@pytest.mark.parametrize(
    ("bundle", "join", "pattern"),
    [("css/index.css", join_stylesheet, "css/**/*.css"), ("js/app.js", join_script, "js/**/*.js")],
)
def test_no_stylesheet_and_no_script_lies_outside_the_bundle(bundle, join, pattern):
    root = settings.BASE_DIR / "static"
    there = {path.relative_to(root).as_posix() for path in root.glob(pattern)}

    _, taken = join(bundle, lambda name: (root / name).read_text())

    assert there - {bundle, *taken} == set()


def test_first_visit_takes_at_most_six_requests_and_150_kilobytes(collected, client, db):
    page = client.get("/accounts/login/").content

    names = SCRIPT_OR_SHEET.findall(page.decode())
    size = len(gzip.compress(page)) + sum(len(packed(collected, name)) for name in names)

    assert sorted(name.split(".")[0] for name in names) == ["css/index", "django_htmx/htmx-2", "favicon", "js/app"]
    assert size < 150_000


def test_a_part_that_changed_is_taken_in_by_the_next_collectstatic(collected, settings, tmp_path):
    changed = tmp_path / "changed"
    (changed / "css" / "components").mkdir(parents=True)
    (changed / "css" / "components" / "toast.css").write_text(".toast { color: rebeccapurple }\n")
    settings.STATICFILES_DIRS = [changed, *settings.STATICFILES_DIRS]

    call_command("collectstatic", interactive=False, verbosity=0)

    assert "rebeccapurple" in text_of(collected, "css/index.css")


def test_modules_and_templates_stay_short():
    scripts = (settings.BASE_DIR / "static/js").rglob("*.js")
    templates = (settings.BASE_DIR / "templates").rglob("*.html")

    too_long = [str(path) for path in scripts if len(path.read_text().splitlines()) >= 80]
    too_long += [str(path) for path in templates if len(path.read_text().splitlines()) >= 120]

    assert too_long == []
