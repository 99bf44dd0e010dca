from django.contrib import admin

from coalition.districts.admin.base import RecordAdmin
from engagement.models import CadenceRule


@admin.register(CadenceRule)
class CadenceRuleAdmin(RecordAdmin):
    """How often a district stays in touch, by sway and level. What has no row goes by the usual table."""

    list_display = ["district", "influence", "level", "days"]
    list_select_related = ["district", "level"]
    list_filter = ["influence", "level"]
    search_fields = ["district__name"]
    autocomplete_fields = ["district"]
    ordering = ["district__name", "-influence", "level"]
