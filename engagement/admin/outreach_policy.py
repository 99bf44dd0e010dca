from django.contrib import admin

from coalition.districts.admin.base import RecordAdmin
from engagement.models import OutreachPolicy


@admin.register(OutreachPolicy)
class OutreachPolicyAdmin(RecordAdmin):
    """After how many days reminders speak up. A district without a row goes by the defaults."""

    list_display = ["district", "escalate_after", "rating_lasts", "seat_notice", "start_notice"]
    list_select_related = ["district"]
    search_fields = ["district__name"]
    autocomplete_fields = ["district"]
    ordering = ["district__name"]
