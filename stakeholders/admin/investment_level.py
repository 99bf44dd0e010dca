from django.contrib import admin

from coalition.districts.admin.base import Kept, RecordAdmin
from stakeholders.models import InvestmentLevel


@admin.register(InvestmentLevel)
class InvestmentLevelAdmin(Kept, RecordAdmin):
    """The six levels: their words may be edited; their scores and number are fixed."""

    list_display = ["label", "score", "slug", "description"]
    search_fields = ["label", "slug"]
    fields = ["label", "description", "score", "slug"]
    readonly_fields = ["score", "slug"]

    def has_add_permission(self, request):
        return False
