from django.contrib import admin

from coalition.districts.admin.base import VersionedAdmin
from stakeholders.models import Relationship


@admin.register(Relationship)
class RelationshipAdmin(VersionedAdmin):
    list_display = ["source_stakeholder", "kind", "target_stakeholder", "trust", "source", "since", "district"]
    list_select_related = ["source_stakeholder", "target_stakeholder", "district"]
    list_filter = ["kind", "trust", "source"]
    search_fields = ["source_stakeholder__name", "target_stakeholder__name", "note", "district__name"]
    autocomplete_fields = ["district", "source_stakeholder", "target_stakeholder"]
    readonly_fields = ["created_at"]
    date_hierarchy = "created_at"
    ordering = ["source_stakeholder__sort_name", "pk"]
