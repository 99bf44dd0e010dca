from datetime import timedelta

from django.conf import settings
from django.urls import get_script_prefix
from django.utils.cache import patch_vary_headers
from django_scopes import scopes_disabled

ADMIN = "admin/"
LAST_DISTRICT = "district"
KEPT_NOWHERE = "max-age=0, no-cache, no-store, must-revalidate, private"


class LastDistrictMiddleware:
    """Keeps in a cookie which district this browser was in last, so that the first page can lead there."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        membership = getattr(request, "membership", None)
        if membership is not None and request.COOKIES.get(LAST_DISTRICT) != membership.district.slug:
            response.set_cookie(
                LAST_DISTRICT,
                membership.district.slug,
                max_age=timedelta(days=365),
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response


class PrivatePagesMiddleware:
    """Keeps every page that is made for one person out of shared and back-button caches.

    Whoever holds a session may be somebody: to find out who would take a database, which an error page may not have.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response["Cache-Control"] = KEPT_NOWHERE
        return response


class AfterAnswerMiddleware:
    """Does, when an answer has left, what a view put into `request.after_answer`: functions without arguments."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.after_answer = []
        response = self.get_response(request)
        response._resource_closers += request.after_answer
        return response


class AdminSeesEveryDistrictMiddleware:
    """Opens Django admin, which only superusers enter, to all districts at once."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.prefix = f"{get_script_prefix()}{ADMIN}"

    def __call__(self, request):
        if not request.path.startswith(self.prefix):
            return self.get_response(request)
        with scopes_disabled():
            return self.get_response(request)
