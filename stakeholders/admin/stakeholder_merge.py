from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from stakeholders.models import StakeholderMerge


@admin.register(StakeholderMerge)
class StakeholderMergeAdmin(ReadOnly, RecordAdmin):
    """What became one, newest first. It is undone on the district's page."""

    list_display = ["merged_at", "survivor", "others", "merged_by", "undone_at", "district"]
    list_select_related = ["survivor", "merged_by__user", "district"]
    list_filter = [("undone_at", admin.EmptyFieldListFilter)]
    search_fields = ["survivor__name", "district__name"]
    date_hierarchy = "merged_at"
    ordering = ["-merged_at", "-pk"]
    fields = ["district", "survivor", "others", "merged_by", "merged_at", "undone_by", "undone_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.list_select_related, "undone_by__user")

    @admin.display(description="others")
    def others(self, obj):
        return ", ".join(obj.names)
