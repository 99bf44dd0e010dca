from django.db import models
from django.urls import reverse
from django_scopes import ScopedManager

from coalition.districts.models import District, Membership
from coalition.districts.tenancy import InOneDistrict
from coalition.lib.database.versioned import Versioned
from stakeholders.models.stakeholder import Stakeholder


class ImportState(models.TextChoices):
    """How far an import has come."""

    UPLOADED = "uploaded", "Uploaded"
    CHECKED = "checked", "Checked"
    DONE = "done", "Done"
    UNDONE = "undone", "Undone"


class ImportJob(models.TextChoices):
    """What the worker is to do with a large import."""

    READ = "read", "Read the file"
    CHECK = "check", "Check the rows"
    WRITE = "write", "Write"
    UNDO = "undo", "Undo"


class StakeholderImportQuerySet(models.QuerySet):
    def written(self):
        """Those that changed the registry, whether undone since or not."""
        return self.filter(state__in=[ImportState.DONE, ImportState.UNDONE])

    def for_list(self):
        return self.written().select_related("uploaded_by__user").order_by("-confirmed_at", "-pk")

    def waiting(self, now):
        """Those with a job that no worker has taken, or that one took and left."""
        free = models.Q(job_lease_until=None) | models.Q(job_lease_until__lt=now)
        return self.exclude(job="").filter(free).order_by("job_asked_at", "pk")

    def unfinished_before(self, moment):
        return self.filter(state__in=[ImportState.UPLOADED, ImportState.CHECKED], created_at__lt=moment)


class StakeholderImport(Versioned, InOneDistrict):
    """One file brought in, from the upload to the undo: how it was read, what people chose, what came of it."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    uploaded_by = models.ForeignKey(Membership, models.RESTRICT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the file as it came.")
    source = models.JSONField(default=list, help_text="How the file was read: kind, encoding, separator, sheets.")
    header_row = models.PositiveIntegerField(default=0, help_text="0 when the file has none.")
    row_count = models.PositiveIntegerField(default=0)
    columns = models.JSONField(default=list, help_text="Header, filled cells and first values of each column.")
    layout = models.CharField(max_length=32, blank=True, help_text="A mark of the headers, one for each layout.")
    mapping = models.JSONField(default=list, help_text="The field each column goes to, in order.")
    translations = models.JSONField(default=dict, help_text="What values mean, by field.")
    defaults = models.JSONField(default=dict, help_text="Kind and sector of rows that name none.")
    choices = models.JSONField(default=dict, help_text="What people chose for doubtful rows.")
    names = models.JSONField(default=dict, help_text="Names typed in for rows without one.")
    counts = models.JSONField(default=dict, help_text="What the check or the import came to.")
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    job = models.CharField(max_length=5, choices=ImportJob, blank=True, default="", help_text="For the worker to do.")
    job_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    job_options = models.JSONField(default=dict, blank=True)
    job_asked_at = models.DateTimeField(null=True, blank=True)
    job_lease_until = models.DateTimeField(null=True, blank=True, help_text="Until when a worker has taken it.")
    job_tries = models.PositiveSmallIntegerField(default=0)
    job_error = models.CharField(max_length=300, blank=True, default="", help_text="Why the last job came to nothing.")

    objects = ScopedManager(district="district", _manager_class=models.Manager.from_queryset(StakeholderImportQuerySet))

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["district", "-confirmed_at"], name="import_by_district"),
            models.Index(fields=["job_asked_at"], name="import_waiting", condition=~models.Q(job="")),
        ]

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("stakeholders:import-detail", args=[self.district.slug, self.pk])

    @property
    def is_open(self):
        """Whether nothing has been written yet."""
        return self.state in {ImportState.UPLOADED, ImportState.CHECKED}

    @property
    def hidden_rows(self):
        """How many rows nobody sees who opens the sheet."""
        return self.source[5] if len(self.source) > 5 else 0


class ImportedFile(InOneDistrict):
    """The rows of an import, apart from it so that no list ever reads them.

    They are kept in the database rather than in a folder: web and worker need not share a disk, and a backup, a
    restore and the wall between districts hold for them as for everything else. The file as it came (`original`) is
    kept only until the import is written, since it may hold columns that are never imported; `rows` never does.
    """

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    stakeholder_import = models.OneToOneField(StakeholderImport, models.CASCADE, primary_key=True, related_name="file")
    original = models.BinaryField(default=bytes, blank=True)
    rows = models.BinaryField(default=bytes, blank=True)
    outcomes = models.BinaryField(default=bytes, blank=True, help_text="What becomes of each row.")
    places = models.BinaryField(default=bytes, blank=True, help_text="Which rows each view of them shows.")

    objects = ScopedManager(district="district")

    def __str__(self):
        return f"The rows of {self.stakeholder_import_id}"


class ImportAction(models.TextChoices):
    """What an import did to a stakeholder."""

    CREATED = "created", "Created"
    UPDATED = "updated", "Updated"
    FOUND = "found", "Already there"
    JOINED = "joined", "Tied to another organization"


class ImportedStakeholder(InOneDistrict):
    """What one import did to one stakeholder: to undo it, and to know the same row of the same list again."""

    district = models.ForeignKey(District, models.CASCADE, related_name="+")
    stakeholder_import = models.ForeignKey(StakeholderImport, models.CASCADE, related_name="effects")
    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="+")
    row_number = models.PositiveIntegerField(help_text="As a spreadsheet counts.")
    action = models.CharField(max_length=8, choices=ImportAction)
    identity = models.CharField(max_length=32, blank=True, help_text="The mark of the row.")
    number = models.CharField(max_length=120, blank=True, help_text="Their number in the list, with its column.")
    before = models.JSONField(default=dict, help_text="What the changed fields held before.")
    version_after = models.PositiveIntegerField(default=1, help_text="The stakeholder's version when this was written.")

    objects = ScopedManager(district="district")

    def __str__(self):
        return f"{self.action} in row {self.row_number}"
