import pytest
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


def test_form_that_grew_old_is_answered_in_plain_words(client, db):
    client.handler.enforce_csrf_checks = True

    response = client.post("/accounts/login/", {"login": "a@b.example", "password": "x"})

    assert response.status_code == 403
    assert "This form has grown old" in response.content.decode()
