from django.contrib import admin
from django.utils import timezone

from coalition.districts.admin.base import Kept, ReadOnlyInline, VersionedAdmin
from stakeholders.models import Partnership, Relationship, Stakeholder


class PartnershipsOfStakeholder(ReadOnlyInline):
    model = Partnership
    fields = ["initiative", "lead", "next_step", "due_on"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("initiative", "stakeholder", "lead__user")


class TiesOfStakeholder(ReadOnlyInline):
    model = Relationship
    fk_name = "source_stakeholder"
    verbose_name_plural = "ties from here"
    fields = ["kind", "target_stakeholder", "trust", "source"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("source_stakeholder", "target_stakeholder")


@admin.register(Stakeholder)
class StakeholderAdmin(Kept, VersionedAdmin):
    """Who the communities are. A stakeholder is archived, not deleted: what was heard from them stays."""

    list_display = [
        "name",
        "district",
        "kind",
        "person_type",
        "sector",
        "influence",
        "organization",
        "school",
        "archived_at",
    ]
    list_select_related = ["district", "sector", "organization", "school"]
    list_filter = [
        "kind",
        "person_type",
        "sector",
        "influence",
        "under_represented",
        ("archived_at", admin.EmptyFieldListFilter),
    ]
    search_fields = ["name", "role_title", "email"]
    search_help_text = "Every word must occur in the name, role, e-mail, languages or notes."
    autocomplete_fields = ["district", "sector", "organization", "school"]
    readonly_fields = ["tag_names", "archived_at", "merged_into", "created_at", "updated_at"]
    date_hierarchy = "created_at"
    ordering = ["sort_name", "pk"]
    actions = ["archive", "restore"]
    exclude = ["tags"]
    inlines = [PartnershipsOfStakeholder, TiesOfStakeholder]

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_term), False

    def get_readonly_fields(self, request, obj=None):
        """Kind and capacity of somebody listed change on the district's page, where their ratings are settled."""
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "kind", "person_type") if obj else fields

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def view_on_site(self, obj):
        return obj.get_absolute_url()

    @admin.action(description="Archive", permissions=["change"])
    def archive(self, request, queryset):
        self.set_archived_at(request, queryset.filter(archived_at=None), timezone.now())

    @admin.action(description="Restore from the archive", permissions=["change"])
    def restore(self, request, queryset):
        self.set_archived_at(request, queryset.exclude(archived_at=None), None)

    def set_archived_at(self, request, queryset, value):
        """One by one, so that each change has its row of history and its version."""
        for stakeholder in queryset:
            stakeholder.claim_version(stakeholder.version)
            stakeholder.archived_at = value
            stakeholder.save(update_fields=["archived_at"])
