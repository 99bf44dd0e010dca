"""When reminders speak up, on the page of rhythm."""

from django.views.decorators.http import require_POST

from coalition.districts.access import district_view
from coalition.districts.audit import record
from engagement.forms.outreach_policy import OutreachPolicyForm
from engagement.models import OutreachPolicy
from engagement.views.cadence_rule import back, page


@require_POST
@district_view("administer")
def outreach_policy_edit(request):
    # Two who set it for the first time at once must not both make it.
    policy, _ = OutreachPolicy.objects.get_or_create(district=request.district)
    form = OutreachPolicyForm(request.POST, instance=policy)
    if not form.is_valid():
        return page(request, refused=form, policy_form=form)
    changed = ", ".join(f"{name} {form.cleaned_data[name]}" for name in form.changed_data)
    if changed:
        form.save()
        record(request.membership, "Changed when reminders speak up", str(request.district), changed)
    return back(request, "When reminders speak up is saved.")
