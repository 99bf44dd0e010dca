"""Where a mail provider, or a script beside the mail server, hands in what came back."""

import hashlib
import hmac
import time
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django_scopes import scopes_disabled

from coalition.lib.mail.dsn import LARGEST
from engagement.reminders import bounces

SECONDS_OLD = 300


@csrf_exempt
@never_cache
@require_POST
def bounce_hook(request):
    """Take one message, whole, as the body. Whether it was about mail of ours is not told: the answer is always 204.

    `X-Coalition-Time` is the time in seconds, `X-Coalition-Signature` the hexadecimal HMAC-SHA256 of the time, a dot
    and the body under MAIL_BOUNCE_SECRET. Without that setting there is no such address.
    """
    if not settings.MAIL_BOUNCE_SECRET:
        raise Http404
    try:
        is_large = int(request.headers.get("Content-Length") or 0) > LARGEST
        content = b"" if is_large else request.body
    except (RequestDataTooBig, ValueError):
        is_large = True
    if is_large:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if not is_signed(
        request.headers.get("X-Coalition-Time", ""), request.headers.get("X-Coalition-Signature", ""), content
    ):
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    with scopes_disabled():
        bounces.take(content, timezone.now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def is_signed(stated, signature, content):
    """Tell whether the signature is right and not old; a report handed in twice counts once anyway."""
    if not stated.isascii() or not stated.isdecimal() or len(stated) > 12 or not signature.isascii():
        return False
    expected = hmac.new(settings.MAIL_BOUNCE_SECRET.encode(), stated.encode() + b"." + content, hashlib.sha256)
    return hmac.compare_digest(expected.hexdigest(), signature.lower()) and abs(time.time() - int(stated)) < SECONDS_OLD
