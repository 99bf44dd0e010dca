from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from coalition.districts.models import AuditEntry


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnly, RecordAdmin):
    list_display = ["at", "district", "actor", "verb", "subject", "detail"]
    list_select_related = ["district", "actor__user"]
    search_fields = ["verb", "subject", "detail", "district__name", "actor__user__email"]
    date_hierarchy = "at"
