from django.contrib import admin

from coalition.districts.admin.base import RecordAdmin
from engagement.models import ReminderPreference


@admin.register(ReminderPreference)
class ReminderPreferenceAdmin(RecordAdmin):
    list_display = ["membership", "district", "kind", "delivery", "changed_at"]
    list_select_related = ["membership__user", "district"]
    list_filter = ["kind", "delivery"]
    search_fields = ["membership__user__email", "membership__user__name", "membership__title", "district__name"]
    autocomplete_fields = ["district", "membership"]
    readonly_fields = ["changed_at"]
    ordering = ["district__name", "membership__user__email", "kind"]
