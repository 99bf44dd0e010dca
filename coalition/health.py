"""Two questions a machine may ask: does the process live, and is everything it needs well.

`/healthz` touches nothing. `/readyz` asks each check named in `settings.READINESS_CHECKS`: a function without arguments
that returns a dict with `well` and whatever numbers explain it. What it returns is public: no names, no addresses.
"""

import logging
import os

from django.conf import settings
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coalition.lib.on_demand import on_demand

connect = on_demand("redis.from_url")

logger = logging.getLogger(__name__)


@never_cache
@require_safe
def healthz(request):
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request):
    answers = {name: ask(import_string(check)) for name, check in settings.READINESS_CHECKS.items()}
    well = all(answer["well"] for answer in answers.values())
    return JsonResponse({"well": well, **answers}, status=200 if well else 503)


def ask(check):
    """What a check answers; one that raises is unwell, its reason stays in the log."""
    try:
        return check()
    except Exception as problem:
        logger.warning("Not ready, %s: %s", check.__name__, problem)
        return {"well": False}


def database():
    """The database answers a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return {"well": cursor.fetchone() == (1,)}


def broker():
    """The worker can be called: Redis answers, or the folder of messages takes files."""
    if not settings.REDIS_URL:
        return {"well": os.access(settings.BROKER_DIR / "messages", os.W_OK | os.X_OK)}
    with connect(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2) as redis:
        return {"well": redis.ping()}
