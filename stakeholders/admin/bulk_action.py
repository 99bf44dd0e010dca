from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from stakeholders.models import BulkAction, BulkEffect


@admin.register(BulkAction)
class BulkActionAdmin(ReadOnly, RecordAdmin):
    """What was done to many at once. Undoing it is done on its page in the district, with its checks."""

    list_display = ["summary", "verb", "by", "changed", "done_at", "undone_at", "district"]
    list_select_related = ["by__user", "district"]
    list_filter = ["verb"]
    search_fields = ["summary", "district__name", "by__user__email"]
    date_hierarchy = "done_at"
    ordering = ["-done_at", "-pk"]
    fields = [
        "district",
        "summary",
        "verb",
        "by",
        "values",
        "changed",
        "skipped",
        "done_at",
        "undone_at",
        "undone_by",
        "stayed",
    ]


@admin.register(BulkEffect)
class BulkEffectAdmin(ReadOnly, RecordAdmin):
    """What each change to many did to whom."""

    list_display = ["bulk_action", "stakeholder", "before", "district"]
    list_select_related = ["bulk_action", "stakeholder", "district"]
    search_fields = ["stakeholder__name", "bulk_action__summary", "district__name"]
    ordering = ["-pk"]
    fields = ["district", "bulk_action", "stakeholder", "partnership", "before"]
