from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from stakeholders.models import NetworkLayout


@admin.register(NetworkLayout)
class NetworkLayoutAdmin(ReadOnly, RecordAdmin):
    """Where everyone stands on the maps of who knows whom; the map itself lays them out again."""

    list_display = ["initiative", "percent", "changed_at", "district"]
    list_select_related = ["initiative", "district"]
    search_fields = ["initiative__name", "district__name"]
    ordering = ["-changed_at"]
    fields = ["district", "initiative", "percent", "revision", "changed_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.list_select_related)
