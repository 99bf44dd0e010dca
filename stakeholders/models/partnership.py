from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, When
from django.utils import timezone
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.database.versioned import Versioned
from stakeholders.enums import Participation, PersonType
from stakeholders.models.initiative import Initiative
from stakeholders.models.investment_level import InvestmentLevel
from stakeholders.models.purpose import Purpose
from stakeholders.models.stakeholder import Stakeholder


def rating_hidden_from(membership, path):
    """Return the condition under which `membership` may not see ratings of the stakeholder at that field path."""
    return ratings_hidden(path, sees_private_people(membership))


def sees_private_people(membership) -> bool:
    """Tell whether `membership` may see ratings of named private individuals."""
    return membership.district.rates_private_people and membership.may("lead")


def ratings_hidden(path, sees_private):
    hidden = Q(**{f"{path}person_type": PersonType.STUDENT})
    return hidden if sees_private else hidden | Q(**{f"{path}person_type": PersonType.PRIVATE})


class PartnershipQuerySet(models.QuerySet):
    def active(self):
        return self.filter(ended_at=None, stakeholder__archived_at=None, initiative__archived_at=None)

    def led_by(self, membership):
        return self.filter(lead=membership)

    def due_by(self, on):
        """Those whose next outreach is due on that date or was before."""
        return self.filter(due_on__lte=on)

    def with_visible_levels(self, membership):
        """Annotate `visible_level` and `visible_target`: the scores, or null where `membership` may not see them.

        Lists, maps, filters, counts and exports use these two and never the stored ones, so that a hidden rating
        cannot be found out by filtering. The rule is in stakeholders/standing/ratings.py.
        """
        return self.with_levels(sees_private=sees_private_people(membership))

    def with_levels(self, *, sees_private):
        hidden = ratings_hidden("stakeholder__", sees_private)
        return self.annotate(
            visible_level=Case(When(hidden, then=None), default=F("current_level_id")),
            visible_target=Case(When(hidden, then=None), default=F("target_level_id")),
        )


class Partnership(Versioned, InOneDistrict):
    """A stakeholder in an initiative: for which purposes, where they stand, what comes next."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    initiative = models.ForeignKey(Initiative, models.RESTRICT, related_name="partnerships")
    stakeholder = models.ForeignKey(Stakeholder, models.RESTRICT, related_name="partnerships")
    purposes = models.ManyToManyField(Purpose, related_name="partnerships", blank=True)
    current_level = models.ForeignKey(
        InvestmentLevel, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    rated_on = models.DateField(null=True, blank=True, editable=False)
    target_level = models.ForeignKey(InvestmentLevel, models.PROTECT, null=True, blank=True, related_name="+")
    stake = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text="How much the change touches them, 1 (little) to 5 (their daily life).",
    )
    participation = models.PositiveSmallIntegerField(
        "participation promised", choices=Participation, null=True, blank=True
    )
    relevance = models.TextField(
        blank=True, help_text="How to engage them in a way that respects culture, identity and values."
    )
    lead = models.ForeignKey(Membership, models.RESTRICT, null=True, blank=True, related_name="led_partnerships")
    cadence_days = models.PositiveSmallIntegerField(
        "stay in touch every",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
        help_text="Days between contacts.",
    )
    last_contact_on = models.DateField(null=True, blank=True, editable=False)
    next_step = models.CharField(max_length=200, blank=True)
    due_on = models.DateField("next outreach due", null=True, blank=True)
    reminded_for = models.DateField(
        null=True, blank=True, editable=False, help_text="The due date a reminder was planned for."
    )
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager(district="district", _manager_class=models.Manager.from_queryset(PartnershipQuerySet))
    history = HistoricalRecords(
        excluded_fields=["created_at", "reminded_for", "last_contact_on"], m2m_fields=[purposes]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "stakeholder"], name="partnership_once_per_initiative"),
            models.CheckConstraint(condition=Q(stake=None) | Q(stake__range=(1, 5)), name="partnership_stake_1_to_5"),
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                name="partnership_to_remind",
                condition=Q(due_on__isnull=False, lead__isnull=False, ended_at=None)
                & (Q(reminded_for=None) | ~Q(reminded_for=F("due_on"))),
            ),
            models.Index(
                fields=["lead", "initiative", "due_on"], name="partnership_by_lead", condition=Q(ended_at=None)
            ),
            models.Index(fields=["initiative", "due_on", "id"], name="partnership_by_due", condition=Q(ended_at=None)),
            models.Index(
                fields=["initiative", "last_contact_on"], name="partnership_by_contact", condition=Q(ended_at=None)
            ),
        ]

    def __str__(self):
        return f"{self.stakeholder} in {self.initiative}"

    def get_absolute_url(self):
        return self.stakeholder.get_absolute_url()

    def end(self):
        """The partnership ends; what was written stays, and nobody is reminded of it."""
        self.ended_at = timezone.now()
        self.save(update_fields=["ended_at"])

    def go_on(self, agreed=()):
        """An ended partnership goes on, with the fields in `agreed` (a dictionary) as they are agreed now."""
        self.ended_at = None
        for name, value in dict(agreed).items():
            setattr(self, name, value)
        self.save(update_fields=["ended_at", *agreed])
