from django.contrib import admin
from django.db.models import Count

from coalition.districts.admin.base import RecordInline, VersionedAdmin
from stakeholders.models import DecisionBody, Seat


class SeatsOfBody(RecordInline):
    model = Seat
    fields = ["title", "stakeholder", "starts_on", "ends_on"]
    autocomplete_fields = ["stakeholder"]
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("stakeholder", "body")


@admin.register(DecisionBody)
class DecisionBodyAdmin(VersionedAdmin):
    list_display = ["name", "district", "kind", "seat_count"]
    list_select_related = ["district"]
    list_filter = ["kind"]
    search_fields = ["name", "district__name"]
    autocomplete_fields = ["district"]
    inlines = [SeatsOfBody]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(seat_total=Count("seats"))

    @admin.display(description="seats", ordering="seat_total")
    def seat_count(self, obj):
        return obj.seat_total

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def save_formset(self, request, form, formset, change):
        """A seat belongs to the district of its body."""
        for seat in formset.save(commit=False):
            seat.district_id = form.instance.district_id
            if seat.pk:
                seat.claim_version(seat.version)
            seat.save()
        for seat in formset.deleted_objects:
            seat.delete()
        formset.save_m2m()


@admin.register(Seat)
class SeatAdmin(VersionedAdmin):
    list_display = ["title", "body", "stakeholder", "starts_on", "ends_on", "district"]
    list_select_related = ["body", "stakeholder", "district"]
    list_filter = ["body__kind"]
    search_fields = ["title", "body__name", "stakeholder__name", "district__name"]
    autocomplete_fields = ["district", "body", "stakeholder"]
    date_hierarchy = "starts_on"
    ordering = ["body__name", "title", "pk"]
