from django.contrib import admin

from coalition.districts.admin.base import RecordAdmin
from engagement.models import Leave


@admin.register(Leave)
class LeaveAdmin(RecordAdmin):
    """Who is away and who stands in. The sweep moves what they lead, and moves it back afterwards."""

    list_display = ["membership", "district", "deputy", "begins_on", "ends_on", "ended_at"]
    list_select_related = ["membership__user", "district", "deputy__user"]
    list_filter = [("ended_at", admin.EmptyFieldListFilter)]
    search_fields = ["membership__user__email", "membership__user__name", "membership__title", "district__name"]
    autocomplete_fields = ["district", "membership", "deputy"]
    readonly_fields = ["ended_at"]
    date_hierarchy = "begins_on"
    ordering = ["-begins_on"]
