from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils import timezone

from coalition.districts.models.district import District
from coalition.districts.roles import Role, allows

SMALL_WORDS = {"and", "at", "for", "of", "the", "to"}


class MembershipQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True, user__is_active=True)

    def for_list(self):
        """With what a list shows; those who are turned off stand last."""
        return self.select_related("user").order_by("-is_active", "title", "user__name", "pk")

    def labels(self):
        """Return the key and the name of each in the order of a list, as a menu offers them."""
        names = self.for_list().values_list("pk", "title", "user__name", "user__email")
        return [(pk, title or name or email) for pk, title, name, email in names]


class Membership(models.Model):
    """One person's place in one district. It is turned off, never deleted: what they wrote keeps its author."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    district = models.ForeignKey(District, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role, default=Role.VIEWER)
    title = models.CharField(max_length=120, blank=True, help_text="Their position, such as Communications director.")
    is_active = models.BooleanField("may sign in here", default=True)
    turned_off_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_seen_on = models.DateField(null=True, blank=True, editable=False)
    current_initiative_id = models.PositiveBigIntegerField(
        null=True, blank=True, editable=False, help_text="The initiative they looked at last."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "district"], name="membership_unique_in_district")]

    def __str__(self):
        return self.title or str(self.user)

    @property
    def initials(self):
        """Two letters for the round mark: of the position where there is one, else of the person."""
        words = [word for word in str(self).replace(",", " ").split() if word[0].isalnum() and word not in SMALL_WORDS]
        words = words or ["?"]
        return (words[0][0] + (words[1][0] if len(words) > 1 else words[0][1:2])).upper()

    @property
    def zone(self):
        """The time zone this person lives by: their own, else the district's."""
        return ZoneInfo(self.user.time_zone or self.district.time_zone)

    def may(self, capability):
        return allows(self.role, capability)

    def turn_off(self):
        self.is_active = False
        self.turned_off_at = timezone.now()
        self.save(update_fields=["is_active", "turned_off_at"])

    def turn_on(self):
        self.is_active = True
        self.turned_off_at = None
        self.save(update_fields=["is_active", "turned_off_at"])
