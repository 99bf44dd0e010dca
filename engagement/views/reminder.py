"""My reminders: when one is written to, and what is coming."""

from collections import Counter
from datetime import timedelta
from http import HTTPStatus

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from coalition.districts.access import district_view
from coalition.districts.models import NoSendDay
from coalition.lib.local_time import local_date
from coalition.lib.pages.htmx import see_other, toast
from engagement.enums import Delivery, MailKind, MailState, ReminderKind
from engagement.forms.reminder import ReminderForm, schedule_of
from engagement.models import CalendarFeed, OutgoingMail
from engagement.reminders.rhythms import deliveries_of, is_weekly, rhythm_of
from engagement.reminders.upcoming import DAYS_SHOWN, Due, coming
from stakeholders.models import InvestmentLevel, Partnership

NO_SEND_DAYS_SHOWN = 366


@require_http_methods(["GET", "HEAD", "POST"])
@district_view("view")
def reminder_settings(request):
    """Show and change the reader's own choices."""
    schedule = schedule_of(request.membership)
    form = ReminderForm(request.POST or None, membership=request.membership, schedule=schedule)
    if request.method == "POST" and form.is_valid():
        form.save()
        response = see_other(request, "engagement:reminder-settings", request.district.slug)
        return toast(request, response, "Your reminders are saved.")
    context = settings_context(request, form, schedule)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "engagement/reminder/settings.html", context, status=status)


def settings_context(request, form, schedule):
    now = timezone.now()
    today = local_date(now, request.membership.zone)
    closed = no_send_days(today)
    is_off = deliveries_of([request.membership.pk])[request.membership.pk][ReminderKind.OUTREACH] == Delivery.OFF
    return {
        "form": form,
        "calendar_feed": CalendarFeed.objects.filter(membership=request.membership).first(),
        "closed": closed,
        "is_paused": bool(schedule.paused_until and schedule.paused_until > today),
        "is_off": is_off,
        "zone": request.membership.zone,
        "now": now,
        "today": today,
        "coming": [] if is_off else upcoming(request, schedule, closed, now),
        "sent_today": sent_today(request.membership, today),
        "hour": dict(form.fields["hour"].choices).get(schedule.hour),
    }


def no_send_days(today):
    days = NoSendDay.objects.filter(date__range=(today, today + timedelta(NO_SEND_DAYS_SHOWN)))
    return dict(days.order_by("date").values_list("date", "label"))


def upcoming(request, schedule, closed, now):
    """The next days of this member, with the levels they may see."""
    weekly = is_weekly(deliveries_of([request.membership.pk])[request.membership.pk])
    rhythm = rhythm_of(schedule, request.membership.zone, is_weekly=weekly)
    led = Partnership.objects.active().led_by(request.membership)
    due = led.due_by(now.date() + timedelta(DAYS_SHOWN)).with_visible_levels(request.membership).order_by("due_on")
    levels = dict(InvestmentLevel.objects.values_list("score", "slug"))
    rows = due.values_list("stakeholder", "stakeholder__name", "initiative__name", "due_on", "visible_level")[:200]
    twice = {key for key, count in Counter(row[0] for row in rows).items() if count > 1}
    dues = [
        Due(f"{name}, {initiative}" if key in twice else name, due_on, levels.get(level, ""))
        for key, name, initiative, due_on, level in rows
    ]
    return coming(rhythm, closed, dues, now)


def sent_today(membership, today):
    """When today's digest left, or None."""
    digest = OutgoingMail.objects.filter(recipient=membership, kind=MailKind.DIGEST, for_date=today)
    return digest.filter(state=MailState.SENT).values_list("ended_at", flat=True).first()
