from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from engagement.models import MailHold


@admin.register(MailHold)
class MailHoldAdmin(ReadOnly, RecordAdmin):
    """Times in which the mail of a district was held; the mail of all districts is held on the page of the relay."""

    list_display = ["district", "reason", "held_at", "held_by", "lifted_at"]
    list_select_related = ["district", "held_by__user"]
    list_filter = [("lifted_at", admin.EmptyFieldListFilter)]
    search_fields = ["district__name", "reason"]
    date_hierarchy = "held_at"
    actions = ["lift"]

    @admin.action(description="Lift: send again")
    def lift(self, request, queryset):
        for hold in queryset.active():
            hold.lift()
