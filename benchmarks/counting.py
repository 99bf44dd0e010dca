"""Prints how many queries pages take, as JSON: `python -m benchmarks.counting COOKIE PAGES`, with DATABASE_URL."""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coalition.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402


def main(cookie, pages):
    browser = Client(headers={"Cookie": cookie, "Host": "127.0.0.1"})
    print(json.dumps({name: queries(browser, path) for name, path in pages.items()}))


def queries(browser, path):
    """Count every query of a second visit, session and sign-in included."""
    browser.get(path)
    with CaptureQueriesContext(connection) as seen:
        response = browser.get(path)
    if response.status_code != 200:
        raise SystemExit(f"{path} answers {response.status_code}")
    return len(seen)


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
