from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from stakeholders.models import Respect


@admin.register(Respect)
class RespectAdmin(ReadOnly, RecordAdmin):
    """Of whom a district keeps what to honor, and how they agreed. The words are read on the district's page alone."""

    list_display = ["stakeholder", "agreed", "district"]
    list_select_related = ["stakeholder", "district"]
    search_fields = ["stakeholder__name", "district__name"]
    ordering = ["stakeholder__sort_name", "pk"]
    fields = ["district", "stakeholder", "agreed"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.list_select_related)
