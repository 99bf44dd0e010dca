"""What is particular to each kind of mail."""

from dataclasses import dataclass
from datetime import timedelta

from engagement.enums import MailKind


@dataclass(frozen=True)
class KindRule:
    """How long a mail is worth sending, and whether it goes again when nobody knows if it went."""

    lasts: timedelta
    goes_again_when_unknown: bool


RULES = {
    MailKind.OUTREACH: KindRule(timedelta(days=7), goes_again_when_unknown=True),
    MailKind.DIGEST: KindRule(timedelta(days=7), goes_again_when_unknown=True),
    # To people who have no account yet: rather not twice. An administrator sees "perhaps sent" and decides.
    MailKind.INVITATION: KindRule(timedelta(days=3), goes_again_when_unknown=False),
}
