from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalition.districts import members
from coalition.districts.access import district_view
from coalition.districts.forms.member import RoleForm
from coalition.districts.models import Invitation, Membership
from coalition.districts.roles import DESCRIPTIONS, Role
from coalition.lib.pages.htmx import see_other, toast

LAST_ADMINISTRATOR = "Someone must stay administrator here. Make another member administrator first."


@district_view("administer")
def member_list(request):
    listed = Membership.objects.filter(district=request.district).for_list()
    rows = [member_row(request, member) for member in listed]
    now = timezone.now()
    invitations = [(one, one.state(now)) for one in Invitation.objects.unanswered().order_by("-created_at", "-pk")]
    context = {
        "rows": rows,
        "active": sum(row["member"].is_active for row in rows),
        "off": sum(not row["member"].is_active for row in rows),
        "invitations": invitations,
        "roles": [(role.label, DESCRIPTIONS[role]) for role in Role],
    }
    return render(request, "districts/member/list.html", context)


@require_POST
@district_view("administer")
def member_change_role(request, membership):
    member = find_member(request, membership)
    form = RoleForm(request.POST, instance=find_member(request, member.pk))
    if not form.is_valid():
        return refusal(request, member, form.errors["role"][0])
    try:
        members.change_role(member, role=form.cleaned_data["role"], by=request.membership)
    except members.LastAdministrator:
        return refusal(request, member, LAST_ADMINISTRATOR)
    return done(request, member, f"{member} is now {form.instance.get_role_display().lower()}.")


@require_POST
@district_view("administer")
def member_turn_off(request, membership):
    member = find_member(request, membership)
    try:
        members.turn_off(member, by=request.membership)
    except members.LastAdministrator:
        return refusal(request, member, LAST_ADMINISTRATOR)
    return done(request, member, f"{member} can no longer see {request.district}. What they wrote stays.")


@require_POST
@district_view("administer")
def member_turn_on(request, membership):
    member = find_member(request, membership)
    members.turn_on(member, by=request.membership)
    return done(request, member, f"{member} is back as {member.get_role_display().lower()}.")


def find_member(request, pk):
    return get_object_or_404(Membership.objects.select_related("user"), pk=pk, district=request.district)


def member_row(request, member, error=""):
    return {"member": member, "form": RoleForm(instance=member), "error": error, "is_me": member == request.membership}


def done(request, member, text):
    """The row as it is now. Who changed their own rights is led to what they may still see."""
    if member == request.membership:
        return toast(request, see_other(request, "districts:home"), text)
    if not request.htmx:
        return toast(request, see_other(request, "districts:member-list", request.district.slug), text)
    row = member_row(request, find_member(request, member.pk))
    return toast(request, render(request, "districts/member/_row.html", {"row": row}), text)


def refusal(request, member, text):
    """The row with the reason beside it, as 422; the whole page for a reader without htmx."""
    row = member_row(request, find_member(request, member.pk), text)
    template = "districts/member/_row.html" if request.htmx else "districts/member/refused.html"
    return render(request, template, {"row": row}, status=422)
