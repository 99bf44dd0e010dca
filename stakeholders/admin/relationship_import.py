from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from stakeholders.models import RelationshipImport


@admin.register(RelationshipImport)
class RelationshipImportAdmin(ReadOnly, RecordAdmin):
    """Which lists of ties were brought in, by whom. Undoing one is done on its page in the district."""

    list_display = ["file_name", "state", "row_count", "uploaded_by", "created_at", "confirmed_at", "district"]
    list_select_related = ["uploaded_by__user", "district"]
    list_filter = ["state"]
    search_fields = ["file_name", "district__name", "uploaded_by__user__email"]
    ordering = ["-created_at", "-pk"]
    fields = [
        "district",
        "file_name",
        "state",
        "uploaded_by",
        "created_at",
        "confirmed_at",
        "undone_at",
        "row_count",
        "mapping",
        "kind",
        "counts",
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("rows", "effects")
