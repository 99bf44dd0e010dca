from django.contrib import admin

from coalition.districts.admin.base import RecordAdmin
from stakeholders.models import DistinctPair


@admin.register(DistinctPair)
class DistinctPairAdmin(RecordAdmin):
    """Who is not whom, though they look alike. Deleting a pair has it listed again as a possible duplicate."""

    list_display = ["one", "other", "decided_by", "decided_at", "district"]
    list_select_related = ["one", "other", "decided_by__user", "district"]
    search_fields = ["one__name", "other__name", "district__name"]
    date_hierarchy = "decided_at"
    ordering = ["-decided_at", "-pk"]
    fields = ["district", "one", "other", "decided_by", "decided_at"]
    readonly_fields = ["district", "one", "other", "decided_by", "decided_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.list_select_related)

    def has_add_permission(self, request):
        return False
