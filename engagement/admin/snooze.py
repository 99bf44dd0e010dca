from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from engagement.models import Snooze


@admin.register(Snooze)
class SnoozeAdmin(ReadOnly, RecordAdmin):
    """Outreach that was put off, and why."""

    list_display = ["created_at", "district", "partnership", "was_due_on", "due_on", "reason", "by"]
    list_select_related = ["district", "partnership__stakeholder", "partnership__initiative", "by__user"]
    search_fields = ["partnership__stakeholder__name", "reason", "district__name"]
    date_hierarchy = "created_at"
    ordering = ["-created_at", "-pk"]
