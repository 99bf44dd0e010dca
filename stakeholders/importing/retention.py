"""How long the files of imports are kept: ninety days once written, a week when nobody went on with them.

A legal hold of the district keeps them all.
"""

from datetime import timedelta

from django.db.models import Q

from stakeholders.models import ImportedFile, ImportState, StakeholderImport

KEEP_FOR = timedelta(days=90)
KEEP_UNFINISHED_FOR = timedelta(days=7)


def forget_old_files(now):
    """Delete the rows of old imports of the districts in scope, and imports nobody finished; what they did stays."""
    free = Q(district__held_since=None)
    written = Q(stakeholder_import__state__in=[ImportState.DONE, ImportState.UNDONE])
    ImportedFile.objects.filter(free, written, stakeholder_import__confirmed_at__lt=now - KEEP_FOR).delete()
    StakeholderImport.objects.unfinished_before(now - KEEP_UNFINISHED_FOR).filter(free).delete()
