from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from engagement.models import MailChannel


@admin.register(MailChannel)
class MailChannelAdmin(ReadOnly, RecordAdmin):
    """How mail leaves the installation: all of it can be held, and released again, by the two actions."""

    list_display = ["name", "is_held", "held_reason", "paused_until", "reason", "failures", "last_accepted_at"]
    search_fields = ["name"]
    actions = ["hold", "release"]

    @admin.action(description="Hold all mail")
    def hold(self, request, queryset):
        for channel in queryset:
            channel.hold(f"Held in Django admin by {request.user.email}.")

    @admin.action(description="Send again")
    def release(self, request, queryset):
        for channel in queryset:
            channel.release()
