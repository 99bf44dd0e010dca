from django.contrib import admin

from coalition.districts.admin.base import RecordAdmin
from engagement.models import ReminderSchedule


@admin.register(ReminderSchedule)
class ReminderScheduleAdmin(RecordAdmin):
    """When members are written to. Saving one makes the next sweep work out its next date anew."""

    list_display = ["membership", "district", "hour", "day_names", "paused_until", "next_at"]
    list_select_related = ["membership__user", "district"]
    list_filter = ["hour"]
    search_fields = ["membership__user__email", "membership__user__name", "membership__title", "district__name"]
    autocomplete_fields = ["district", "membership"]
    readonly_fields = ["day_names", "zone", "next_on", "next_at"]
    date_hierarchy = "next_at"
    ordering = ["district__name", "membership__user__email"]

    @admin.display(description="on")
    def day_names(self, obj):
        return " ".join(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day] for day in obj.weekdays)
