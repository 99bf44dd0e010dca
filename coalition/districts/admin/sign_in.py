"""The tables of signing in that belong to django-allauth."""

from allauth.account.admin import EmailAddressAdmin as StockEmailAddressAdmin
from allauth.account.models import EmailAddress
from allauth.mfa.admin import AuthenticatorAdmin as StockAuthenticatorAdmin
from allauth.mfa.models import Authenticator
from django.contrib import admin

from coalition.districts.admin.base import RecordAdmin

admin.site.unregister(EmailAddress)
admin.site.unregister(Authenticator)


@admin.register(EmailAddress)
class EmailAddressAdmin(RecordAdmin, StockEmailAddressAdmin):
    list_display = ["email", "user", "primary", "verified"]
    list_select_related = ["user"]
    list_filter = ["primary", "verified"]
    search_fields = ["email", "user__email", "user__name"]
    raw_id_fields = []
    autocomplete_fields = ["user"]
    ordering = ["email"]


@admin.register(Authenticator)
class AuthenticatorAdmin(RecordAdmin, StockAuthenticatorAdmin):
    """Second factors. Deleting one is how somebody who lost theirs gets in again; the secret itself is never shown."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_select_related = ["user"]
    list_filter = ["type"]
    search_fields = ["user__email", "user__name"]
    date_hierarchy = "created_at"
    fields = ["user", "type", "created_at", "last_used_at"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
