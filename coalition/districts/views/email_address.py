from allauth.account.models import EmailAddress
from allauth.account.views import email as change_address
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Q


@login_required
def email_address(request):
    """allauth's page for changing the address one signs in with.

    An address is proven when the account is made: the invitation went there, or the operator wrote it down. allauth
    must know, or it takes the one in use for a change that was never confirmed, and drops it.
    """
    note_as_proven(request.user)
    return change_address(request)


@transaction.atomic
def note_as_proven(user):
    """Tell allauth that the address of `user` is theirs, and that no other proven one is."""
    mine, this_one = Q(user=user), Q(email=user.email.lower())
    if EmailAddress.objects.filter(mine & this_one, verified=True).exists():
        return
    EmailAddress.objects.filter(mine ^ this_one, verified=True).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email.lower(), defaults={"verified": True, "primary": True}
    )
