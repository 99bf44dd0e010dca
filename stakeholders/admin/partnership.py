from collections import defaultdict

from django.contrib import admin
from django.db.models import Case, F, When
from django.forms import CheckboxSelectMultiple

from coalition.districts.admin.base import Kept, ReadOnlyInline, VersionedAdmin, VersionedForm
from stakeholders.models import Assessment, InvestmentLevel, Partnership
from stakeholders.standing.ratings import closed_to_everyone, hidden_from_everyone, level_label

HIDDEN = "Not shown"


class PartnershipForm(VersionedForm):
    """A partnership without its rating, which is written by assessments only."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "target_level" in self.fields:
            stakeholder = self.instance.stakeholder
            self.fields["target_level"].label_from_instance = lambda level: level_label(level, stakeholder)

    def clean(self):
        cleaned = super().clean()
        stakeholder = cleaned.get("stakeholder")
        if stakeholder and cleaned.get("target_level") is not None:
            reason = closed_to_everyone(stakeholder, stakeholder.district)
            if reason:
                self.add_error("target_level", reason)
        return cleaned


class ShownLevelFilter(admin.SimpleListFilter):
    """Filters by the ratings that are shown, so that a hidden one cannot be found out by filtering."""

    title = "current level"
    parameter_name = "level"

    def lookups(self, request, model_admin):
        return [(str(level.pk), level.label) for level in InvestmentLevel.objects.all()]

    def queryset(self, request, queryset):
        return queryset.filter(shown_level=self.value()) if self.value() else queryset


class AssessmentsOfPartnership(ReadOnlyInline):
    model = Assessment
    fields = ["assessed_on", "level_shown", "assessor", "evidence", "confidence", "source", "retracts"]

    def get_queryset(self, request):
        found = super().get_queryset(request).exclude(hidden_from_everyone("partnership__"))
        return found.select_related("level", "assessor__user", "retracts__level", "partnership__stakeholder")

    @admin.display(description="level")
    def level_shown(self, obj):
        return level_label(obj.level, obj.partnership.stakeholder)


@admin.register(Partnership)
class PartnershipAdmin(Kept, VersionedAdmin):
    """Where partners come in. Ratings are read here and written on the pages of the district, with their evidence."""

    form = PartnershipForm
    list_display = ["stakeholder", "initiative", "district", "level_shown", "lead", "next_step", "due_on", "ended_at"]
    list_filter = [
        ShownLevelFilter,
        "participation",
        "purposes",
        "stakeholder__sector",
        ("ended_at", admin.EmptyFieldListFilter),
    ]
    search_fields = ["stakeholder__name", "initiative__name", "district__name", "next_step"]
    autocomplete_fields = ["district", "initiative", "stakeholder", "lead"]
    readonly_fields = ["level_shown", "rated_on", "last_contact_on", "reminded_for", "ended_at", "created_at"]
    date_hierarchy = "due_on"
    ordering = ["stakeholder__sort_name", "pk"]
    inlines = [AssessmentsOfPartnership]
    history_list_display = ["purposes"]

    def get_queryset(self, request):
        shown = Case(When(hidden_from_everyone(), then=None), default=F("current_level_id"))
        found = super().get_queryset(request).annotate(shown_level=shown)
        return found.select_related("district", "stakeholder", "initiative", "current_level", "lead__user")

    def set_history_delta_changes(self, request, historical_records, foreign_keys_are_objs=True):
        """Also say which purposes each revision had, read for all of them at once."""
        super().set_history_delta_changes(request, historical_records, foreign_keys_are_objs)
        purposes = defaultdict(list)
        rows = Partnership.history.model.purposes.filter(history__in=list(historical_records))
        for row in rows.select_related("purpose").order_by("purpose"):
            purposes[row.history_id].append(str(row.purpose))
        for record in historical_records:
            record.purposes = ", ".join(purposes[record.pk])

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "initiative", "stakeholder") if obj is not None else fields

    def get_fields(self, request, obj=None):
        """Where nobody may rate, there is no level to aim for either."""
        fields = super().get_fields(request, obj)
        is_closed = obj is not None and closed_to_everyone(obj.stakeholder, obj.district)
        return [field for field in fields if not is_closed or field != "target_level"]

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return super().formfield_for_manytomany(db_field, request, widget=CheckboxSelectMultiple, **kwargs)

    @admin.display(description="current level", ordering="shown_level")
    def level_shown(self, obj):
        if obj.pk is None:
            return "Not placed yet"
        if closed_to_everyone(obj.stakeholder, obj.district):
            return HIDDEN
        return level_label(obj.current_level, obj.stakeholder)
