from django.urls import path

from engagement.views import calendar_feed, unsubscribe

urlpatterns = [
    path("calendar/<str:token>.ics", calendar_feed.calendar, name="calendar"),
    path("unsubscribe/<str:token>/", unsubscribe.unsubscribe, name="unsubscribe"),
]
