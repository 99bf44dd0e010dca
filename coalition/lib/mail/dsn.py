"""Reads what mail servers send back when they could not deliver (RFC 3464, RFC 6533), whoever wrote it.

Anything can arrive in such a mailbox: holiday notes, spam, reports about mail that never was ours, bombs. So a message
is bounded before it is parsed, whatever cannot be read is no report, and a report is only a claim: what it says must be
compared with what was sent (engagement/reminders/bounces.py).
"""

import hashlib
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message
from email.utils import getaddresses

LARGEST = 2 * 1024 * 1024
MOST_RECIPIENTS = 50
MOST_PARTS = 20
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
REPORTS = {"message/delivery-status", "message/global-delivery-status"}
RETURNED = {"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"}
ENVELOPES = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Report:
    """What a server says of one recipient: `status` is the code of RFC 3463, `recipients` their address as it knows it.

    `message_ids` are those of the mail that came back, `sent_to` where the report itself was sent; `identity` is the
    same when the same report is read twice.
    """

    action: str
    status: str
    diagnostic: str
    recipients: tuple[str, ...]
    message_ids: tuple[str, ...]
    sent_to: tuple[str, ...]
    identity: str


def read_reports(content: bytes) -> list[Report]:
    """The reports in a message; none where it is no report, is too large, or cannot be read."""
    if len(content) > LARGEST:
        return []
    try:
        return list(reports_in(message_from_bytes(content)))
    except Exception:
        # The parser of the standard library has been made to raise about anything by what strangers send.
        logger.warning("A message that looked like a report could not be read", exc_info=True)
        return []


def reports_in(message: Message) -> Iterator[Report]:
    parts = list(parts_of(message))
    found = next((part for part in parts if part.get_content_type() in REPORTS), None)
    if found is None:
        return
    message_ids = tuple(dict.fromkeys(each for part in parts for each in returned_ids(part)))
    sent_to = addresses(*(str(value) for name in ENVELOPES for value in message.get_all(name, [])))
    own_id = str(message.get("Message-ID", ""))
    for block in blocks_of(found)[:MOST_RECIPIENTS]:
        recipients = addresses(*(typed(block, name) for name in ("Final-Recipient", "Original-Recipient")))
        if recipients or block.get("Action"):
            yield report_of(block, recipients, message_ids, sent_to, own_id)


def report_of(block, recipients, message_ids, sent_to, own_id):
    diagnostic = " ".join(typed(block, "Diagnostic-Code").split())[:500]
    status = status_of(str(block.get("Status", "")), diagnostic)
    action = str(block.get("Action", "")).strip().lower()
    identity = hashlib.sha256("|".join([own_id, action, status, diagnostic, *recipients]).encode("utf-8", "replace"))
    return Report(action, status, diagnostic, recipients, message_ids, sent_to, identity.hexdigest())


def parts_of(message: Message) -> list[Message]:
    """The parts of a report, two levels deep: some gateways wrap it once. What came back is not looked into."""
    parts = message.get_payload() if message.is_multipart() else []
    if message.get_content_type() in REPORTS | RETURNED:
        return [message]
    found = []
    for part in parts[:MOST_PARTS]:
        is_wrapped = part.get_content_maintype() == "multipart" and part.is_multipart()
        found += part.get_payload()[:MOST_PARTS] if is_wrapped else [part]
    return found


def blocks_of(part: Message) -> list[Message]:
    """The groups of fields of a delivery status, one for the message and one for each recipient."""
    if part.is_multipart() and part.get_content_type() == "message/delivery-status":
        return part.get_payload()
    # The standard library takes the global kind (RFC 6533) for a message, its first group of fields for headers.
    content = part.get_payload(0).as_bytes() if part.is_multipart() else decoded(part)
    text = content.decode("utf-8", "replace").replace("\r\n", "\n")
    return [message_from_string(block) for block in re.split(r"\n[ \t]*\n", text) if block.strip()]


def returned_ids(part: Message) -> list[str]:
    """The Message-ID of the mail that came back, whole or its headers alone."""
    if part.get_content_type() not in RETURNED:
        return []
    returned = part.get_payload()[:1] if part.is_multipart() else [message_from_bytes(decoded(part))]
    return [value.strip() for each in returned for value in map(str, each.get_all("Message-ID", []))][:1]


def decoded(part):
    return part.get_payload(decode=True) or b""


def typed(block: Message, name: str) -> str:
    """The value of a field such as `rfc822; ana@x.example`, without its type."""
    kind, divider, value = str(block.get(name, "")).partition(";")
    return (value if divider else kind).strip()


def status_of(stated: str, diagnostic: str) -> str:
    """The code that says most: that of the diagnostic where the stated one is as general as 5.0.0; "" without any."""
    found = [match for text in (stated, diagnostic) if (match := STATUS.search(text))]
    exact = [match for match in found if match[2] != "0"]
    best = (exact or found or [None])[0]
    return best[0] if best else ""


def addresses(*texts: str) -> tuple[str, ...]:
    """The addresses in these texts in lower case, each once; angle brackets and names are left out."""
    found = [address.lower() for _, address in getaddresses(list(texts)) if "@" in address]
    return tuple(dict.fromkeys(found))
