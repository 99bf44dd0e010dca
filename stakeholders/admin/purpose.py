from django.contrib import admin

from coalition.districts.admin.base import RecordAdmin
from stakeholders.admin.in_use import KeptWhileUsed
from stakeholders.models import Purpose


@admin.register(Purpose)
class PurposeAdmin(KeptWhileUsed, RecordAdmin):
    list_display = ["name", "phase", "slug", "description", "order"]
    list_editable = ["order"]
    list_filter = ["phase"]
    search_fields = ["name", "slug", "description"]
    prepopulated_fields = {"slug": ["name"]}

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields
