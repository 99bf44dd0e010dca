"""What is written when a mail did not go, and when the relay itself is the trouble.

A refusal is believed once the relay has accepted somebody else: a relay that refuses everybody is broken, and nobody's
address is blocked for it. After five failures in a row the channel rests and the refused mails are given back.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from coalition.lib.mail.smtp import MailFailure, Step
from engagement.enums import MailState
from engagement.models import MailChannel, OutgoingMail, Suppression
from engagement.reminders.checks import Ruling
from engagement.reminders.claiming import end, give_back, note, settle
from engagement.reminders.kinds import RULES
from engagement.reminders.outcomes import BRIEF_REST, LADDER, Course, judge, next_try
from stakeholders.models import Partnership

FAILURES_IN_A_ROW = 5
# What cannot be written is wrong in the mail or in the program, which somebody has hours to mend before any mail ends.
WRITTEN_AGAIN_AFTER = [timedelta(hours=1), timedelta(hours=4)]
REFUSALS_BELIEVED = 3
RECENTLY = timedelta(hours=1)


@dataclass(frozen=True)
class Refusal:
    """A mail refused for good, not yet written down: still lent to this sender."""

    mail: OutgoingMail
    failure: MailFailure
    course: Course


@dataclass
class Aftermath:
    """The failures of one run of a sender; `channel` is read anew before each batch."""

    channel: MailChannel | None = None
    streak: int = 0
    has_accepted: bool = False
    refusals: list[Refusal] = field(default_factory=list)

    def accepted(self, now: datetime):
        """The relay took a mail: earlier refusals were meant."""
        self.streak, self.has_accepted = 0, True
        self.channel.works(now)
        self.believe(now)

    @transaction.atomic
    def follow(self, ruling: Ruling, mail: OutgoingMail, now: datetime):
        """Write down a second look that found a mail should not go, or not now."""
        if ruling.until:
            settle(mail, mail.lease_token, state=MailState.WAITING, available_at=ruling.until, reason=ruling.reason)
        else:
            end(mail, now, state=ruling.state, reason=ruling.reason)
        if ruling.is_forgotten:
            Partnership.objects.filter(pk=mail.partnership_id, reminded_for=mail.for_date).update(reminded_for=None)

    def unwritable(self, mail: OutgoingMail, error: Exception, now: datetime):
        """The letter could not be made: no other mail waits for it."""
        told = f"{type(error).__name__}: {error}"
        is_last = mail.attempts >= len(WRITTEN_AGAIN_AFTER)
        self.try_again(mail, now, error=told, ladder=WRITTEN_AGAIN_AFTER, is_last=is_last)

    def unreachable(self, mail: OutgoingMail, failure: MailFailure, now: datetime):
        """No line to the relay: the channel rests, no mail has used up a try."""
        judgement = judge(failure, goes_again_when_unknown=True)
        self.rest(mail, failure, now, judgement.rest)

    def failed(self, mail: OutgoingMail, failure: MailFailure, now: datetime) -> bool:
        """Follow a failure while sending; False when the channel rests now."""
        judgement = judge(failure, goes_again_when_unknown=RULES[mail.kind].goes_again_when_unknown)
        self.streak += 1
        if judgement.course == Course.REST:
            is_about_mail = failure.step in {Step.RECIPIENT, Step.CONTENT}
            if is_about_mail:
                # Counted, so that one mail the relay always puts off does not stand in everybody's way.
                self.try_again(mail, now, error=str(failure), step=failure.step, code=failure.code)
            self.rest(None if is_about_mail else mail, failure, now, judgement.rest)
            return False
        if judgement.course == Course.TRY_AGAIN:
            self.try_again(mail, now, error=str(failure), step=failure.step, code=failure.code)
        elif judgement.course == Course.ASK:
            self.finish(mail, failure, now, MailState.UNCERTAIN, "It may have arrived. Somebody decides about it.")
        else:
            self.refusals.append(Refusal(mail, failure, judgement.course))
        if self.streak >= FAILURES_IN_A_ROW:
            self.rest(None, failure, now, BRIEF_REST)
            return False
        return True

    def rest(self, mail, failure, now, shortest):
        """Let the channel rest; what is in hand goes back as it was."""
        doubtful = [refusal.mail for refusal in self.refusals] + ([mail] if mail else [])
        with transaction.atomic():
            for each in doubtful:
                note(
                    each,
                    now,
                    error=str(failure),
                    outcome="Mail rests. Not counted.",
                    step=failure.step,
                    code=failure.code,
                )
                give_back([each.pk], each.lease_token)
            self.channel.rest(now, str(failure), shortest)
        self.refusals.clear()

    @transaction.atomic
    def try_again(self, mail, now, *, error, ladder=LADDER, is_last=False, step="", code=0):
        """Count a try and wait for the next, or end where none is left."""
        attempts = mail.attempts + 1
        again = next_try(attempts, now, ladder=ladder)
        columns = {"attempts": attempts, "last_code": code or None, "last_error": error[:300]}
        if is_last or again >= mail.not_after:
            outcome = f"Given up after {attempts} {'try' if attempts == 1 else 'tries'}."
            end(mail, now, state=MailState.DEAD, reason=outcome, **columns)
        else:
            outcome = "Tried again later."
            settle(mail, mail.lease_token, state=MailState.WAITING, available_at=again, reason="", **columns)
        note(mail, now, error=error, outcome=outcome, step=step, code=code or None)

    @transaction.atomic
    def finish(self, mail, failure, now, state, reason):
        columns = {"attempts": mail.attempts + 1, "last_code": failure.code or None, "last_error": str(failure)[:300]}
        end(mail, now, state=state, reason=reason, **columns)
        note(mail, now, error=str(failure), outcome=reason, step=failure.step, code=failure.code or None)

    def believe(self, now):
        """Write down the refusals as what they are."""
        while self.refusals:
            refusal = self.refusals.pop()
            if refusal.course == Course.GIVE_UP:
                self.finish(refusal.mail, refusal.failure, now, MailState.DEAD, "Refused by the mail server.")
            else:
                self.suppress(refusal.mail, refusal.failure, now)

    @transaction.atomic
    def suppress(self, mail, failure, now):
        self.finish(mail, failure, now, MailState.SUPPRESSED, "The address does not exist.")
        address = (mail.invitation.email if mail.invitation else mail.recipient.user.email).lower()
        row = Suppression(district_id=mail.district_id, address=address, code=failure.code, reason=str(failure)[:300])
        Suppression.objects.bulk_create([row], ignore_conflicts=True)

    def conclude(self, now):
        """At the end of a run decide about refusals that no accepted mail has followed."""
        lately = self.channel and self.channel.last_accepted_at and now - self.channel.last_accepted_at < RECENTLY
        if self.has_accepted or lately:
            self.believe(now)
        for refusal in list(self.refusals):
            if refusal.mail.attempts + 1 >= REFUSALS_BELIEVED:
                continue
            self.refusals.remove(refusal)
            told = {"error": str(refusal.failure), "step": refusal.failure.step, "code": refusal.failure.code}
            self.try_again(refusal.mail, now, **told)
        self.believe(now)
