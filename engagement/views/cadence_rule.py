"""The rhythm of a district: how often partners are contacted, in which seasons less, and when reminders speak up."""

from http import HTTPStatus

from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from coalition.districts.access import district_view
from coalition.lib.pages.htmx import see_other, toast
from engagement.forms.cadence_rule import CadenceForm, back_to_usual
from engagement.forms.outreach_policy import OutreachPolicyForm
from engagement.forms.season import SeasonForm
from engagement.models import OutreachPolicy, Season


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("administer")
def cadence_rule_list(request):
    """Show the table, and keep what was changed in it."""
    form = CadenceForm(request.POST or None, district=request.district)
    if request.method != "POST":
        return page(request, cadence_form=form)
    if not form.is_valid():
        return page(request, refused=form, cadence_form=form)
    changed = form.save(by=request.membership)
    return back(request, "The table is saved." if changed else "Nothing was changed.")


@require_POST
@district_view("administer")
def cadence_rule_reset(request):
    back_to_usual(by=request.membership)
    return back(request, "The table is as is usual again.")


def policy_of(district):
    """What the district set, or the defaults, not yet saved."""
    return OutreachPolicy.objects.filter(district=district).first() or OutreachPolicy(district=district)


def page(request, refused=None, **forms):
    """The page of rhythm; with a form that needs another look it answers 422."""
    context = {
        "cadence_form": forms.get("cadence_form") or CadenceForm(district=request.district),
        "season_form": forms.get("season_form") or SeasonForm(auto_id="season-%s"),
        "policy_form": forms.get("policy_form") or OutreachPolicyForm(instance=policy_of(request.district)),
        "seasons": Season.objects.filter(district=request.district),
        "refused": refused,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "engagement/cadence_rule/list.html", context, status=status)


def back(request, text):
    return toast(request, see_other(request, "engagement:cadence-rule-list", request.district.slug), text)
