from django.contrib import admin
from django.utils import timezone

from coalition.districts.admin.base import Kept, RecordAdmin
from coalition.districts.models import AuditEntry, Membership


@admin.register(Membership)
class MembershipAdmin(Kept, RecordAdmin):
    """Who may do what in which district. Each change of rights is written in the district's audit log."""

    list_display = ["user", "district", "role", "title", "is_active", "last_seen_on"]
    list_filter = ["role", "is_active"]
    search_fields = ["user__email", "user__name", "title", "district__name", "district__slug"]
    autocomplete_fields = ["user", "district"]
    readonly_fields = ["turned_off_at", "last_seen_on", "created_at"]
    date_hierarchy = "created_at"
    ordering = ["district__name", "user__email"]
    fields = ["user", "district", "role", "title", "is_active", "turned_off_at", "last_seen_on", "created_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user", "district")

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "user") if obj is not None else fields

    def autocomplete_label(self, obj):
        return f"{obj.title}, {obj.user}" if obj.title else str(obj.user)

    def save_model(self, request, obj, form, change):
        if "is_active" in form.changed_data:
            obj.turned_off_at = None if obj.is_active else timezone.now()
        super().save_model(request, obj, form, change)
        if not change or {"role", "is_active"} & set(form.changed_data):
            write_down(obj, by=request.user)


def write_down(membership, *, by):
    """Tell the district in its audit log that somebody from outside its members changed what one of them may do."""
    state = membership.get_role_display() if membership.is_active else "turned off"
    AuditEntry.objects.create(
        district=membership.district,
        verb="Set rights in Django admin",
        subject=str(membership.user)[:200],
        detail=f"{state}, by {by.email}"[:500],
    )
