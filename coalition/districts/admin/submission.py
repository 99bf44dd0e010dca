from django.contrib import admin

from coalition.districts.admin.base import ReadOnly, RecordAdmin
from coalition.districts.models import Submission


@admin.register(Submission)
class SubmissionAdmin(ReadOnly, RecordAdmin):
    list_display = ["created_at", "membership", "district", "location"]
    list_select_related = ["membership__user", "membership__district"]
    search_fields = ["location", "membership__user__email"]
    date_hierarchy = "created_at"
    ordering = ["-created_at"]

    @admin.display(ordering="membership__district__name")
    def district(self, obj):
        return obj.membership.district
