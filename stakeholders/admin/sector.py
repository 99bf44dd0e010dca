from django.contrib import admin

from coalition.districts.admin.base import RecordAdmin
from stakeholders.admin.in_use import KeptWhileUsed
from stakeholders.models import Sector, Stakeholder


@admin.register(Sector)
class SectorAdmin(KeptWhileUsed, RecordAdmin):
    list_display = ["name", "slug", "icon", "order"]
    list_editable = ["order"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def uses(self, obj):
        return Stakeholder.objects.filter(sector=obj).count(), "stakeholders"
