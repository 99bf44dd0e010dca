from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from stakeholders.models import CoverageDecision


@admin.register(CoverageDecision)
class CoverageDecisionAdmin(ReadOnly, RecordAdmin):
    """Every decision on who is needed for what, newest first."""

    list_display = ["decided_at", "initiative", "sector", "purpose", "is_needed", "decided_by", "district"]
    list_select_related = ["initiative", "sector", "purpose", "decided_by__user", "district"]
    list_filter = ["is_needed", "sector", "purpose"]
    search_fields = ["initiative__name", "note", "district__name"]
    date_hierarchy = "decided_at"
    ordering = ["-decided_at", "-pk"]
    fields = ["district", "initiative", "sector", "purpose", "is_needed", "note", "decided_by", "decided_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.list_select_related)
