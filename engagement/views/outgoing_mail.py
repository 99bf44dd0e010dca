"""What was sent, and what was not: each mail with what became of it, and the letter itself where it is kept here."""

from csp.decorators import csp
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from coalition.districts.access import district_view
from coalition.lib.mail import mail_folder
from coalition.lib.pages.htmx import see_other, toast
from engagement.enums import MailKind
from engagement.forms.outgoing_mail import MailFilterForm
from engagement.models import OutgoingMail
from engagement.reminders import again
from engagement.reminders.holding import is_held

PAGE = 50


@require_safe
@district_view("view")
def mail_list(request):
    """The mails of the reader, or for leads those of the district, newest first."""
    form = MailFilterForm(request.GET, membership=request.membership, now=timezone.now())
    mails = form.mails(OutgoingMail.objects.all())
    shown = older_than(form.in_state(mails), form.cleaned_data.get("before")).newest_first()
    rows = list(shown.select_related("recipient__user", "partnership__stakeholder", "invitation")[: PAGE + 1])
    counts = form.counts(mails)
    context = {
        "form": form,
        "mails": rows[:PAGE],
        "counts": counts,
        "states": [(value, label, count, address(request, state=value)) for value, label, count in form.states(counts)],
        "next_url": address(request, before=rows[PAGE - 1].pk) if len(rows) > PAGE else "",
        "first_url": address(request) if form.cleaned_data.get("before") else "",
        "is_folder": mail_folder.is_used(),
        "sees_everyone": request.membership.may("lead"),
        "zone": request.membership.zone,
    }
    return render(request, "engagement/outgoing_mail/list.html", context)


def older_than(mails, pk):
    """Those listed after the one with `pk`, so that a page holds still while new mail comes."""
    last = OutgoingMail.objects.filter(pk=pk).first() if pk else None
    return mails.filter(Q(due_at__lt=last.due_at) | Q(due_at=last.due_at, pk__lt=last.pk)) if last else mails


def address(request, **extra):
    """The address of this list with the same filters."""
    query = request.GET.copy()
    query.pop("before", None)
    for name, value in extra.items():
        query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path


@require_safe
@district_view("view")
def mail_detail(request, mail):
    """One mail: when, to whom, each try, and the letter where it is kept here and the reader may read it."""
    mail = find_mail(request, mail)
    letter = kept_letter(request, mail)
    context = {
        "mail": mail,
        "tries": mail.tries.all(),
        "text": letter.get_body(("plain",)).get_content() if letter else "",
        "letter": letter,
        "zone": request.membership.zone,
    }
    return render(request, "engagement/outgoing_mail/detail.html", context)


@require_safe
@district_view("view")
@csp({"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "sandbox": ["allow-top-navigation"]})
def mail_letter(request, mail):
    """The letter as a mail program shows it, in a page of its own that may do nothing but follow links."""
    mail = find_mail(request, mail)
    letter = kept_letter(request, mail)
    if letter is None:
        return redirect(mail)
    return HttpResponse(letter.get_body(("html",)).get_content())


def find_mail(request, key):
    found = OutgoingMail.objects.for_reader(request.membership)
    return get_object_or_404(found.select_related("recipient__user", "partnership__stakeholder", "invitation"), pk=key)


def kept_letter(request, mail):
    """The letter, for the person it was written to and for administrators; None where it is not kept here.

    One that leads to a new password is shown to nobody: whoever reads it could take the account.
    """
    if mail.kind == MailKind.SIGN_IN:
        return None
    is_reader = mail.recipient_id == request.membership.pk or request.membership.may("administer")
    return mail_folder.kept(mail.message_id) if is_reader and mail_folder.is_used() else None


@require_POST
@district_view("view")
def mail_try(request, mail):
    """Make a mail that failed, or waits for another try, due now."""
    mail = find_mail(request, mail)
    response = see_other(request, mail)
    if not again.try_again(mail, by=request.membership, now=timezone.now()):
        return toast(request, response, "This mail needs no other try.")
    if is_held(request.district):
        return toast(request, response, "It is tried again once mail is released.")
    return toast(request, response, "It is tried again within a minute.")
