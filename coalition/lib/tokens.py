"""Secrets that travel in links: 256 random bits, of which the database keeps only the SHA-256.

Whoever reads the database, or a backup of it, cannot make one of the links from what they find.
"""

import hashlib
import secrets

BYTES = 32


def new_token() -> str:
    """A token fit for an address: 43 letters, digits, hyphens and underscores."""
    return secrets.token_urlsafe(BYTES)


def fingerprint(token: str) -> str:
    """What is stored of a token, and looked up by: 64 hexadecimal digits. Any text has one."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
