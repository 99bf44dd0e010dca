from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.database.versioned import Versioned
from engagement.enums import AskKind, AskSide, AskState
from stakeholders.models import Partnership

OPEN = (AskState.ASKED, AskState.ACCEPTED)


class AskQuerySet(models.QuerySet):
    def active(self):
        return self.filter(removed_at=None)

    def open(self):
        """Those that wait for an answer, or were accepted and are to be kept."""
        return self.active().filter(state__in=OPEN)

    def ours(self):
        return self.filter(side=AskSide.OURS)

    def theirs(self):
        return self.filter(side=AskSide.THEIRS)

    def asked_between(self, first, last):
        return self.filter(asked_on__range=(first, last))

    def due_by(self, on):
        """Promises, theirs and ours, that are to be kept on that day or were before."""
        return self.active().filter(state=AskState.ACCEPTED, due_on__lte=on)

    def newest_first(self):
        return self.order_by("-asked_on", "-pk")

    def for_list(self):
        return self.select_related("partnership__stakeholder", "partnership__initiative", "member__user").newest_first()


class Ask(Versioned, InOneDistrict):
    """What a partner is asked for, or asks of us, and how it went: asked, accepted or declined, kept or not."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, models.RESTRICT, related_name="asks")
    side = models.CharField("who asks", max_length=6, choices=AskSide, default=AskSide.OURS)
    kind = models.CharField("for what", max_length=16, choices=AskKind, blank=True)
    what = models.CharField("the ask", max_length=200)
    member = models.ForeignKey(Membership, models.RESTRICT, verbose_name="colleague", related_name="+")
    state = models.CharField(max_length=10, choices=AskState, default=AskState.ASKED)
    asked_on = models.DateField("asked")
    answered_on = models.DateField("answered", null=True, blank=True)
    due_on = models.DateField("to be kept by", null=True, blank=True)
    settled_on = models.DateField("kept, or known not to be", null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager(district="district", _manager_class=models.Manager.from_queryset(AskQuerySet))
    history = HistoricalRecords(excluded_fields=["created_at"])

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=AskState.ASKED, answered_on=None) | (~Q(state=AskState.ASKED) & ~Q(answered_on=None)),
                name="ask_answered_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[AskState.KEPT, AskState.NOT_KEPT], settled_on__isnull=False)
                | (~Q(state__in=[AskState.KEPT, AskState.NOT_KEPT]) & Q(settled_on=None)),
                name="ask_settled_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("asked_on")), name="ask_answered_after_asking"
            ),
        ]
        indexes = [
            models.Index(fields=["partnership", "-asked_on"], name="ask_by_partner"),
            models.Index(fields=["member", "due_on"], name="ask_by_member", condition=Q(removed_at=None)),
        ]

    def __str__(self):
        return self.what

    def get_absolute_url(self):
        return reverse("engagement:ask-edit", args=[self.district.slug, self.pk])

    @property
    def is_open(self):
        return self.state in OPEN

    def clean(self):
        super().clean()
        if self.asked_on and self.answered_on and self.answered_on < self.asked_on:
            raise ValidationError({"answered_on": "Choose a day on or after the day of the ask."})

    def remove(self):
        self.removed_at = timezone.now()
        self.save(update_fields=["removed_at"])

    def restore(self):
        self.removed_at = None
        self.save(update_fields=["removed_at"])
