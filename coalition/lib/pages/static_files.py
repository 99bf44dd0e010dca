"""One stylesheet and one script for the browser, from the many small files people read.

At collectstatic `css/index.css` takes in what it imports, and `js/app.js` the modules it imports; both are then hashed
and compressed as usual. In development the same files are served apart. Two rules keep the joining simple:

- a stylesheet is imported by `@import url("file.css") layer(name);`, once, at the start of a line;
- a script is imported by `import { a, b } from "./file.js";` or `import "./file.js";` on one line, and exports by
  putting `export` before a declaration. There are no default exports and no circles.
"""

import posixpath
import re

from django.core.exceptions import ImproperlyConfigured
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEET = "css/index.css"
SCRIPT = "js/app.js"

CSS_IMPORT = re.compile(r'^@import url\("([^"]+)"\) layer\(([\w-]+)\);$', re.MULTILINE)
JS_IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"(\.[^"]+)";\n', re.MULTILINE)
JS_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|let|class) (\w+))", re.MULTILINE)
JS_LEFT_OVER = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)


def join_stylesheet(name, read):
    """The text of stylesheet `name` with its imports in place, each inside its layer. `read(name)` gives a text.

    Returns the text and the names that were taken in.
    """
    taken = []

    def take(match):
        part = beside(name, match[1])
        taken.append(part)
        return f"@layer {match[2]} {{\n{read(part)}}}"

    return CSS_IMPORT.sub(take, read(name)), taken


def join_script(name, read):
    """One module that runs script `name` and everything it imports, each once and before who needs it.

    Each module becomes a function that returns its exports, so that two may use the same word.
    Returns the text and the names that were taken in; raises ImproperlyConfigured where the rules above are broken.
    """
    joined = {}
    visit(name, read, joined, path=())
    return "".join(joined.values()), [part for part in joined if part != name]


def visit(name, read, joined, path):
    if name in joined:
        return
    if name in path:
        raise ImproperlyConfigured(f"{name} imports itself through {' and '.join(path)}.")
    text = read(name)
    for _, imported in JS_IMPORT.findall(text):
        visit(beside(name, imported), read, joined, (*path, name))
    exports = JS_EXPORT.findall(text)
    body = JS_EXPORT.sub("", JS_IMPORT.sub(lambda match: imported_names(name, match), text))
    if left_over := JS_LEFT_OVER.search(body):
        raise ImproperlyConfigured(f"{name} cannot be joined, because of this line: {left_over[0]}")
    joined[name] = f"const {variable(name)} = (() => {{\n{body}return {{ {', '.join(exports)} }};\n}})();\n"


def imported_names(name, match):
    if match[1] is None:
        return ""
    return f"const {{{match[1].replace(' as ', ': ')}}} = {variable(beside(name, match[2]))};\n"


def variable(name):
    return re.sub(r"\W", "_", f"module_{name.removesuffix('.js')}")


def beside(name, other):
    """The name of a file that `name` mentions as `other`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), other))


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Joins the stylesheet and the script, then hashes and compresses; what was joined is not served apart."""

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            paths = self.with_bundles(paths)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def with_bundles(self, paths):
        """`paths` with the two bundles in the place of their parts; the bundles are written to the static root."""

        def read(name):
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode()

        left = dict(paths)
        for bundle, join in ((STYLESHEET, join_stylesheet), (SCRIPT, join_script)):
            text, parts = join(bundle, read)
            with open(self.path(bundle), "w", encoding="utf-8") as file:
                file.write(text)
            for part in parts:
                left.pop(part, None)
            left[bundle] = (self, bundle)
        return left
