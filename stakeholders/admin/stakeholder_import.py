from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from stakeholders.models import ImportedFile, ImportedStakeholder, StakeholderImport


@admin.register(StakeholderImport)
class StakeholderImportAdmin(ReadOnly, RecordAdmin):
    """What was brought in, by whom and how. Undoing one is done on its page in the district, with its checks."""

    list_display = ["file_name", "state", "row_count", "uploaded_by", "created_at", "confirmed_at", "district"]
    list_select_related = ["uploaded_by__user", "district"]
    list_filter = ["state"]
    search_fields = ["file_name", "sha256", "district__name", "uploaded_by__user__email"]
    date_hierarchy = "created_at"
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
        "header_row",
        "source",
        "sha256",
        "mapping",
        "counts",
        "job",
        "job_tries",
        "job_error",
    ]


@admin.register(ImportedFile)
class ImportedFileAdmin(ReadOnly, RecordAdmin):
    """Which imports still have their rows. The rows themselves are never shown here: they are people's data."""

    list_display = ["stakeholder_import", "district"]
    list_select_related = ["stakeholder_import", "district"]
    search_fields = ["stakeholder_import__file_name", "district__name"]
    ordering = ["-stakeholder_import"]
    fields = ["district", "stakeholder_import"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("original", "rows", "outcomes", "places")


@admin.register(ImportedStakeholder)
class ImportedStakeholderAdmin(ReadOnly, RecordAdmin):
    """What each import did to whom."""

    list_display = ["stakeholder_import", "row_number", "action", "stakeholder", "number", "district"]
    list_select_related = ["stakeholder_import", "stakeholder", "district"]
    list_filter = ["action"]
    search_fields = ["stakeholder__name", "number", "stakeholder_import__file_name", "district__name"]
    ordering = ["-pk"]
    fields = ["district", "stakeholder_import", "row_number", "action", "stakeholder", "number", "version_after"]
