"""The door of every page under /d/<district>/: one decorator decides, before the view runs, who may enter."""

from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django_scopes import scope

from coalition.districts.models import Membership
from coalition.districts.roles import CAPABILITIES
from coalition.lib.database.ready import ready


def district_view(capability: str):
    """Let a view run for members who hold `capability`, inside the scope of their district.

    Sets `request.district` and `request.membership`. Strangers to the district, and to a district that does not
    exist, get the same 404; members with a weaker role get 403; people who are not signed in are asked to sign in.
    """
    if capability not in CAPABILITIES:
        raise KeyError(capability)

    def decorate(view):
        @wraps(view)
        def inside_district(request, district, *args, **kwargs):
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            membership = find_membership(request.user, district)
            request.membership, request.district = membership, membership.district
            if not membership.may(capability):
                raise PermissionDenied
            with scope(district=membership.district):
                response = view(request, *args, **kwargs)
                return finished_in_scope(response, membership.district)

        inside_district.capability = capability
        return inside_district

    return decorate


def ask_to_sign_in(request):
    """Lead to the sign-in page and back; inside a page answer 401, so that what was typed there stays."""
    if not request.htmx:
        return redirect_to_login(request.get_full_path())
    return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers={"Location": resolve_url(settings.LOGIN_URL)})


def find_membership(user, slug):
    for membership in memberships_in(user.pk, slug):
        membership.user = user
        return membership
    raise Http404


@ready
def memberships_in(user: int, slug: str):
    """Return the membership of that user in the district of that address, if they have one."""
    return Membership.objects.select_related("district").filter(user=user, district__slug=slug, is_active=True)


def finished_in_scope(response, district):
    """Render now, or keep the scope open while the body streams: queries after the view still need it."""
    if hasattr(response, "render"):
        return response.render()
    if response.streaming:
        response.streaming_content = stream_in_scope(response.streaming_content, district)
    return response


def stream_in_scope(chunks, district):
    with scope(district=district):
        yield from chunks
