from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from engagement.models import MatterSnooze


@admin.register(MatterSnooze)
class MatterSnoozeAdmin(ReadOnly, RecordAdmin):
    """Reminders that their readers put off, by kind; outreach that was put off has a table of its own."""

    list_display = ["created_at", "district", "member", "kind", "about_id", "was_on", "until"]
    list_select_related = ["district", "member__user"]
    list_filter = ["kind"]
    search_fields = ["member__title", "member__user__name", "district__name"]
    date_hierarchy = "created_at"
    ordering = ["-created_at", "-pk"]
