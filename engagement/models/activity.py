from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.database.versioned import Versioned
from engagement.enums import ACCOUNTABLE, ActivityStatus, Raci
from engagement.models.milestone import Milestone
from engagement.models.plan import MOST_DOLLARS
from stakeholders.enums import Participation
from stakeholders.models import Initiative, Partnership, Purpose

MOST_HOURS = 20_000


class ActivityQuerySet(models.QuerySet):
    def in_plan(self):
        return self.filter(removed_at=None)

    def active(self):
        return self.in_plan().filter(initiative__archived_at=None)

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

    def with_staff_hours(self):
        """Add `staff_hours`: those of the lead and of every colleague together."""
        parts = ActivityMember.objects.filter(activity=OuterRef("pk")).order_by().values("activity")
        return self.annotate(staff_hours=F("hours") + Coalesce(Subquery(parts.values(all=Sum("hours"))), 0))

    def with_people(self):
        """Read who answers for it, and who leads it, along."""
        return self.select_related("lead__user", "accountable__user", "accountable_partner__stakeholder")

    def with_partners(self):
        return self.prefetch_related(
            Prefetch("involved", ActivityPartner.objects.select_related("partnership__stakeholder"))
        )

    def with_colleagues(self):
        return self.prefetch_related(Prefetch("members", ActivityMember.objects.select_related("member__user")))

    def for_list(self):
        known = self.with_people().with_staff_hours().select_related("purpose", "waits_for")
        return known.order_by("purpose__order", "purpose", "starts_on", "pk")


class Activity(Versioned, InOneDistrict):
    """Planned work of an initiative: why, with whom, who answers for it, when, and what it takes.

    Exactly one is accountable, a colleague or a partner. What everybody else is in it stands in rows of
    `ActivityMember` and `ActivityPartner`.
    """

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    initiative = models.ForeignKey(Initiative, models.RESTRICT, related_name="activities")
    name = models.CharField(max_length=120)
    purpose = models.ForeignKey(Purpose, models.PROTECT, related_name="+")
    notes = models.TextField(blank=True, help_text="What will happen, and what has to be ready before.")
    lead = models.ForeignKey(Membership, models.RESTRICT, related_name="led_activities")
    accountable = models.ForeignKey(Membership, models.RESTRICT, null=True, blank=True, related_name="+")
    accountable_partner = models.ForeignKey(Partnership, models.RESTRICT, null=True, blank=True, related_name="+")
    partners = models.ManyToManyField(Partnership, through="ActivityPartner", related_name="activities")
    starts_on = models.DateField("starts")
    ends_on = models.DateField("ends")
    hours = models.PositiveIntegerField(
        "hours of the lead",
        default=0,
        validators=[MaxValueValidator(MOST_HOURS)],
        help_text="Those of colleagues are added under Roles and hours.",
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
                condition=Q(accountable=None, accountable_partner__isnull=False)
                | Q(accountable__isnull=False, accountable_partner=None),
                name="activity_one_accountable",
                violation_error_message="Choose one who is accountable: a colleague or a partner, not both.",
            ),
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
    def answerable(self):
        """Who is accountable: a membership or a stakeholder."""
        return self.accountable or self.accountable_partner.stakeholder

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
    """A partner who is involved in an activity: as what, unless they are accountable, and whether they took part."""

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

    @property
    def is_accountable(self):
        return self.partnership_id == self.activity.accountable_partner_id

    @property
    def role_word(self):
        return ACCOUNTABLE[1] if self.is_accountable else self.get_role_display()

    @property
    def in_words(self):
        """The name, with what they are in it unless they are merely asked first, as most are."""
        name, word = self.partnership.stakeholder.name, self.role_word
        return name if word == Raci.CONSULTED.label else f"{name} ({word[0].lower()}{word[1:]})"

    def clean(self):
        super().clean()
        if self.activity_id and self.partnership_id and self.partnership.initiative_id != self.activity.initiative_id:
            raise ValidationError({"partnership": "Choose a partner of the same initiative."})


class ActivityMember(InOneDistrict):
    """A colleague in an activity: who works on it, is asked first or is told, and how many hours that takes."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="members")
    member = models.ForeignKey(Membership, models.RESTRICT, related_name="+")
    role = models.CharField(max_length=12, choices=Raci)
    hours = models.PositiveIntegerField(default=0, validators=[MaxValueValidator(MOST_HOURS)])

    objects = ScopedManager(district="district")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "member"], name="activity_member_once")]

    def __str__(self):
        return f"{self.member} in {self.activity}"

    def release(self):
        """Ask no more hours; the role stays."""
        self.hours = 0
        self.save(update_fields=["hours"])
