from django.contrib import admin

from coalition.districts.admin.base import Kept, VersionedAdmin
from engagement.models import Milestone


@admin.register(Milestone)
class MilestoneAdmin(Kept, VersionedAdmin):
    list_display = ["name", "initiative", "district", "happens_on", "body", "reached_on", "removed_at"]
    list_select_related = ["initiative", "district", "body"]
    list_filter = [("reached_on", admin.EmptyFieldListFilter), ("removed_at", admin.EmptyFieldListFilter)]
    search_fields = ["name", "initiative__name", "district__name", "outcome"]
    autocomplete_fields = ["district", "initiative", "body"]
    readonly_fields = ["removed_at", "created_at"]
    date_hierarchy = "happens_on"
