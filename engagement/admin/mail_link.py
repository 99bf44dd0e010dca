from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from engagement.models import MailLink


@admin.register(MailLink)
class MailLinkAdmin(ReadOnly, RecordAdmin):
    """Which mails carry buttons, and until when they work; never the link."""

    list_display = ["mail", "district", "expires_at"]
    list_select_related = ["mail", "district"]
    search_fields = ["mail__dedupe_key", "district__name"]
    date_hierarchy = "expires_at"
    exclude = ["seed", "token_hash"]
