from datetime import timedelta
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django_scopes import ScopedManager

from coalition.districts.models.user import validate_time_zone
from coalition.districts.roles import Role
from coalition.lib.database.versioned import Versioned

LONGEST_KEPT = 100
TIME_TO_THINK = timedelta(days=1)


def years_kept(name, help_text):
    """Return a field for how many whole years something is kept; empty keeps it."""
    years = [MinValueValidator(1), MaxValueValidator(LONGEST_KEPT)]
    return models.PositiveSmallIntegerField(name, null=True, blank=True, validators=years, help_text=help_text)


class District(Versioned):
    """One tenant: nothing in it is ever shown to a member of another."""

    slug = models.SlugField(unique=True, help_text="The part of the address after /d/.")
    name = models.CharField(max_length=120, help_text="The short name, such as Cedar Bend.")
    kind_label = models.CharField("kind", max_length=80, default="School District", help_text="Shown under the name.")
    state = models.CharField(max_length=2, blank=True, help_text="Two letters, such as CO.")
    nces_id = models.CharField("NCES LEA id", max_length=7, blank=True, help_text="Seven digits with leading zeros.")
    enrollment = models.PositiveIntegerField(null=True, blank=True, help_text="Students.")
    locale_code = models.CharField(max_length=2, blank=True, help_text="NCES locale, 11 (large city) to 43 (remote).")
    time_zone = models.CharField(max_length=64, default="America/Chicago", validators=[validate_time_zone])
    rates_private_people = models.BooleanField(
        default=False,
        help_text="Named private individuals may be rated, and only leads see those ratings. Students never are.",
    )
    rates_private_people_reason = models.CharField(max_length=500, blank=True)
    rates_private_people_review_on = models.DateField(
        null=True, blank=True, help_text="After this day named private individuals are no longer rated."
    )
    rates_private_people_asked_by = models.ForeignKey(
        "districts.Membership",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="The administrator who asked for it; a second one turns it on.",
    )
    held_since = models.DateTimeField("legal hold since", null=True, blank=True, editable=False)
    held_reason = models.CharField("why nothing is deleted", max_length=500, blank=True, editable=False)
    archived_kept_years = years_kept(
        "years archived stakeholders are kept",
        "They are erased so many years after they were archived. Empty keeps them.",
    )
    notes_kept_years = years_kept(
        "years notes of touchpoints are kept",
        "They are deleted so many years after the touchpoint; that it happened stays. Empty keeps them.",
    )
    audit_kept_years = years_kept(
        "years the audit log is kept", "Its lines are deleted after so many years, at least one. Empty keeps them."
    )
    retention_from = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Nothing goes by these rules before: a day to think again."
    )
    keeps_respect = models.BooleanField(
        default=False, help_text="Culture, identity and values of a stakeholder may be written down, with consent."
    )
    keeps_respect_reason = models.CharField(max_length=500, blank=True)
    respect_role = models.CharField(
        max_length=16, choices=Role, default=Role.LEAD, help_text="The first role that reads and writes them."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("engagement:today", args=[self.slug])

    @property
    def years_kept(self):
        """How long what is kept, under the names that `keep_for` takes."""
        return {
            "archived_years": self.archived_kept_years,
            "notes_years": self.notes_kept_years,
            "audit_years": self.audit_kept_years,
        }

    def keep_for(self, *, archived_years, notes_years, audit_years, now):
        """Set how long what is kept; None keeps for ever. Nothing goes before a day has passed."""
        self.archived_kept_years, self.notes_kept_years = archived_years, notes_years
        self.audit_kept_years, self.retention_from = audit_years, now + TIME_TO_THINK
        fields = ["archived_kept_years", "notes_kept_years", "audit_kept_years", "retention_from"]
        self.save(update_fields=fields)

    @property
    def zone(self):
        return ZoneInfo(self.time_zone)

    @property
    def monogram(self):
        """One or two capital letters that stand for the name."""
        words = [word for word in self.name.split() if word[0].isalnum()] or ["?"]
        return "".join(word[0] for word in words[:2]).upper()


class School(models.Model):
    """A school of the district, for filters and pathways."""

    district = models.ForeignKey(District, models.CASCADE, related_name="schools")
    name = models.CharField(max_length=160)
    nces_id = models.CharField("NCES school id", max_length=12, blank=True)

    objects = ScopedManager(district="district")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["district", "name"], name="school_name_unique_in_district")]

    def __str__(self):
        return self.name


class NoSendDay(models.Model):
    """A day of the district's calendar on which no reminder is sent."""

    district = models.ForeignKey(District, models.CASCADE, related_name="no_send_days")
    date = models.DateField()
    label = models.CharField(max_length=120, blank=True, help_text="Such as Thanksgiving.")

    objects = ScopedManager(district="district")

    class Meta:
        ordering = ["date"]
        constraints = [models.UniqueConstraint(fields=["district", "date"], name="no_send_day_unique_in_district")]

    def __str__(self):
        return f"{self.date:%Y-%m-%d} {self.label}".strip()
