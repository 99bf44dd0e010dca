from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.versioned import Versioned
from engagement.enums import ActivityStatus, Raci
from engagement.models.milestone import Milestone
from engagement.models.plan import MOST_DOLLARS
from stakeholders.enums import Participation
from stakeholders.models import Initiative, Partnership, Purpose

MOST_HOURS = 20_000


class ActivityQuerySet(models.QuerySet):
    def active(self):
        return self.filter(removed_at=None, initiative__archived_at=None)

    def open(self):
        return self.active().exclude(status=ActivityStatus.DONE)

    def led_by(self, membership):
        return self.filter(lead=membership)

    def overdue(self, on):
        """Those that should have ended before that day and have not."""
        return self.open().filter(ends_on__lt=on)

    def starting(self, first, last):
        """Those that have not begun and should between the two days."""
        return self.active().filter(status=ActivityStatus.NOT_STARTED, starts_on__range=(first, last))

    def for_list(self):
        return self.select_related("purpose", "lead__user", "accountable__user", "waits_for").order_by(
            "purpose__order", "purpose", "starts_on", "pk"
        )


class Activity(Versioned, InOneDistrict):
    """Planned work of an initiative: why, with whom, who answers for it, when, and what it takes.

    Exactly one person is accountable: that field is never empty. Who else works on it is in `ActivityMember` rows.
    """

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    initiative = models.ForeignKey(Initiative, models.RESTRICT, related_name="activities")
    name = models.CharField(max_length=120)
    purpose = models.ForeignKey(Purpose, models.PROTECT, related_name="+")
    notes = models.TextField(blank=True, help_text="What will happen, and what has to be ready before.")
    lead = models.ForeignKey(Membership, models.RESTRICT, related_name="led_activities")
    accountable = models.ForeignKey(Membership, models.RESTRICT, related_name="+")
    partners = models.ManyToManyField(Partnership, through="ActivityPartner", related_name="activities")
    starts_on = models.DateField("starts")
    ends_on = models.DateField("ends")
    hours = models.PositiveIntegerField(
        "staff hours", default=0, validators=[MaxValueValidator(MOST_HOURS)], help_text="All staff together."
    )
    budget = models.PositiveIntegerField(
        default=0, validators=[MaxValueValidator(MOST_DOLLARS)], help_text="Whole dollars."
    )
    participation = models.PositiveSmallIntegerField(
        "participation promised", choices=Participation, null=True, blank=True
    )
    participation_kept = models.PositiveSmallIntegerField(choices=Participation, null=True, blank=True)
    languages = models.CharField(max_length=160, blank=True)
    time_of_day = models.CharField(max_length=160, blank=True)
    place = models.CharField(max_length=160, blank=True)
    access = models.CharField(max_length=200, blank=True)
    has_child_care = models.BooleanField("child care", default=False)
    has_transport = models.BooleanField("transport", default=False)
    status = models.CharField(max_length=12, choices=ActivityStatus, default=ActivityStatus.NOT_STARTED)
    percent = models.PositiveSmallIntegerField("percent done", default=0, validators=[MaxValueValidator(100)])
    risk_reason = models.CharField(
        "why it is at risk", max_length=300, blank=True, help_text="Leave it empty while it is not."
    )
    waits_for = models.ForeignKey(Milestone, models.SET_NULL, null=True, blank=True, related_name="waiting_activities")
    done_on = models.DateField(null=True, blank=True, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager(district="district", _manager_class=models.Manager.from_queryset(ActivityQuerySet))
    history = HistoricalRecords(excluded_fields=["created_at"])

    class Meta:
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="activity_ends_after_start"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="activity_percent_to_100"),
            models.CheckConstraint(
                condition=Q(status=ActivityStatus.DONE, done_on__isnull=False)
                | (~Q(status=ActivityStatus.DONE) & Q(done_on=None)),
                name="activity_done_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["initiative", "starts_on"], name="activity_by_start"),
            models.Index(fields=["lead", "ends_on"], name="activity_by_lead", condition=Q(removed_at=None)),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("engagement:activity-detail", args=[self.district.slug, self.pk])

    @property
    def phase(self):
        return self.purpose.phase

    @property
    def is_done(self):
        return self.status == ActivityStatus.DONE

    def clean(self):
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "Choose a day on or after the start."})

    def remove(self):
        self.removed_at = timezone.now()
        self.save(update_fields=["removed_at"])

    def restore(self):
        self.removed_at = None
        self.save(update_fields=["removed_at"])

    def move(self, starts_on, ends_on):
        self.starts_on, self.ends_on = starts_on, ends_on
        self.save(update_fields=["starts_on", "ends_on"])

    def complete(self, *, on, kept=None):
        """The activity is done on that day; `kept` is how much say its partners had."""
        self.status, self.percent, self.done_on = ActivityStatus.DONE, 100, on
        self.participation_kept, self.risk_reason = kept, ""
        self.save(update_fields=["status", "percent", "done_on", "participation_kept", "risk_reason"])


class ActivityPartner(InOneDistrict):
    """A partner who is involved in an activity, and whether they took part in the end."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="involved")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="+")
    role = models.CharField(max_length=12, choices=Raci, default=Raci.CONSULTED)
    took_part = models.BooleanField(null=True, blank=True)

    objects = ScopedManager(district="district")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "partnership"], name="activity_partner_once")]

    def __str__(self):
        return f"{self.partnership.stakeholder} in {self.activity}"

    def clean(self):
        super().clean()
        if self.activity_id and self.partnership_id and self.partnership.initiative_id != self.activity.initiative_id:
            raise ValidationError({"partnership": "Choose a partner of the same initiative."})


class ActivityMember(InOneDistrict):
    """A colleague in an activity beside the one who is accountable: who works on it, is asked first or is told."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="members")
    member = models.ForeignKey(Membership, models.RESTRICT, related_name="+")
    role = models.CharField(max_length=12, choices=Raci)

    objects = ScopedManager(district="district")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "member"], name="activity_member_once")]

    def __str__(self):
        return f"{self.member} in {self.activity}"
