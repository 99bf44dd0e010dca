from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render

from coalition.districts.middleware import LAST_DISTRICT
from coalition.districts.models import Membership


@login_required
def home(request):
    """Lead to the district one was in last, to the only one, or to the list."""
    districts = [membership.district for membership in my_memberships(request)]
    last = [district for district in districts if district.slug == request.COOKIES.get(LAST_DISTRICT)]
    if last or len(districts) == 1:
        return redirect((last or districts)[0])
    return redirect("districts:district-list")


@login_required
def district_list(request):
    return render(request, "districts/district/list.html", {"memberships": my_memberships(request)})


def my_memberships(request):
    return Membership.objects.active().filter(user=request.user).select_related("district").order_by("district__name")
