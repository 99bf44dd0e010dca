"""Secrets that travel in links: 256 bits, made from a seed and the key of the installation whenever the link is shown.

The database keeps the seed and the SHA-256 of the token, by which the row is found again. Whoever reads it, or a backup
of it, cannot make one of the links from what they find.
"""

import base64
import hashlib
import secrets

from django.utils.crypto import salted_hmac


def new_seed() -> str:
    """What a token is made from: 64 hexadecimal digits."""
    return secrets.token_hex(32)


def token_of(purpose: str, seed: str) -> str:
    """The token of `seed`, always the same for one purpose: 43 letters, digits, hyphens and underscores."""
    digest = salted_hmac(purpose, seed, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def fingerprint(token: str) -> str:
    """What is stored of a token, and looked up by: 64 hexadecimal digits. Any text has one."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
