from django.contrib import admin

from coalition.districts.admin.base import RecordAdmin
from engagement.models import CalendarFeed


@admin.register(CalendarFeed)
class CalendarFeedAdmin(RecordAdmin):
    """Who reads their work in a calendar program. Deleting one ends its secret address; only its owner makes one."""

    list_display = ["membership", "district", "made_at"]
    list_select_related = ["membership__user", "district"]
    search_fields = ["membership__user__email", "membership__user__name", "district__name"]
    readonly_fields = ["membership", "district", "made_at"]
    exclude = ["token_hash"]
    date_hierarchy = "made_at"
    ordering = ["-made_at"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
