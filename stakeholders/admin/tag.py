from django.contrib import admin
from django.db.models import Count

from coalition.districts.admin.base import RecordAdmin
from stakeholders.admin.in_use import KeptWhileUsed
from stakeholders.models import Tag
from stakeholders.tagging import rename


@admin.register(Tag)
class TagAdmin(KeptWhileUsed, RecordAdmin):
    """The districts' own words. Renaming one renames it wherever it is in use; one in use is not deleted."""

    list_display = ["name", "district", "used_by"]
    list_select_related = ["district"]
    search_fields = ["name", "key", "district__name"]
    autocomplete_fields = ["district"]
    ordering = ["district__name", "key"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(use_count=Count("stakeholders"))

    @admin.display(description="used by", ordering="use_count")
    def used_by(self, tag):
        return f"{tag.use_count:,} stakeholder{'' if tag.use_count == 1 else 's'}"

    def save_model(self, request, obj, form, change):
        if change:
            rename(obj, user=request.user)
        else:
            super().save_model(request, obj, form, change)
