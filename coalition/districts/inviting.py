"""From an invitation to a membership: each link is redeemed once, by the person who reads the mail it was sent to."""

from django.db import transaction
from django.utils import timezone

from coalition.districts.audit import record
from coalition.districts.models import Invitation, Membership, User


class InvitationOver(Exception):
    """Raised when the invitation was accepted, withdrawn or has ended in the meantime."""


@transaction.atomic
def invite(*, by, email, role, title=""):
    """Write an invitation, whose mail the next sweep sends; earlier ones to the same address end."""
    earlier = Invitation.objects.unanswered().filter(email__iexact=email)
    earlier.update(withdrawn_at=timezone.now())
    invitation = Invitation.objects.create(
        district_id=by.district_id, email=email.lower(), role=role, title=title, invited_by=by
    )
    record(by, "Invited", invitation.email, f"as {invitation.get_role_display()}")
    return invitation


@transaction.atomic
def invite_again(invitation, *, by):
    """Send a new link that lasts two weeks; the old one ends. Raises InvitationOver once it was answered."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise InvitationOver
    invitation.renew()
    invitation.save()
    record(by, "Invited again", invitation.email, f"as {invitation.get_role_display()}")
    return invitation


@transaction.atomic
def withdraw(invitation, *, by):
    """End an invitation that was not answered; its link stops working."""
    if invitation.withdraw(timezone.now()):
        record(by, "Withdrew an invitation", invitation.email)


@transaction.atomic
def accept_as_newcomer(invitation, *, name, password):
    """Make the account and the membership. Raises InvitationOver, also when the account came about meanwhile."""
    redeem(invitation)
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise InvitationOver
    user = User.objects.create_user(invitation.email, password, name=name)
    return admit(invitation, user)


@transaction.atomic
def accept(invitation, *, user):
    """Give `user`, who has the account of this address, the membership. Raises InvitationOver."""
    redeem(invitation)
    return admit(invitation, user)


def redeem(invitation):
    """Take the one use of the invitation: of two who try at once, one gets InvitationOver."""
    now = timezone.now()
    if not Invitation.objects.pending(now).filter(pk=invitation.pk).update(accepted_at=now):
        raise InvitationOver


def admit(invitation, user):
    """An active member keeps the role they have; who was turned off comes back in the role offered."""
    membership, is_new = Membership.objects.get_or_create(
        user=user,
        district_id=invitation.district_id,
        defaults={"role": invitation.role, "title": invitation.title},
    )
    if not is_new and not membership.is_active:
        membership.role = invitation.role
        membership.save(update_fields=["role"])
        membership.turn_on()
    record(membership, "Accepted an invitation", invitation.email, f"as {membership.get_role_display()}")
    return membership
