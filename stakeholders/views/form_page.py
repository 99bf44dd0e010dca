"""A page that is a form: how it is read, and how it comes back when something is open."""

from http import HTTPStatus

from django.shortcuts import render

from coalition.districts.submissions import AlreadyDone, earlier_location, once
from coalition.lib.database.versioned import StaleVersion
from coalition.lib.pages.htmx import see_other
from stakeholders.forms.picker import FIND


def read_form(request, form_class, /, *, initial=None, **options):
    """Return the form: empty on GET, as typed after Find (which saves nothing), bound to the data on POST."""
    if request.method != "POST":
        return form_class(initial=initial, **options)
    form = form_class(request.POST, **options)
    if FIND not in request.POST:
        return form
    typed = {
        name: field.widget.value_from_datadict(request.POST, {}, form.add_prefix(name))
        for name, field in form.fields.items()
    }
    searching = form_class(initial=typed, **options)
    for name, field in form.fields.items():
        if hasattr(field.widget, "looks_for"):
            searching.fields[name].widget.looks_for = field.widget.looks_for
    return searching


def is_ready(form):
    """Tell whether the form was sent, is valid and has nothing left to ask."""
    return form.is_bound and form.is_valid() and not getattr(form, "open_question", None)


def save_once(request, form):
    """Save a form that creates, once however often it is sent; return where the result is, and the record if new."""
    try:
        with once(request) as submission:
            record = form.save()
            submission.location = record.get_absolute_url()
    except AlreadyDone as done:
        return done.location, None
    return submission.location, record


def save_current(form):
    """Save a form that changes a record; False where somebody else saved first, which the form then shows."""
    try:
        form.save()
    except StaleVersion:
        form.meet(type(form.instance)._default_manager.get(pk=form.instance.pk))
        return False
    return True


def form_page(request, form, *, title, submit, back, **more):
    """Show the form with what is open: 422 for what is to be corrected or answered, 409 for a stale edit.

    `back` is the address and the words of where the form came from. A form that was carried out before leads there.
    """
    location = earlier_location(request) if form.is_bound else None
    if location:
        return see_other(request, location)
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "back_url": back[0],
        "back_label": back[1],
        "last_change": newest_change(form) if is_stale(form) else None,
        "signed": newest_change(form) if has_history(form) else None,
        **more,
    }
    template = "stakeholders/_form.html" if request.htmx else "stakeholders/form.html"
    return render(request, template, context, status=status_of(form))


def status_of(form):
    if is_stale(form):
        return HTTPStatus.CONFLICT
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK


def is_stale(form):
    return getattr(form, "is_stale", False)


def has_history(form):
    """Tell whether the form changes a record whose changes are kept."""
    return hasattr(getattr(form, "instance", None), "history") and form.instance.pk is not None


def newest_change(form):
    """Return the history row of the change that came first, with its author."""
    return form.instance.history.select_related("history_user").order_by("-history_date", "-history_id").first()
