from django.urls import path

from engagement.views import gap, outgoing_mail, reminder, today, touchpoint

app_name = "engagement"
urlpatterns = [
    path("", today.today, name="today"),
    path("outreach/<slug:group>/", today.outreach_list, name="outreach-list"),
    path("gaps/<slug:gap>/", gap.gap_detail, name="gap-detail"),
    path("partnerships/<int:partnership>/touchpoints/", touchpoint.touchpoint_recent, name="touchpoint-recent"),
    path("partnerships/<int:partnership>/touchpoints/new/", touchpoint.touchpoint_new, name="touchpoint-new"),
    path("stakeholders/<int:stakeholder>/touchpoints/", touchpoint.touchpoint_list, name="touchpoint-list"),
    path("touchpoints/<int:touchpoint>/", touchpoint.touchpoint_detail, name="touchpoint-detail"),
    path("reminders/", reminder.reminder_settings, name="reminder-settings"),
    path("mail/", outgoing_mail.mail_list, name="mail-list"),
    path("mail/<uuid:mail>/", outgoing_mail.mail_detail, name="mail-detail"),
    path("mail/<uuid:mail>/letter/", outgoing_mail.mail_letter, name="mail-letter"),
    path("mail/<uuid:mail>/tries/new/", outgoing_mail.mail_try, name="mail-try"),
]
