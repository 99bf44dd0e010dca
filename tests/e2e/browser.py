"""A person at a browser: Chromium on the running application, signed in or not, at a width, in light or dark."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
HEIGHT = 900
MILLISECONDS = 30_000


class Visits:
    """Opens pages on one address and remembers what must not happen on any of them."""

    def __init__(self, browser, url):
        self.browser = browser
        self.url = url
        self.contexts = []
        self.problems = []

    def open(self, path="/", *, user=None, width=1440, scheme="light", javascript=True):
        """A page in a window of its own, gone to `path`; `user` is signed in without a form."""
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": width, "height": HEIGHT},
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
            has_touch=width < 500,
        )
        context.set_default_timeout(MILLISECONDS)
        self.contexts.append(context)
        if user is not None:
            context.add_cookies([session_cookie(user, self.url)])
        context.on("request", self.note_request)
        context.on("weberror", lambda problem: self.problems.append(f"script error: {problem.error}"))
        context.on("console", self.note_console)
        page = context.new_page()
        page.goto(path)
        return page

    def note_request(self, request):
        place = urlsplit(request.url)
        if place.scheme in {"http", "https"} and place.netloc != urlsplit(self.url).netloc:
            self.problems.append(f"asked another host: {request.url}")

    def note_console(self, message):
        """An answer of 4xx is the page's own business; everything else that is an error is a mistake."""
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.problems.append(f"console: {message.text}")

    def pages(self):
        """Every page that is still open."""
        return [page for context in self.contexts for page in context.pages]

    def pictures(self, folder):
        """Photographs the open pages; returns the paths."""
        paths = [str(folder / f"page-{number}.png") for number, _ in enumerate(self.pages())]
        for page, path in zip(self.pages(), paths, strict=True):
            page.screenshot(path=path, full_page=True)
        return paths

    def close(self):
        for context in self.contexts:
            context.close()


def session_cookie(user, url):
    """The cookie of a new session for the user, as signing in would set it."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": url}
