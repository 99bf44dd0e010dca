from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from engagement.models import Bounce


@admin.register(Bounce)
class BounceAdmin(ReadOnly, RecordAdmin):
    list_display = ["at", "district", "address", "status", "is_permanent", "reason"]
    list_select_related = ["district"]
    list_filter = ["is_permanent"]
    search_fields = ["address", "status", "reason", "mail__message_id", "district__name"]
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]
