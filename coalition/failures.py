"""What somebody is told when a page fails: whether to try again in a minute, or that the mistake is ours."""

import sys
from errno import EDQUOT, ENOSPC

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import loader
from django.views import defaults

SECONDS_TO_WAIT = 30


def failed(request):
    """Answer 503 where the database cannot be reached, is busy or has no room, else 500; it is asked nothing."""
    if not passes(sys.exc_info()[1]):
        return defaults.server_error(request)
    return HttpResponse(
        loader.get_template("503.html").render(), status=503, headers={"Retry-After": str(SECONDS_TO_WAIT)}
    )


def passes(problem):
    """Tell whether what failed will do when the database is back, or the disk has room again."""
    if isinstance(problem, OSError):
        return problem.errno in (ENOSPC, EDQUOT)
    return isinstance(problem, OperationalError | InterfaceError)
