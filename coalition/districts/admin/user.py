from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db.models import Count

from coalition.districts.admin.base import Kept, ReadOnlyInline, RecordAdmin
from coalition.districts.models import Membership, User

# Groups of Django are not used: roles are in memberships.
admin.site.unregister(Group)


class UserForm(UserChangeForm):
    """An account, with a link to the form that sets another password."""

    class Meta:
        model = User
        fields = ["email", "name", "time_zone", "password", "is_active", "is_superuser"]
        field_classes = {}

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class NewUserForm(AdminUserCreationForm):
    """An account with its first password; memberships are given afterwards."""

    class Meta:
        model = User
        fields = ["email", "name"]
        field_classes = {}

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class MembershipsOfUser(ReadOnlyInline):
    model = Membership
    fields = ["district", "role", "title", "is_active", "last_seen_on"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("district", "user")


@admin.register(User)
class UserAdmin(Kept, RecordAdmin, DjangoUserAdmin):
    """Accounts. What somebody may do in a district is in their memberships; turn an account off, never delete it."""

    form = UserForm
    add_form = NewUserForm
    list_display = ["email", "name", "membership_count", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_superuser", "memberships__role"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    date_hierarchy = "date_joined"
    readonly_fields = ["date_joined", "last_login"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["email", "name", "time_zone", "password"]}),
        ("Whole installation", {"fields": ["is_active", "is_superuser"]}),
        ("Dates", {"fields": ["date_joined", "last_login"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "name", "usable_password", "password1", "password2"]})]
    inlines = [MembershipsOfUser]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(memberships_held=Count("memberships"))

    @admin.display(description="memberships", ordering="memberships_held")
    def membership_count(self, obj):
        return obj.memberships_held

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def autocomplete_label(self, obj):
        return f"{obj.name} ({obj.email})" if obj.name else obj.email
