from django import forms
from django.db.models import Q

from coalition.districts.models import Membership


class MemberChoice(forms.ModelChoiceField):
    """A member of the district by position, with the name where there is one."""

    def __init__(self, **options):
        super().__init__(queryset=None, **options)

    def choose_from(self, district, kept=None):
        """Choose among active members; `kept` is the key of one who stays on the list though turned off."""
        members = Membership.objects.filter(district=district)
        self.queryset = members.filter(Q(is_active=True, user__is_active=True) | Q(pk=kept)).for_list()

    def label_from_instance(self, membership):
        name = membership.user.name
        return f"{membership}, {name}" if name and name != str(membership) else str(membership)
