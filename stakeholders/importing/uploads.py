"""What is done about an upload before any of it is read: one that says it is too large is turned away at once."""

import time

from coalition.lib.tabular import DEFAULT_LIMITS

# Room for the boundaries and the other fields of the form.
ENVELOPE_BYTES = 64 * 1024
DRAIN_SECONDS = 3.0
DRAIN_BYTES = 1024 * 1024


def is_too_large(request) -> bool:
    """Whether the body states a size beyond any file that can be read. The server never passes on more than stated."""
    return stated_size(request) > DEFAULT_LIMITS.file_bytes + ENVELOPE_BYTES


def stated_size(request) -> int:
    stated = request.META.get("CONTENT_LENGTH") or "0"
    return int(stated) if stated.isdigit() else 0


def drain(request):
    """Read the body away for a few seconds, so that a browser that is still sending gets to see the answer."""
    ends = time.monotonic() + DRAIN_SECONDS
    try:
        while time.monotonic() < ends and request.read(DRAIN_BYTES):
            pass
    except OSError:
        # The sender has gone; there is nobody left to answer.
        return
