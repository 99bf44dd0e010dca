from functools import reduce

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Replace
from django.urls import reverse
from django.utils import timezone
from django_scopes import ScopedManager
from simple_history.models import HistoricalRecords

from coalition.districts.models import District, School
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.database.versioned import Versioned
from stakeholders.enums import ContactWay, Kind, PersonType
from stakeholders.models.sector import Sector
from stakeholders.models.tag import Tag
from stakeholders.text import JOINTS_OF_WORDS, dialed, digits, fold, found_by, pieces_of


def search_fields(*, name, role_title, email, phone, languages, notes):
    """Return what a stakeholder is ordered and found by: `sort_name` and `search_text`."""
    return fold(name)[:255], found_by(f"{name} {role_title} {email} {digits(phone)} {languages} {notes}")


class SectorKey(Func):
    """The key of the sector, a number after all keys for none: lists by sector are ordered by it, along an index."""

    template = "COALESCE(%(expressions)s, 2147483647)"
    output_field = models.BigIntegerField()


class StakeholderQuerySet(models.QuerySet):
    def active(self):
        return self.filter(archived_at=None)

    def matching(self, words):
        """Keep those in which every word occurs, wherever it stands; accents and case do not matter.

        Looks at their own words, their tags and the name of their organization. Each has its index on PostgreSQL.
        """
        found = self
        for word in pieces_of(words):
            found = found.filter(
                Q(search_text__contains=word) | Q(tag_text__contains=word) | Q(organization_text__contains=word)
            )
        return found

    def refresh_organizations(self):
        """Write anew under which organization each is found; for writers in bulk, in one statement."""
        bare = reduce(lambda text, joint: Replace(text, Value(joint)), JOINTS_OF_WORDS, F("sort_name"))
        home = self.model._base_manager.filter(pk=OuterRef("organization")).values_list(bare)
        return self.update(organization_text=Coalesce(Subquery(home), Value("")))

    def for_list(self):
        return self.select_related("sector", "organization").order_by("sort_name", "pk")


class Stakeholder(Versioned, InOneDistrict):
    """A person, group or organization of the district's community."""

    district = models.ForeignKey(District, models.CASCADE, related_name="stakeholders", db_index=False)
    name = models.CharField(max_length=255)
    short_name = models.CharField(
        "name on maps",
        max_length=40,
        blank=True,
        default="",
        db_default="",
        help_text="A few words for maps, such as Teachers’ union.",
    )
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.GROUP)
    person_type = models.CharField(
        "in what capacity",
        max_length=10,
        choices=PersonType,
        blank=True,
        help_text="For a person only. Named students are never rated; private individuals only where policy allows.",
    )
    sector = models.ForeignKey(
        Sector, models.PROTECT, related_name="stakeholders", null=True, blank=True, db_index=False
    )
    influence = models.PositiveSmallIntegerField(
        "sway",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text="1 (little) to 5 (a great deal).",
    )
    sway_rank = models.GeneratedField(
        expression=Value(5) - Coalesce(F("influence"), Value(0)),
        output_field=models.SmallIntegerField(),
        db_persist=True,
        help_text="0 for a sway of 5 to 5 for one not known: lists by sway are ordered by it, downwards all along.",
    )
    influence_basis = models.CharField("what the sway rests on", max_length=300, blank=True)
    under_represented = models.BooleanField(
        "historically under-represented", default=False, help_text="A voice that has often been missing at the table."
    )
    under_represented_reason = models.CharField("why, in one sentence", max_length=300, blank=True)
    organization = models.ForeignKey(
        "self",
        models.RESTRICT,
        related_name="members",
        null=True,
        blank=True,
        help_text="The group or organization they belong to.",
    )
    school = models.ForeignKey(
        School,
        models.RESTRICT,
        related_name="stakeholders",
        null=True,
        blank=True,
        db_index=False,
        help_text="The school they belong to, if it is one of yours. Leave it empty for the whole district.",
    )
    role_title = models.CharField("role", max_length=200, blank=True)
    email = models.EmailField("e-mail", blank=True)
    phone = models.CharField(max_length=60, blank=True)
    preferred_contact = models.CharField(
        "best reached",
        max_length=10,
        choices=ContactWay,
        blank=True,
        default="",
        db_default="",
        help_text="How they prefer to be reached.",
    )
    languages = models.CharField(max_length=200, blank=True, help_text="Such as Spanish, Vietnamese.")
    what_matters = models.TextField("what matters to them", blank=True)
    notes = models.TextField(blank=True, help_text="Notes may be public records: write what you would say in the room.")
    tags = models.ManyToManyField(Tag, related_name="stakeholders", blank=True)
    tag_names = models.TextField(
        "tags",
        blank=True,
        default="",
        db_default="",
        help_text="Their names with commas, as lists, files and the history show them: see stakeholders/tagging.py.",
    )
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.RESTRICT, related_name="absorbed", null=True, blank=True, editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    sort_name = models.CharField(max_length=255, editable=False)
    search_text = models.TextField(editable=False)
    tag_text = models.TextField(editable=False, blank=True, default="", db_default="")
    organization_text = models.CharField(max_length=255, editable=False, blank=True, default="", db_default="")

    objects = ScopedManager(district="district", _manager_class=models.Manager.from_queryset(StakeholderQuerySet))
    history = HistoricalRecords(
        excluded_fields=[
            "sway_rank",
            "sort_name",
            "search_text",
            "tag_text",
            "organization_text",
            "created_at",
            "updated_at",
        ],
        # A history is read for one record; what it points at is never asked for the other way round.
        no_db_index=["sector", "organization", "school", "merged_into"],
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(influence=None) | Q(influence__range=(1, 5)), name="stakeholder_influence_1_to_5"
            ),
            models.CheckConstraint(
                condition=(Q(kind=Kind.PERSON) & ~Q(person_type="")) | (~Q(kind=Kind.PERSON) & Q(person_type="")),
                name="stakeholder_person_has_capacity",
            ),
        ]
        indexes = [
            # With it the list is walked for those whom a filter keeps, and who is listed at all stands beside the name.
            models.Index(
                fields=["district", "sort_name", "id"],
                include=["archived_at", "merged_into", "person_type"],
                name="stakeholder_by_name",
            ),
            models.Index(fields=["district", "sway_rank", "sort_name", "id"], name="stakeholder_by_sway"),
            models.Index(fields=["district", "sector", "sort_name", "id"], name="stakeholder_by_sector"),
            models.Index(F("district"), SectorKey(F("sector")), F("sort_name"), F("id"), name="stakeholder_in_sectors"),
            models.Index(
                fields=["district", "sector", "-under_represented", "sway_rank", "sort_name", "id"],
                name="stakeholder_to_suggest",
            ),
            models.Index(fields=["district", "email"], name="stakeholder_by_email", condition=~Q(email="")),
            models.Index(
                fields=["school", "sort_name", "id"], name="stakeholder_by_school", condition=Q(school__isnull=False)
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.refresh_search()
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "sort_name", "search_text", "organization_text", "updated_at"}
        self.organization_text = found_by(self.organization.sort_name) if self.organization_id else ""
        super().save(*args, **kwargs)
        if self.kind != Kind.PERSON:
            members = type(self)._base_manager.filter(organization=self.pk)
            text = found_by(self.sort_name)
            members.exclude(organization_text=text).update(organization_text=text)

    def get_absolute_url(self):
        return reverse("stakeholders:stakeholder-detail", args=[self.district.slug, self.pk])

    def refresh_search(self):
        """Recompute what this record is found and ordered by; writers in bulk call it themselves."""
        self.sort_name, self.search_text = search_fields(
            name=self.name,
            role_title=self.role_title,
            email=self.email,
            phone=self.phone,
            languages=self.languages,
            notes=self.notes,
        )

    @property
    def is_private_person(self):
        return self.person_type == PersonType.PRIVATE

    @property
    def is_student(self):
        return self.person_type == PersonType.STUDENT

    @property
    def dial(self):
        """The phone number as a link dials it; "" where there is none."""
        return dialed(self.phone)

    def archive(self):
        self.archived_at = timezone.now()
        self.save(update_fields=["archived_at"])

    def restore(self):
        self.archived_at = None
        self.save(update_fields=["archived_at"])
