from datetime import timedelta

from django import forms
from django.db.models import Count, Q

from engagement.enums import MailState
from engagement.models.outgoing_mail import FAILED, ON_THE_WAY

GROUPS = {"sent": (MailState.SENT,), "waiting": ON_THE_WAY, "failed": FAILED, "not-needed": (MailState.CANCELLED,)}
STATES = [("", "All"), ("sent", "Sent"), ("waiting", "Waiting"), ("failed", "Failed"), ("not-needed", "Not needed")]
PERIODS = [("14", "Last 14 days"), ("90", "Last 90 days"), ("", "All days")]
COUNTED_UP_TO = 5000


class MailFilterForm(forms.Form):
    """Which mails to show; a field that makes no sense filters nothing."""

    state = forms.ChoiceField(label="State", choices=STATES, required=False)
    to = forms.ChoiceField(label="To", choices=[("", "Everyone"), ("me", "Me")], required=False)
    days = forms.ChoiceField(label="When", choices=PERIODS, required=False)
    before = forms.UUIDField(required=False)

    def __init__(self, data, *, membership, now):
        data = data.copy()
        data.setdefault("days", "14")
        super().__init__(data, auto_id="filter-%s")
        self.membership, self.now = membership, now
        self.full_clean()

    def mails(self, mails):
        """`mails` of everybody asked for in the period, in whatever state."""
        mails = mails.for_reader(self.membership)
        if self.cleaned_data.get("to") == "me":
            mails = mails.filter(recipient=self.membership)
        days = self.cleaned_data.get("days")
        return mails.filter(due_at__gte=self.now - timedelta(days=int(days))) if days else mails

    def in_state(self, mails):
        """Keep those in the state asked for."""
        group = GROUPS.get(self.cleaned_data.get("state", ""))
        return mails.filter(state__in=group) if group else mails

    def states(self, counts):
        """The ways to narrow the list by state: value, label, and how many where that is worth a look."""
        shown = {"waiting": counts["waiting"], "failed": counts["failed"]}
        return [(value, label, shown.get(value, 0)) for value, label in STATES]

    def counts(self, mails):
        """How many mails there are in each group, among the newest few thousand."""
        newest = mails.newest_first().values("state")[:COUNTED_UP_TO]
        return newest.aggregate(
            **{name.replace("-", "_"): Count("pk", filter=Q(state__in=states)) for name, states in GROUPS.items()}
        )
