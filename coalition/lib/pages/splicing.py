"""A piece of a page that is larger than all the rest, put in when the page is bytes.

Every template that draws another copies what that drew. With half a megabyte this takes longer than the page itself.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

# Nobody can write it: what people write reaches a page with its "<" escaped.
MARK = mark_safe("<!--large-piece-->")


def render_around(request: HttpRequest, template: str, context: dict[str, Any], piece: bytes) -> HttpResponse:
    """Return the page with `piece`, which is markup, where the template says `large_piece`."""
    response = render(request, template, {**context, "large_piece": MARK})
    before, mark, after = response.content.partition(MARK.encode())
    response.content = b"".join((before, piece if mark else b"", after))
    return response
