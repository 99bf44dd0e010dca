"""Tags as somebody types them: names in one line with commas."""

from django.core.exceptions import ValidationError

from stakeholders.models.tag import LONGEST_TAG, validate_tag
from stakeholders.tagging import names_in

MOST_TAGS = 20


def clean_tags(text):
    """Return the names in a text with commas; raises ValidationError for one that is no tag."""
    names = names_in(text)
    for name in names:
        validate_tag(name)
        if len(name) > LONGEST_TAG:
            raise ValidationError(f"A tag has at most {LONGEST_TAG} letters: {name[:LONGEST_TAG]}…")
    if len(names) > MOST_TAGS:
        raise ValidationError(f"At most {MOST_TAGS} tags at once.")
    return names
