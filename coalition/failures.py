"""What somebody is told when a page fails: whether to try again in a minute, or that the mistake is ours."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import loader
from django.views import defaults

SECONDS_TO_WAIT = 30


def failed(request):
    """Answer 503 where the database cannot be reached, is busy or full, else 500; the database is asked nothing."""
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return defaults.server_error(request)
    return HttpResponse(
        loader.get_template("503.html").render(), status=503, headers={"Retry-After": str(SECONDS_TO_WAIT)}
    )
