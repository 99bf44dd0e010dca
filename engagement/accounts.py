import logging
from functools import partial

from allauth.core.context import request_context

from coalition.districts.accounts import InvitationOnlyAdapter
from engagement.reminders.sign_in import send_way_in

logger = logging.getLogger(__name__)


class OutboxAdapter(InvitationOnlyAdapter):
    """The way to a new password goes through the outbox, where it is seen and tried again; else as allauth sends it.

    It goes when the answer has left: a page that takes longer would tell which addresses have an account.
    """

    def send_password_reset_mail(self, user, email, context):
        self.request.after_answer.append(partial(self.send_now, self.request, user, email, context))

    def send_now(self, request, user, email, context):
        try:
            with request_context(request):
                if not send_way_in(user, email):
                    super().send_password_reset_mail(user, email, context)
        except Exception:
            logger.exception("The way to a new password for user %s could not be sent", user.pk)
