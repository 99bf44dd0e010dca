"""Opens pages of Django admin as a superuser and sends their forms back."""

from django.test import Client
from django.urls import reverse

from tests.makers import make_user
from tests.walk.pages import Page


def superuser_browser():
    browser = Client()
    browser.force_login(make_user(is_staff=True, is_superuser=True))
    return browser


def address(model, page, *arguments):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def main_form(browser, url):
    """Return the form a page of admin is about, as it would be sent unchanged."""
    forms = Page(browser.get(url).content.decode(), url).forms
    return next(form for form in forms if form.method == "POST" and "logout" not in form.action)


def send(browser, url, **changes):
    """Send the form at `url` with `changes`; return the answer."""
    return browser.post(url, main_form(browser, url).data(**changes))


def errors(response):
    """Return all messages of a refused form, of its fields and of the record as a whole."""
    form = response.context["adminform"].form
    return [message for messages in form.errors.values() for message in messages]
