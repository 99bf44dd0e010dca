from django.db import models
from django_scopes import ScopedManager

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.database.append_only import AppendOnly
from stakeholders.enums import Confidence, RatingSource
from stakeholders.models.investment_level import InvestmentLevel
from stakeholders.models.partnership import Partnership


class AssessmentQuerySet(models.QuerySet):
    def effective(self):
        """Those that count: neither taken back nor a taking back."""
        return self.filter(retraction=None, retracts=None)

    def newest_first(self):
        return self.order_by("-assessed_on", "-pk")


class Assessment(AppendOnly, InOneDistrict):
    """One dated rating of how invested a partner is, with its author and evidence.

    Never changed: a rating is taken back by a second row that names it in `retracts`.
    """

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="assessments")
    level = models.ForeignKey(InvestmentLevel, models.PROTECT, null=True, related_name="+")
    assessed_on = models.DateField()
    assessor = models.ForeignKey(Membership, models.RESTRICT, null=True, related_name="+")
    evidence = models.TextField("what changed, what was seen or heard", blank=True)
    confidence = models.PositiveSmallIntegerField(choices=Confidence, default=Confidence.FAIRLY)
    source = models.CharField(max_length=12, choices=RatingSource, default=RatingSource.STAFF)
    retracts = models.OneToOneField("self", models.CASCADE, null=True, blank=True, related_name="retraction")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager(district="district", _manager_class=models.Manager.from_queryset(AssessmentQuerySet))

    class Meta:
        indexes = [
            models.Index(fields=["partnership", "-assessed_on", "-id"], name="assessment_newest"),
            models.Index(fields=["district", "-created_at"], name="assessment_by_district"),
        ]

    def __str__(self):
        # Without the level: its word depends on whom it names, and who reads it.
        return f"Rating of {self.assessed_on:%Y-%m-%d}"
