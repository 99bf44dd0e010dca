import json

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django_htmx.middleware import HtmxDetails

from coalition.lib.pages.htmx import announce, see_other, toast


@pytest.fixture
def ask(rf):
    def request(is_htmx):
        asked = rf.post("/", headers={"HX-Request": "true"} if is_htmx else {})
        asked.htmx = HtmxDetails(asked)
        asked._messages = CookieStorage(asked)
        return asked

    return request


def test_see_other_leads_a_plain_form_on_with_303(ask):
    response = see_other(ask(is_htmx=False), "/next/")

    assert (response.status_code, response["Location"]) == (303, "/next/")


def test_see_other_leads_htmx_on_by_its_header(ask):
    response = see_other(ask(is_htmx=True), "/next/")

    assert (response.status_code, response["HX-Redirect"]) == (200, "/next/")


def test_toast_is_an_event_once_the_fragment_stands(ask):
    response = toast(ask(is_htmx=True), HttpResponse("<p>"), "Saved.", undo="/undo/", target="#map")

    assert json.loads(response["HX-Trigger-After-Settle"]) == {
        "toast": {"message": "Saved.", "undo": "/undo/", "undoTarget": "#map"}
    }


def test_toast_without_a_fragment_is_an_event_at_once(ask):
    response = toast(ask(is_htmx=True), HttpResponse(status=204), "Saved.")

    assert json.loads(response["HX-Trigger"]) == {"toast": {"message": "Saved.", "undo": "", "undoTarget": ""}}


@pytest.mark.parametrize("is_htmx", [True, False])
def test_toast_waits_on_the_page_it_leads_to(ask, is_htmx):
    request = ask(is_htmx)

    response = toast(request, see_other(request, "/next/"), "Saved.", undo="/undo/")

    assert [(str(message), message.extra_tags) for message in get_messages(request)] == [("Saved.", "/undo/")]
    assert "HX-Trigger-After-Settle" not in response


def test_announce_and_toast_travel_together(ask):
    response = announce(toast(ask(is_htmx=True), HttpResponse("<p>"), "Moved."), "12 partners")

    assert set(json.loads(response["HX-Trigger-After-Settle"])) == {"toast", "announce"}
