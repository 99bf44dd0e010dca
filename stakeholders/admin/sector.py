from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html

from coalition.districts.admin.base import RecordAdmin
from stakeholders.admin.in_use import KeptWhileUsed
from stakeholders.models import Sector


@admin.register(Sector)
class SectorAdmin(KeptWhileUsed, RecordAdmin):
    list_display = ["name", "slug", "icon", "order", "used_by"]
    list_editable = ["order"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(use_count=Count("stakeholders"))

    @admin.display(description="used by", ordering="use_count")
    def used_by(self, sector):
        words = f"{sector.use_count:,} stakeholder{'' if sector.use_count == 1 else 's'}"
        url = reverse("admin:stakeholders_stakeholder_changelist", query={"sector__id__exact": sector.pk})
        return format_html('<a href="{}">{}</a>', url, words)

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields
