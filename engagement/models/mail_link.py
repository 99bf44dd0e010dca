from django.conf import settings
from django.db import models
from django.urls import reverse
from django_scopes import ScopedManager

from coalition.districts.models import District
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.tokens import fingerprint, new_seed, token_of
from engagement.models.outgoing_mail import OutgoingMail


class MailLink(InOneDistrict):
    """The key to the buttons of one mail: whoever holds it may put off what the mail named, without signing in.

    The token is not stored: it is made from the seed, 256 random bits, and the key of the installation each time the
    mail is built, always the same, and found again by its SHA-256.
    """

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    mail = models.OneToOneField(OutgoingMail, models.CASCADE, related_name="link")
    seed = models.CharField(max_length=64, default=new_seed, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField()

    objects = ScopedManager(district="district")

    def __str__(self):
        return f"Buttons of {self.mail_id}"

    @classmethod
    def make(cls, mail, expires_at):
        """A new link, not yet saved."""
        link = cls(district_id=mail.district_id, mail=mail, expires_at=expires_at)
        link.token_hash = fingerprint(link.token)
        return link

    @property
    def token(self):
        return token_of("engagement.mail-link", self.seed)

    def matter_url(self, kind, about_id):
        """Where one thing of another kind that the mail named can be put off."""
        return settings.SITE_URL + reverse("mail-matter-snooze", args=[self.token, kind, about_id])

    def url(self, partnership_id):
        """Where one partner the mail named can be put off."""
        return settings.SITE_URL + reverse("mail-snooze", args=[self.token, partnership_id])
