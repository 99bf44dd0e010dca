"""What the worker tidies up by itself. Each round is harmless when it is lost or comes twice."""

from datetime import timedelta

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone
from django_scopes import scopes_disabled

from coalition.districts import private_ratings
from coalition.districts.models import Submission
from engagement.erasing.retention import forget_what_is_due
from engagement.reminders.retention import forget_old_mail
from stakeholders.importing.retention import forget_old_files

KEEP_SUBMISSIONS_FOR = timedelta(days=7)


@shared_task
def tidy():
    """Delete what was promised to go: old files, old mail, old records, ended sessions, tokens of forms long sent."""
    now = timezone.now()
    with scopes_disabled():
        forget_old_files(now)
        private_ratings.end_where_review_has_passed(now)
        forget_old_mail(now)
        forget_what_is_due(now)
    Submission.objects.filter(created_at__lt=now - KEEP_SUBMISSIONS_FOR).delete()
    call_command("clearsessions")
