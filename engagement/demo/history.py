"""Puts rows, and what is remembered of them, into the past: Django and django-simple-history would say now."""

from collections.abc import Collection
from datetime import datetime

from coalition.districts.models import User

AT_A_TIME = 100


def backdate(model, rows: Collection, moment: datetime | None = None) -> None:
    """Set `created_at` of rows already written: to `moment`, else to what each row carries in `made_at`."""
    for row in rows:
        row.created_at = moment or row.made_at
    model.objects.bulk_update(rows, ["created_at"], batch_size=AT_A_TIME)


def remember(model, rows: Collection, moment: datetime, by: User) -> None:
    """Write that `by` added these rows at `moment`."""
    model.history.bulk_history_create(rows, batch_size=AT_A_TIME, default_user=by, default_date=moment)
