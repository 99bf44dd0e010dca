from django.contrib import admin

from coalition.districts.admin.base import Kept, VersionedAdmin
from engagement.models import Plan


@admin.register(Plan)
class PlanAdmin(Kept, VersionedAdmin):
    list_display = ["initiative", "district", "budget"]
    list_select_related = ["initiative", "district"]
    search_fields = ["initiative__name", "district__name"]
    autocomplete_fields = ["district", "initiative"]
    readonly_fields = ["created_at"]
    ordering = ["initiative__name", "pk"]
