from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from coalition.districts.models import Invitation


@admin.register(Invitation)
class InvitationAdmin(ReadOnly, RecordAdmin):
    """Invitations are written, renewed and withdrawn by the administrators of a district, on their own page."""

    list_display = [
        "email",
        "district",
        "role",
        "invited_by",
        "created_at",
        "expires_at",
        "accepted_at",
        "withdrawn_at",
    ]
    list_select_related = ["district", "invited_by__user"]
    list_filter = ["role", ("accepted_at", admin.EmptyFieldListFilter), ("withdrawn_at", admin.EmptyFieldListFilter)]
    search_fields = ["email", "title", "district__name"]
    date_hierarchy = "created_at"
    exclude = ["seed", "token_hash"]
