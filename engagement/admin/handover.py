from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from engagement.models import Handover


@admin.register(Handover)
class HandoverAdmin(ReadOnly, RecordAdmin):
    """Partners who passed from one colleague to another, for good or while somebody is away."""

    list_display = ["created_at", "district", "partnership", "giver", "taker", "note"]
    list_select_related = [
        "district",
        "partnership__stakeholder",
        "partnership__initiative",
        "giver__user",
        "taker__user",
    ]
    search_fields = ["partnership__stakeholder__name", "note", "district__name"]
    date_hierarchy = "created_at"
    ordering = ["-created_at", "-pk"]
