from django.contrib import admin
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from coalition.districts.admin.base import Kept, ReadOnlyInline, RecordAdmin, RecordInline
from coalition.districts.models import AuditEntry, District, Membership, NoSendDay, School
from coalition.districts.policies import RETENTION_CHANGED, retention_in_words


def count_of(model):
    """Return the expression that counts the records of `model` in a district, whatever else is joined."""
    records = model._base_manager.filter(district=OuterRef("pk")).order_by().values("district")
    return Coalesce(Subquery(records.annotate(total=Count("pk")).values("total")), 0)


class MembersOfDistrict(ReadOnlyInline):
    model = Membership
    verbose_name_plural = "members"
    fields = ["user", "role", "title", "is_active", "last_seen_on"]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()


class NoSendDays(RecordInline):
    model = NoSendDay
    fields = ["date", "label"]


@admin.register(District)
class DistrictAdmin(Kept, RecordAdmin):
    list_display = ["name", "slug", "state", "kind_label", "members", "schools", "time_zone", "rates_private_people"]
    list_filter = ["rates_private_people", ("held_since", admin.EmptyFieldListFilter), "state"]
    search_fields = ["name", "slug", "nces_id"]
    prepopulated_fields = {"slug": ["name"]}
    # Switched on the page of policies, which asks for a reason and a second administrator and writes the log.
    readonly_fields = [
        "rates_private_people",
        "rates_private_people_reason",
        "rates_private_people_review_on",
        "keeps_respect",
        "keeps_respect_reason",
        "respect_role",
        "held_since",
        "held_reason",
        "retention_from",
        "created_at",
    ]
    date_hierarchy = "created_at"
    inlines = [MembersOfDistrict, NoSendDays]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(member_total=count_of(Membership), school_total=count_of(School))

    @admin.display(description="members", ordering="member_total")
    def members(self, obj):
        return obj.member_total

    @admin.display(description="schools", ordering="school_total")
    def schools(self, obj):
        return obj.school_total

    def view_on_site(self, obj):
        return obj.get_absolute_url()

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if {"archived_kept_years", "notes_kept_years", "audit_kept_years"} & set(form.changed_data):
            obj.keep_for(**obj.years_kept, now=timezone.now())
            subject = retention_in_words(**obj.years_kept)
            AuditEntry.objects.create(district=obj, verb=RETENTION_CHANGED, subject=subject)

    def get_inlines(self, request, obj):
        return self.inlines if obj else []


@admin.register(School)
class SchoolAdmin(RecordAdmin):
    list_display = ["name", "district", "nces_id"]
    list_select_related = ["district"]
    list_filter = ["district__state"]
    search_fields = ["name", "nces_id", "district__name"]
    autocomplete_fields = ["district"]


@admin.register(NoSendDay)
class NoSendDayAdmin(RecordAdmin):
    list_display = ["date", "label", "district"]
    list_select_related = ["district"]
    search_fields = ["label", "district__name"]
    autocomplete_fields = ["district"]
    date_hierarchy = "date"
