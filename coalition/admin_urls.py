"""The addresses of the back room, and what it shows, loaded when somebody enters: few workers ever serve it."""

from django.contrib import admin

admin.autodiscover()

urlpatterns = admin.site.urls[0]
