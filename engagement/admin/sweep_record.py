from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from engagement.models import SweepRecord


@admin.register(SweepRecord)
class SweepRecordAdmin(ReadOnly, RecordAdmin):
    list_display = ["name", "at", "planned", "boot"]
    search_fields = ["name"]
