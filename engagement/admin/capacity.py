from django.contrib import admin

from coalition.districts.admin.base import RecordAdmin
from engagement.models import Capacity


@admin.register(Capacity)
class CapacityAdmin(RecordAdmin):
    list_display = ["member", "weekly_hours", "district", "updated_at"]
    list_select_related = ["member__user", "district"]
    search_fields = ["member__title", "member__user__name", "member__user__email", "district__name"]
    autocomplete_fields = ["district", "member"]
    readonly_fields = ["updated_at"]
    ordering = ["member__title", "pk"]
