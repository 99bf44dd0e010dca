import time
from uuid import RFC_4122

from coalition.lib.identifiers import uuid7


def test_uuid7_is_of_version_7_and_never_the_same():
    made = [uuid7() for _ in range(1000)]

    assert len(set(made)) == 1000
    assert {(each.version, each.variant) for each in made} == {(7, RFC_4122)}


def test_uuid7_begins_with_the_milliseconds_since_1970():
    before = time.time_ns() // 1_000_000

    made = uuid7()

    assert before <= made.int >> 80 <= time.time_ns() // 1_000_000
