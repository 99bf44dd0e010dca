from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django_scopes import ScopedManager

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.tokens import fingerprint, new_seed, token_of


class CalendarFeed(InOneDistrict):
    """The secret address at which a calendar program reads what one member is to do; there is none without a row.

    The token is not stored: it is made from the seed and the key of the installation each time its owner looks at it,
    and found again by its SHA-256.
    """

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    membership = models.OneToOneField(Membership, models.CASCADE, related_name="calendar_feed")
    seed = models.CharField(max_length=64, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(editable=False)

    objects = ScopedManager(district="district")

    def __str__(self):
        return f"Calendar of {self.membership}"

    def renew(self):
        """Make a new address; the old one ends. Does not save."""
        self.seed, self.made_at = new_seed(), timezone.now()
        self.token_hash = fingerprint(self.token)

    @property
    def token(self):
        """The secret of the address: 256 bits that the row alone does not give away."""
        return token_of("engagement.calendar", self.seed)

    @property
    def url(self):
        return settings.SITE_URL + reverse("calendar", args=[self.token])
