from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, ReadOnlyInline, RecordAdmin
from engagement.models import Touchpoint


class Participants(ReadOnlyInline):
    model = Touchpoint.stakeholders.through
    verbose_name_plural = "who took part"
    fields = ["stakeholder"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("stakeholder", "touchpoint")


@admin.register(Touchpoint)
class TouchpointAdmin(ReadOnly, RecordAdmin):
    """Contacts that happened: logged on the pages of the district, never changed."""

    list_display = ["happened_on", "district", "channel", "initiative", "logged_by", "next_step"]
    list_select_related = ["district", "initiative", "logged_by__user"]
    list_filter = ["channel"]
    search_fields = ["stakeholders__name", "initiative__name", "heard", "commitments", "next_step", "district__name"]
    date_hierarchy = "happened_on"
    ordering = ["-happened_on", "-pk"]
    exclude = ["stakeholders"]
    inlines = [Participants]
