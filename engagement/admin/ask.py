from django.contrib import admin

from coalition.districts.admin.base import Kept, VersionedAdmin
from engagement.models import Ask


@admin.register(Ask)
class AskAdmin(Kept, VersionedAdmin):
    list_display = ["what", "partnership", "district", "side", "kind", "state", "asked_on", "due_on", "member"]
    list_select_related = ["partnership__stakeholder", "partnership__initiative", "district", "member__user"]
    list_filter = ["side", "kind", "state", ("removed_at", admin.EmptyFieldListFilter)]
    search_fields = [
        "what",
        "note",
        "partnership__stakeholder__name",
        "partnership__initiative__name",
        "district__name",
    ]
    autocomplete_fields = ["district", "partnership", "member"]
    readonly_fields = ["removed_at", "created_at"]
    date_hierarchy = "asked_on"
    ordering = ["-asked_on", "-pk"]
