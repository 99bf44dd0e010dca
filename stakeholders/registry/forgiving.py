"""Search that forgives typing mistakes, where the database can: PostgreSQL with the extension pg_trgm.

A word is close to a text when it shares enough groups of three letters with a part of it. Asked only when the exact
search found no one; elsewhere, and for words of three letters or fewer, nothing is forgiven.
"""

from contextlib import contextmanager
from functools import cache

from django.contrib.postgres.lookups import TrigramWordSimilar
from django.db import connection, transaction
from django.db.models import F, Q, Value

from stakeholders.text import pieces_of

# Of 1: a letter left out scores about 0.55, two letters swapped in a word of seven 0.33, in one of twelve 0.5; another
# word hardly anything, but a short one is like many. Looking at all of those takes long.
CLOSE_ENOUGH = {4: 0.4, 5: 0.4, 6: 0.33, 7: 0.33, 8: 0.37, 9: 0.41, 10: 0.45, 11: 0.49}
CLOSE_FOR_LONGER = 0.5
MOST_MILLISECONDS = 1500
SHORTEST = 4
SEARCHED = ("search_text", "tag_text", "organization_text")


def can_forgive(words):
    return any(len(word) >= SHORTEST for word in pieces_of(words)) and has_trigrams(connection.alias)


@cache
def has_trigrams(alias):
    """Tell whether the database of this process compares by trigrams; asked once."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        return cursor.fetchone() is not None


@contextmanager
def closeness(words):
    """Run the block with our idea of what is close to `words`; for this transaction only.

    Raises OperationalError where looking takes too long: no list is worth a wait of which nobody knows the end.
    """
    enough = min(CLOSE_ENOUGH.get(len(word), CLOSE_FOR_LONGER) for word in pieces_of(words) if len(word) >= SHORTEST)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL pg_trgm.word_similarity_threshold = {enough}")
        cursor.execute(f"SET LOCAL statement_timeout = {MOST_MILLISECONDS}")
        yield


def close_to(words):
    """Return the condition on a stakeholder that each of `words` is in what they are found by, or close to it."""
    close = Q()
    for word in pieces_of(words):
        anywhere = Q()
        for name in SEARCHED:
            similar = Q(TrigramWordSimilar(F(name), Value(word)))
            anywhere |= similar if len(word) >= SHORTEST else Q(**{f"{name}__contains": word})
        close &= anywhere
    return close
