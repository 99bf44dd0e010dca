from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from stakeholders.models import Assessment
from stakeholders.standing.ratings import hidden_from_everyone, level_label


@admin.register(Assessment)
class AssessmentAdmin(ReadOnly, RecordAdmin):
    """Every rating and every taking back, newest first. What the district hides from its leads is hidden here too."""

    list_display = ["assessed_on", "partnership", "level_shown", "assessor", "confidence", "source", "district"]
    list_filter = ["source", "confidence", ("retracts", admin.EmptyFieldListFilter)]
    search_fields = ["partnership__stakeholder__name", "partnership__initiative__name", "evidence", "district__name"]
    date_hierarchy = "assessed_on"
    ordering = ["-assessed_on", "-pk"]
    fields = [
        "district",
        "partnership",
        "level_shown",
        "assessed_on",
        "assessor",
        "evidence",
        "confidence",
        "source",
        "retracts",
        "created_at",
    ]

    def get_queryset(self, request):
        found = super().get_queryset(request).exclude(hidden_from_everyone("partnership__"))
        return found.select_related(
            "district", "level", "assessor__user", "partnership__stakeholder", "partnership__initiative"
        )

    @admin.display(description="level", ordering="level")
    def level_shown(self, obj):
        return level_label(obj.level, obj.partnership.stakeholder)
