from django.conf import settings
from django.db import models
from django.urls import reverse
from django_scopes import ScopedManager

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.tokens import fingerprint, new_seed, token_of
from engagement.enums import MailKind


class UnsubscribeLink(InOneDistrict):
    """The link by which one member stops one kind of mail without signing in (RFC 8058).

    The token is not stored: it is made from the seed and the key of the installation each time a mail is built, always
    the same, and found again by its SHA-256.
    """

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="unsubscribe_links")
    kind = models.CharField(max_length=16, choices=MailKind)
    seed = models.CharField(max_length=64, default=new_seed, editable=False)
    token_hash = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager(district="district")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "kind"], name="unsubscribe_link_once_per_kind"),
            models.UniqueConstraint(fields=["token_hash"], name="unsubscribe_link_token"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} to {self.membership}"

    @classmethod
    def make(cls, membership, kind):
        """A new link, not yet saved."""
        link = cls(district_id=membership.district_id, membership=membership, kind=kind)
        link.token_hash = fingerprint(link.token)
        return link

    @property
    def token(self):
        return token_of("engagement.unsubscribe", self.seed)

    @property
    def url(self):
        return settings.SITE_URL + reverse("unsubscribe", args=[self.token])
