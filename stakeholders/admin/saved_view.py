from django.contrib import admin

from coalition.districts.admin.base import RecordAdmin
from stakeholders.models import SavedView


@admin.register(SavedView)
class SavedViewAdmin(RecordAdmin):
    """Lists people keep under a name."""

    list_display = ["name", "district", "owner", "is_shared", "created_at"]
    list_select_related = ["district", "owner__user"]
    list_filter = ["is_shared"]
    search_fields = ["name", "district__name", "owner__user__email"]
    autocomplete_fields = ["district", "owner"]
    readonly_fields = ["created_at"]
    ordering = ["district__name", "name"]
