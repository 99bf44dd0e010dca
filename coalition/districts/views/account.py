from django.db import transaction
from django.shortcuts import render

from coalition.districts.access import district_view
from coalition.districts.forms.account import AccountForm
from coalition.lib.pages.htmx import see_other, toast


@district_view("view")
def account(request):
    """The reader's own name, position and clock, and the ways to their password and second step."""
    form = AccountForm(request.POST or None, membership=request.membership)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "districts/account/detail.html", {"form": form}, status=status)
    with transaction.atomic():
        form.save()
    return toast(request, see_other(request, "districts:account", request.district.slug), "Your details are saved.")
