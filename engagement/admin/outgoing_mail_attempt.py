from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from engagement.models import OutgoingMailAttempt


@admin.register(OutgoingMailAttempt)
class OutgoingMailAttemptAdmin(ReadOnly, RecordAdmin):
    list_display = ["at", "district", "mail", "step", "code", "error", "outcome"]
    list_select_related = ["district", "mail"]
    list_filter = ["code", "step"]
    search_fields = ["error", "outcome", "mail__message_id", "district__name"]
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]
