from django.contrib.auth.decorators import login_required
from django.shortcuts import render

from benchmarks.limit_page.models import Contact


@login_required(login_url="/nowhere/")
def limit_page(request):
    """Fifty rows from the middle of the table, by keyset."""
    contacts = Contact.objects.filter(owner=1, name__gt=request.GET.get("after", "")).order_by("name", "id")[:50]
    return render(request, "limit_page/list.html", {"contacts": contacts})
