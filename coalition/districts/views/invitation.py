from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django_scopes import scope, scopes_disabled

from coalition.districts import inviting
from coalition.districts.access import district_view
from coalition.districts.forms.invitation import InvitationForm, NewcomerForm
from coalition.districts.models import Invitation, User
from coalition.districts.submissions import AlreadyDone, once
from coalition.lib.pages.htmx import see_other, toast
from coalition.lib.tokens import fingerprint


@district_view("administer")
def invitation_new(request):
    form = InvitationForm(request.POST or None, district=request.district)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "districts/invitation/new.html", {"form": form}, status=status)
    try:
        with once(request) as submission:
            invitation = inviting.invite(by=request.membership, **form.cleaned_data)
            submission.location = request.path
    except AlreadyDone:
        return see_other(request, "districts:member-list", request.district.slug)
    return show_link(request, invitation)


@require_POST
@district_view("administer")
def invitation_again(request, invitation):
    invitation = get_object_or_404(Invitation, pk=invitation)
    try:
        invitation = inviting.invite_again(invitation, by=request.membership)
    except inviting.InvitationOver:
        return see_other(request, "districts:member-list", request.district.slug)
    return show_link(request, invitation)


@require_POST
@district_view("administer")
def invitation_withdraw(request, invitation):
    invitation = get_object_or_404(Invitation, pk=invitation)
    inviting.withdraw(invitation, by=request.membership)
    response = see_other(request, "districts:member-list", request.district.slug)
    return toast(request, response, f"The invitation to {invitation.email} is withdrawn. Its link no longer works.")


@never_cache
def invitation_accept(request, token):
    """The page behind the link. Reading it changes nothing; accepting it works once, and signs nobody in."""
    with scopes_disabled():
        found = Invitation.objects.select_related("district", "invited_by__user").filter(token_hash=fingerprint(token))
        invitation = found.first()
    if invitation is None:
        raise Http404
    with scope(district=invitation.district):
        return answer(request, invitation)


def answer(request, invitation):
    """What this reader sees of the invitation, or what their answer brings about."""
    account = User.objects.filter(email__iexact=invitation.email).first()
    state = invitation.state(timezone.now())
    if state in {"accepted", "withdrawn", "ended"}:
        return render(request, "districts/invitation/over.html", {"invitation": invitation, "state": state}, status=410)
    if account is None and not request.user.is_authenticated:
        return welcome(request, invitation)
    if account is None or request.user != account:
        return render(request, "districts/invitation/sign_in.html", {"invitation": invitation})
    if request.method != "POST":
        return render(request, "districts/invitation/join.html", {"invitation": invitation})
    try:
        inviting.accept(invitation, user=account)
    except inviting.InvitationOver:
        return see_other(request, request.path)
    return see_other(request, invitation.district)


def welcome(request, invitation):
    """The form of somebody who has no account yet."""
    form = NewcomerForm(request.POST or None, email=invitation.email)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        context = {"invitation": invitation, "form": form}
        return render(request, "districts/invitation/welcome.html", context, status=status)
    try:
        inviting.accept_as_newcomer(invitation, **form.cleaned_data)
    except inviting.InvitationOver:
        return see_other(request, request.path)
    text = f"Welcome to {invitation.district}. Sign in with your new password."
    return toast(request, see_other(request, "account_login"), text)


def show_link(request, invitation):
    """The link, this once: for those who would rather hand it over than wait for the mail."""
    return render(request, "districts/invitation/made.html", {"invitation": invitation}, status=201)
