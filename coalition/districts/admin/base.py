"""What the pages of Django admin have in common."""

from itertools import pairwise

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ERROR_FLAG
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.forms import HiddenInput, IntegerField, ModelForm
from django.http import Http404
from django.shortcuts import redirect
from simple_history.admin import SimpleHistoryAdmin

from coalition.districts.models import District
from coalition.districts.tenancy import is_tenant
from coalition.lib.database.keys import is_key
from coalition.lib.database.versioned import StaleVersion

ABOUT = ("user", "membership", "district", "initiative", "body", "stakeholder", "source_stakeholder")
TAKEN = "The database holds another record of this kind already, or what it belongs to is gone. Nothing was saved."
STALE = "Somebody changed this after you opened it. Nothing was saved: open it again, then make your change."


class DistrictAutocomplete(AutocompleteSelect):
    """A search box that finds records of one district, and shows the chosen one without asking the database again."""

    def __init__(self, field, admin_site, *, district=None, **options):
        super().__init__(field, admin_site, **options)
        self.district = district
        self.chosen = None

    def get_url(self):
        url = super().get_url()
        return f"{url}?district={self.district}" if self.district else url

    def optgroups(self, name, value, attrs=None):
        value = [one for one in value if is_key(self.field.remote_field.model, one)]
        if self.chosen is None or [str(self.chosen.pk)] != [str(one) for one in value]:
            return super().optgroups(name, value, attrs)
        nothing = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        option = self.create_option(name, self.chosen.pk, str(self.chosen), True, 0)
        return [(None, [*nothing, option], 0)]


class RecordForm(ModelForm):
    """The form of a record, which knows what was chosen before."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, DistrictAutocomplete) and self.instance.pk:
                widget.chosen = getattr(self.instance, name)


class VersionedForm(RecordForm):
    """The form of a record that people edit: refuses to overwrite a change it has not shown."""

    seen_version = IntegerField(required=False, widget=HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = self.instance.version

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and self.cleaned_data.get("seen_version") != self.instance.version:
            raise ValidationError(STALE)
        return cleaned


class WithinDistrict:
    """Offers for each foreign key what belongs to the district of the record shown; for pages and for inlines."""

    form = RecordForm

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        target = db_field.remote_field.model
        if db_field.name in self.get_autocomplete_fields(request):
            district = getattr(request, "district_shown", None) if is_tenant(target) else None
            kwargs["widget"] = DistrictAutocomplete(db_field, self.admin_site, district=district)
            if district:
                kwargs["queryset"] = target._default_manager.filter(district_id=district)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class RecordAdmin(WithinDistrict, admin.ModelAdmin):
    """The pages of one table. A record stays in the district it was made in."""

    list_per_page = 50
    show_full_result_count = False

    def changelist_view(self, request, extra_context=None):
        """A value that no column holds is answered as Django answers a filter that makes no sense."""
        try:
            response = super().changelist_view(request, extra_context)
            return response.render() if hasattr(response, "render") else response
        except (OverflowError, ValueError):
            if ERROR_FLAG in request.GET:
                raise
            return redirect(f"{request.path}?{ERROR_FLAG}=1")

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show or save a record; what only the database sees, such as two who save the same at once, is told."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            messages.error(request, TAKEN)
            return redirect(request.get_full_path())

    def get_object(self, request, object_id, from_field=None):
        return super().get_object(request, object_id, from_field) if is_key(self.model, object_id) else None

    def autocomplete_label(self, obj):
        """Return how `obj` reads in the search boxes of other pages."""
        return str(obj)

    def get_form(self, request, obj=None, **kwargs):
        request.district_shown = self.district_shown(request, obj)
        return super().get_form(request, obj, **kwargs)

    def district_shown(self, request, obj):
        if isinstance(obj, District):
            return obj.pk
        if obj is not None:
            return getattr(obj, "district_id", None)
        asked = request.POST.get("district") or request.GET.get("district") or ""
        return int(asked) if is_key(District, asked) else None

    def get_fields(self, request, obj=None):
        """What the record is about comes first, whether it can be chosen or only read."""
        return sorted(super().get_fields(request, obj), key=lambda field: field not in ABOUT)

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "district") if obj is not None and is_tenant(self.model) else fields


class Kept:
    """Records that are never deleted here: they are archived, ended or turned off, or a retention rule removes them."""

    def has_delete_permission(self, request, obj=None):
        return False


class ReadOnly(Kept):
    """Records that only the program writes."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class RecordInline(WithinDistrict, admin.TabularInline):
    extra = 0


class ReadOnlyInline(ReadOnly, RecordInline):
    """A list of related records, each with a link to its own page."""

    show_change_link = True
    can_delete = False

    def get_readonly_fields(self, request, obj=None):
        return self.fields


class HistoryAdmin(RecordAdmin, SimpleHistoryAdmin):
    """A record whose changes are kept: who, when, before and after. The history is read, never rewritten."""

    object_history_list_template = "admin/history_list.html"

    def revert_disabled(self, request, obj=None):
        return True

    def history_view(self, request, object_id, extra_context=None):
        if not is_key(self.model, unquote(object_id)):
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        if request.method != "GET":
            raise PermissionDenied
        if not is_key(self.model, unquote(object_id)) or not is_key(self.model.history.model, version_id):
            raise Http404
        return super().history_form_view(request, object_id, version_id, extra_context)

    def set_history_delta_changes(self, request, historical_records, foreign_keys_are_objs=True):
        """Say what changed from each revision to the next; many-to-many fields would ask the database for each."""
        many = [field.name for field in self.model._meta.many_to_many]
        for newer, older in pairwise(historical_records):
            delta = newer.diff_against(older, excluded_fields=many, foreign_keys_are_objs=foreign_keys_are_objs)
            helper = self.get_historical_record_context_helper(request, newer)
            newer.history_delta_changes = helper.context_for_delta_changes(delta)


class VersionedAdmin(HistoryAdmin):
    """A record that people edit in forms of their own: the second of two who began from the same state is told."""

    form = VersionedForm

    def save_model(self, request, obj, form, change):
        if change:
            try:
                obj.claim_version(form.cleaned_data["seen_version"])
            except StaleVersion:
                raise PermissionDenied(STALE) from None
        super().save_model(request, obj, form, change)
