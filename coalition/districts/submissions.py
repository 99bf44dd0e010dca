"""One effect per form shown: a double click, a retry or the back button leads to the first result."""

from contextlib import contextmanager
from uuid import UUID

from django.db import IntegrityError, transaction

from coalition.districts.models import Submission

FIELD = "submission"


class AlreadyDone(Exception):
    """Raised when the same form was carried out before; `location` is where that led."""

    def __init__(self, location: str):
        super().__init__(location)
        self.location = location


@contextmanager
def once(request):
    """Run the block in one transaction, at most once for the form's token.

    Yields the Submission; set its `location` to where the result is. Raises AlreadyDone on a repeat. A form without
    a token, or with a broken one, runs unguarded: the token protects people from accidents, not the server from them.
    """
    token = parse_token(request.POST.get(FIELD, ""))
    with transaction.atomic():
        submission = Submission(token=token, membership=request.membership)
        if token is not None:
            take(submission)
        yield submission
        if token is not None:
            submission.save(update_fields=["location"])


def take(submission):
    try:
        with transaction.atomic():
            submission.save(force_insert=True)
    except IntegrityError:
        earlier = Submission.objects.filter(token=submission.token, membership=submission.membership).first()
        raise AlreadyDone(earlier.location if earlier else "") from None


def earlier_location(request) -> str | None:
    """Return where the form of this request led when it was carried out before, else None.

    For a form that comes back with an objection: a repeat meets what the first one made, such as a name that is taken.
    """
    token = parse_token(request.POST.get(FIELD, ""))
    if token is None:
        return None
    return (
        Submission.objects.filter(token=token, membership=request.membership).values_list("location", flat=True).first()
    )


def parse_token(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
