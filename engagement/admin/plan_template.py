from django.contrib import admin
from django.db.models import Count

from coalition.districts.admin.base import RecordAdmin, RecordInline
from engagement.models import PlanTemplate, PlanTemplateStep


class StepsOfTemplate(RecordInline):
    model = PlanTemplateStep
    fields = ["name", "purpose", "starts_after", "weeks", "hours", "participation"]
    show_change_link = True
    autocomplete_fields = ["purpose"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("purpose", "template")


@admin.register(PlanTemplate)
class PlanTemplateAdmin(RecordAdmin):
    """The plans that every district may begin with. What a district made of one does not change with it."""

    list_display = ["name", "phase", "steps_shown", "description", "order"]
    list_editable = ["order"]
    list_filter = ["phase"]
    search_fields = ["name", "slug", "description"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [StepsOfTemplate]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(step_total=Count("steps"))

    @admin.display(description="activities", ordering="step_total")
    def steps_shown(self, obj):
        return obj.step_total

    def get_inlines(self, request, obj):
        return self.inlines if obj else []


@admin.register(PlanTemplateStep)
class PlanTemplateStepAdmin(RecordAdmin):
    list_display = ["name", "template", "purpose", "starts_after", "weeks", "hours", "participation"]
    list_select_related = ["template", "purpose"]
    list_filter = ["template", "purpose"]
    search_fields = ["name", "notes", "template__name"]
    autocomplete_fields = ["template", "purpose"]
