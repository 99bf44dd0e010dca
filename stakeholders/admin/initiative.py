from django.contrib import admin
from django.db.models import Count

from coalition.districts.admin.base import Kept, VersionedAdmin
from stakeholders.models import Initiative


@admin.register(Initiative)
class InitiativeAdmin(Kept, VersionedAdmin):
    list_display = ["name", "district", "phase", "lead", "partners", "starts_on", "target_on", "archived_at"]
    list_select_related = ["district", "lead__user"]
    list_filter = ["phase", ("archived_at", admin.EmptyFieldListFilter)]
    search_fields = ["name", "vision", "district__name"]
    autocomplete_fields = ["district", "lead"]
    readonly_fields = ["archived_at", "created_at"]
    date_hierarchy = "created_at"

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(partner_total=Count("partnerships"))

    @admin.display(description="partners", ordering="partner_total")
    def partners(self, obj):
        return obj.partner_total

    def view_on_site(self, obj):
        return obj.get_absolute_url()
