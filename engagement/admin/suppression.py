from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from engagement.models import Suppression


@admin.register(Suppression)
class SuppressionAdmin(ReadOnly, RecordAdmin):
    """Addresses that a mail server refused for good; lifting one lets mail go there again."""

    list_display = ["address", "district", "code", "reason", "created_at", "lifted_at"]
    list_select_related = ["district"]
    list_filter = [("lifted_at", admin.EmptyFieldListFilter), "code"]
    search_fields = ["address", "reason", "district__name"]
    date_hierarchy = "created_at"
    actions = ["lift"]

    @admin.action(description="Lift: send there again")
    def lift(self, request, queryset):
        for suppression in queryset.active():
            suppression.lift()
