from django.urls import path

from engagement.views import bounce, calendar_feed, matter_by_mail, snooze_by_mail, unsubscribe

urlpatterns = [
    path("hooks/bounces/", bounce.bounce_hook, name="bounce-hook"),
    path("calendar/<str:token>.ics", calendar_feed.calendar, name="calendar"),
    path("mail/<str:token>/later/<int:partnership>/", snooze_by_mail.mail_snooze, name="mail-snooze"),
    path(
        "mail/<str:token>/later/<slug:matter_kind>/<int:about>/",
        matter_by_mail.mail_matter_snooze,
        name="mail-matter-snooze",
    ),
    path("unsubscribe/<str:token>/", unsubscribe.unsubscribe, name="unsubscribe"),
]
