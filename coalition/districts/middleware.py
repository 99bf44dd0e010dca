from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django_scopes import scopes_disabled


class PrivatePagesMiddleware:
    """Keeps every page that is made for one person out of shared and back-button caches."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            add_never_cache_headers(response)
        return response


class AdminSeesEveryDistrictMiddleware:
    """Opens Django admin, which only superusers enter, to all districts at once."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.prefix = reverse("admin:index")

    def __call__(self, request):
        if not request.path.startswith(self.prefix):
            return self.get_response(request)
        with scopes_disabled():
            return self.get_response(request)
