"""Answers that work with htmx and without: where to go next, what to say aloud, what to show for six seconds."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event


def see_other(request, to, *args):
    """Lead on after a POST to `to` (a URL name, an address or a record): 303, or HX-Redirect for htmx."""
    url = resolve_url(to, *args)
    if request.htmx:
        return HttpResponseClientRedirect(url)
    return HttpResponse(status=HTTPStatus.SEE_OTHER, headers={"Location": url})


def announce(response, text):
    """Have a screen reader say `text` when the fragment is in place."""
    return trigger_client_event(response, "announce", {"message": text}, after=moment(response))


def toast(request, response, text, *, undo="", target=""):
    """Show and say `text`, with Undo if `undo` is an address to POST to; returns `response`.

    Undo swaps the element that the selector `target` finds, or without one loads the page anew. When `response`
    leads to another page the message is shown there.
    """
    if leads_on(response):
        messages.success(request, text, extra_tags=undo)
        return response
    detail = {"message": text, "undo": undo, "undoTarget": target}
    return trigger_client_event(response, "toast", detail, after=moment(response))


def leads_on(response):
    return "Location" in response or "HX-Redirect" in response


def moment(response):
    """When htmx tells the page: once the new part stands, or at once when there is none."""
    return "receive" if response.status_code == HTTPStatus.NO_CONTENT else "settle"
