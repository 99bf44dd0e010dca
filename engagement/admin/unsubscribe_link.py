from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from engagement.models import UnsubscribeLink


@admin.register(UnsubscribeLink)
class UnsubscribeLinkAdmin(ReadOnly, RecordAdmin):
    """Which members hold a link that stops a kind of mail; never the link."""

    list_display = ["membership", "district", "kind", "created_at"]
    list_select_related = ["membership__user", "district"]
    list_filter = ["kind"]
    search_fields = ["membership__user__email", "membership__user__name", "district__name"]
    date_hierarchy = "created_at"
    exclude = ["seed", "token_hash"]
