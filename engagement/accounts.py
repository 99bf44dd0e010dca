from coalition.districts.accounts import InvitationOnlyAdapter
from engagement.reminders.sign_in import send_way_in


class OutboxAdapter(InvitationOnlyAdapter):
    """The way to a new password goes through the outbox, where it is seen and tried again; else as allauth sends it."""

    def send_password_reset_mail(self, user, email, context):
        if not send_way_in(user, email):
            super().send_password_reset_mail(user, email, context)
