from django.contrib import admin

from coalition.districts.admin.base import Kept, ReadOnly, RecordAdmin, RecordInline, VersionedAdmin
from engagement.models import Activity, ActivityMember, ActivityPartner


class PartnersOfActivity(RecordInline):
    model = ActivityPartner
    fields = ["partnership", "role", "took_part"]
    autocomplete_fields = ["partnership"]
    verbose_name_plural = "partners involved"

    def get_queryset(self, request):
        found = super().get_queryset(request)
        return found.select_related("partnership__stakeholder", "partnership__initiative", "activity")


class MembersOfActivity(RecordInline):
    model = ActivityMember
    fields = ["member", "role", "hours"]
    autocomplete_fields = ["member"]
    verbose_name_plural = "colleagues"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("member__user", "activity")


@admin.register(Activity)
class ActivityAdmin(Kept, VersionedAdmin):
    """Planned work. It is completed on the pages of the district, where the contacts are written too."""

    list_display = ["name", "initiative", "district", "purpose", "lead", "starts_on", "ends_on", "status", "removed_at"]
    list_filter = ["status", "purpose", "participation", ("removed_at", admin.EmptyFieldListFilter)]
    search_fields = ["name", "initiative__name", "district__name", "lead__title", "notes"]
    autocomplete_fields = ["district", "initiative", "lead", "accountable", "accountable_partner", "waits_for"]
    readonly_fields = ["status", "done_on", "participation_kept", "removed_at", "created_at"]
    date_hierarchy = "starts_on"
    ordering = ["starts_on", "pk"]
    inlines = [PartnersOfActivity, MembersOfActivity]

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def get_queryset(self, request):
        found = super().get_queryset(request)
        return found.with_people().select_related("initiative", "district", "purpose", "waits_for")

    def save_formset(self, request, form, formset, change):
        """Who takes part belongs to the district of the activity."""
        for row in formset.save(commit=False):
            row.district_id = form.instance.district_id
            row.save()
        for row in formset.deleted_objects:
            row.delete()
        formset.save_m2m()


class Part(ReadOnly, RecordAdmin):
    """Who takes part in which activity; changed on the page of the activity."""

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.list_select_related)


@admin.register(ActivityPartner)
class ActivityPartnerAdmin(Part):
    list_display = ["activity", "partnership", "role", "took_part", "district"]
    list_select_related = ["activity", "partnership__stakeholder", "partnership__initiative", "district"]
    list_filter = ["role", "took_part"]
    search_fields = ["activity__name", "partnership__stakeholder__name", "district__name"]
    ordering = ["activity__name", "pk"]


@admin.register(ActivityMember)
class ActivityMemberAdmin(Part):
    list_display = ["activity", "member", "role", "hours", "district"]
    list_select_related = ["activity", "member__user", "district"]
    list_filter = ["role"]
    search_fields = ["activity__name", "member__title", "member__user__name", "district__name"]
    ordering = ["activity__name", "pk"]
