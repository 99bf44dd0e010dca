from django.contrib import admin

from coalition.districts.admin.base import RecordAdmin
from engagement.models import Season


@admin.register(Season)
class SeasonAdmin(RecordAdmin):
    list_display = ["name", "district", "begins_on", "ends_on", "pace"]
    list_select_related = ["district"]
    list_filter = ["pace"]
    search_fields = ["name", "district__name"]
    autocomplete_fields = ["district"]
    date_hierarchy = "begins_on"
    ordering = ["-begins_on"]
