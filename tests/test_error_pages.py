from errno import EACCES, ENOSPC

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import InterfaceError, OperationalError
from django.template.loader import get_template
from django.test import RequestFactory
from django.views import defaults

from tests.walk.pages import Page

NAMES = ["400", "403", "403_csrf", "404", "409", "429", "500", "503"]


@pytest.mark.parametrize("name", NAMES)
def test_error_page_needs_no_context(name):
    page = get_template(f"{name}.html").render()

    assert page.count("<h1>") == 1
    assert "css/index.css" in page
    assert "{{" not in page
    assert Page(page).forbidden == []


def test_missing_page_is_answered_in_plain_words(client, db):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert "This page is not here" in response.content.decode()


def test_failure_is_answered_in_plain_words():
    response = defaults.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "Something went wrong here" in response.content.decode()


@pytest.mark.parametrize(
    ("problem", "status", "words"),
    [
        (OperationalError, 503, "Try again in a minute"),
        (InterfaceError, 503, "Try again in a minute"),
        (OSError(ENOSPC, "No space left on device"), 503, "Try again in a minute"),
        (OSError(EACCES, "Permission denied"), 500, "Something went wrong here"),
        (ValueError, 500, "Something went wrong here"),
    ],
)
def test_database_that_is_away_is_told_from_a_mistake_of_ours(client, monkeypatch, problem, status, words):
    def away(*_):
        raise problem

    client.raise_request_exception = False
    client.cookies["session"] = "somebody"
    monkeypatch.setattr(SessionStore, "load", away)

    response = client.get("/districts/")

    assert (response.status_code, response.get("Retry-After")) == (status, "30" if status == 503 else None)
    assert words in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_form_that_grew_old_is_answered_in_plain_words(client, db):
    client.handler.enforce_csrf_checks = True

    response = client.post("/accounts/login/", {"login": "a@b.example", "password": "x"})

    assert response.status_code == 403
    assert "This form has grown old" in response.content.decode()
