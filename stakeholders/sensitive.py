"""Words in a note that had better not be written down: identity numbers, health, immigration and criminal matters.

Only phrases that are about somebody count: “diagnosed with”, not “health”, which many partners carry in their name.
Pure. A note that holds one is asked about, never refused: who wrote it knows what it says.
"""

import re
from typing import Final

from stakeholders.importing.blocked import SOCIAL_SECURITY
from stakeholders.text import fold

_PHRASES: Final = tuple(
    (re.compile(rf"\b({pattern})\b"), matter)
    for pattern, matter in (
        (SOCIAL_SECURITY.pattern, "a Social Security number"),
        (r"ssn|social security number|passport number", "an identity number"),
        (r"diagnosed with|diagnosis|medical record|on medication|in rehab|hiv|has (autism|adhd|cancer)", "health"),
        (r"undocumented|immigration status|deport(ed|ation)|asylum|visa status|here illegally", "immigration"),
        (r"criminal record|convicted|felony|felon|arrested|on probation|on parole", "a criminal matter"),
    )
)


def sensitive_matter(*texts: str) -> str:
    """Return what one of `texts` seems to tell of somebody, as a few words, or ""."""
    text = fold(" ".join(texts))
    return next((matter for pattern, matter in _PHRASES if pattern.search(text)), "")
