"""Identifiers that can be made anywhere and still sort by the time they were made."""

import secrets
import time
from uuid import UUID

VERSION_7 = 0x7 << 76
VARIANT = 0x2 << 62


def uuid7() -> UUID:
    """A UUID of version 7 (RFC 9562): 48 bits of milliseconds since 1970, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    chance = secrets.randbits(74)
    return UUID(
        int=(milliseconds & (1 << 48) - 1) << 80 | VERSION_7 | (chance >> 62) << 64 | VARIANT | chance & (1 << 62) - 1
    )
