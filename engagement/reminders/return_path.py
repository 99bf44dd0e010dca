"""The address a mail's report comes back to: one for each mail, signed, so that the report names the mail for certain.

`bounces@mail.example` becomes `bounces+<mail>-<signature>@mail.example` (variable envelope return path). Hexadecimal,
since some servers make addresses lower case.
"""

import re
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

SIGNATURE_LENGTH = 12
TAGGED = re.compile(rf"\+([0-9a-f]{{32}})-([0-9a-f]{{{SIGNATURE_LENGTH}}})@")


def return_address(mail_id: UUID) -> str:
    """Where the report about a mail should go; "" where no address is set for it."""
    local, _, domain = settings.MAIL_BOUNCE_ADDRESS.rpartition("@")
    return f"{local}+{mail_id.hex}-{signature(mail_id)}@{domain}" if local else ""


def mail_named_by(address: str) -> UUID | None:
    """The mail whose return address this is; None for any other address, and for one that was made up."""
    found = TAGGED.search(address.lower())
    if found is None or not constant_time_compare(found[2], signature(UUID(found[1]))):
        return None
    return UUID(found[1])


def signature(mail_id):
    return salted_hmac("engagement.return_path", mail_id.hex, algorithm="sha256").hexdigest()[:SIGNATURE_LENGTH]
