import pytest

from stakeholders.sensitive import sensitive_matter


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Her number is 123-45-6789.", "a Social Security number"),
        ("Asked for his SSN", "an identity number"),
        ("Was DIAGNOSED with diabetes", "health"),
        ("The family is undocumented", "immigration"),
        ("Convicted in 2011", "a criminal matter"),
        ("Runs the county health department", ""),
        ("Speaks for the Immigration Rights Center", ""),
        ("Call 555-010-1234, room 123-45", ""),
        ("", ""),
    ],
)
def test_notes_tell_of_what_had_better_not_be_written_down(text, matter):
    assert sensitive_matter("Met in May.", text) == matter
