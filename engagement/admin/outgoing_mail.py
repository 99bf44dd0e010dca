from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, ReadOnlyInline, RecordAdmin
from engagement.models import OutgoingMail, OutgoingMailAttempt


class AttemptsOfMail(ReadOnlyInline):
    model = OutgoingMailAttempt
    fields = ["at", "step", "code", "error", "outcome"]
    show_change_link = False


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnly, RecordAdmin):
    """The outbox. Only the sender writes it; a mail is sent again from the page of mail of its district."""

    list_display = ["due_at", "district", "kind", "recipient", "state", "attempts", "reason", "ended_at"]
    list_select_related = ["district", "recipient__user"]
    list_filter = ["state", "kind"]
    search_fields = ["recipient__user__email", "district__name", "message_id", "reason", "last_error"]
    date_hierarchy = "due_at"
    ordering = ["-due_at", "-pk"]
    exclude = ["lease_token"]
    inlines = [AttemptsOfMail]

    def view_on_site(self, obj):
        return obj.get_absolute_url()
