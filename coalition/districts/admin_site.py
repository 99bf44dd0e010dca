"""Django admin: the back room of a whole installation, for its superusers, across all districts.

Who signs in does so on the same page as everybody else, so second factors and rate limits hold here too.
"""

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

from coalition.districts.models import District
from coalition.districts.tenancy import is_tenant
from coalition.lib.database.keys import is_key


class CoalitionAdminSite(AdminSite):
    site_header = "Coalition administration"
    site_title = "Coalition administration"
    index_title = "Everything this installation keeps"

    def has_permission(self, request):
        return request.user.is_active and request.user.is_superuser

    def login(self, request, extra_context=None):
        """Lead to the sign-in of everybody. Takes no password itself: that would go around the second factor."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"))

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def autocomplete_view(self, request):
        return DistrictAutocompleteView.as_view(admin_site=self)(request)


class DistrictAutocompleteView(AutocompleteJsonView):
    """Finds records for a field: of the district in the address, else of all districts with its name behind each."""

    def get_queryset(self):
        found = super().get_queryset()
        if not is_tenant(found.model):
            return found
        if self.one_district:
            return found.filter(district_id=self.one_district)
        return found.select_related("district") if found.query.select_related is False else found

    @property
    def one_district(self):
        asked = self.request.GET.get("district", "")
        return int(asked) if is_key(District, asked) else None

    def serialize_result(self, obj, to_field_name):
        text = self.model_admin.autocomplete_label(obj)
        if is_tenant(type(obj)) and not self.one_district:
            text = f"{text} ({obj.district})"
        return {"id": str(getattr(obj, to_field_name)), "text": text}
