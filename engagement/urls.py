from django.urls import path

from engagement.views import (
    cadence_rule,
    gap,
    mail_hold,
    outgoing_mail,
    outreach_policy,
    reminder,
    season,
    today,
    touchpoint,
)

app_name = "engagement"
urlpatterns = [
    path("", today.today, name="today"),
    path("outreach/<slug:group>/", today.outreach_list, name="outreach-list"),
    path("gaps/<slug:gap>/", gap.gap_detail, name="gap-detail"),
    path("partnerships/<int:partnership>/touchpoints/", touchpoint.touchpoint_recent, name="touchpoint-recent"),
    path("partnerships/<int:partnership>/touchpoints/new/", touchpoint.touchpoint_new, name="touchpoint-new"),
    path("stakeholders/<int:stakeholder>/touchpoints/", touchpoint.touchpoint_list, name="touchpoint-list"),
    path("touchpoints/<int:touchpoint>/", touchpoint.touchpoint_detail, name="touchpoint-detail"),
    path("settings/rhythm/", cadence_rule.cadence_rule_list, name="cadence-rule-list"),
    path("settings/rhythm/usual/", cadence_rule.cadence_rule_reset, name="cadence-rule-reset"),
    path("settings/rhythm/notices/", outreach_policy.outreach_policy_edit, name="outreach-policy-edit"),
    path("settings/seasons/new/", season.season_new, name="season-new"),
    path("settings/seasons/<int:season>/removal/", season.season_remove, name="season-remove"),
    path("reminders/", reminder.reminder_settings, name="reminder-settings"),
    path("settings/mail/", mail_hold.hold_detail, name="hold-detail"),
    path("settings/mail/holds/new/", mail_hold.hold_new, name="hold-new"),
    path("settings/mail/release/", mail_hold.hold_release, name="hold-release"),
    path("settings/mail/discards/new/", mail_hold.hold_discard, name="hold-discard"),
    path("settings/mail/suppressions/<int:suppression>/lift/", mail_hold.suppression_lift, name="suppression-lift"),
    path("mail/", outgoing_mail.mail_list, name="mail-list"),
    path("mail/<uuid:mail>/", outgoing_mail.mail_detail, name="mail-detail"),
    path("mail/<uuid:mail>/letter/", outgoing_mail.mail_letter, name="mail-letter"),
    path("mail/<uuid:mail>/tries/new/", outgoing_mail.mail_try, name="mail-try"),
]
