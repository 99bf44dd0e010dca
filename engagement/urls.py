"""Addresses of plans, outreach and reminders, below /d/<district>/."""

from django.urls import include, path

from engagement.views import (
    activity,
    activity_completion,
    activity_role,
    ask,
    cadence_rule,
    calendar_feed,
    capacity,
    erasure,
    gap,
    handover,
    leave,
    mail_hold,
    matter,
    milestone,
    momentum,
    outgoing_mail,
    outreach_policy,
    plan,
    plan_export,
    plan_template,
    reminder,
    retention,
    season,
    snooze,
    today,
    touchpoint,
)

app_name = "engagement"
of_partnership = [
    path("touchpoints/", touchpoint.touchpoint_recent, name="touchpoint-recent"),
    path("touchpoints/new/", touchpoint.touchpoint_new, name="touchpoint-new"),
    path("later/", snooze.snooze_new, name="snooze-new"),
    path("handovers/new/", handover.handover_new, name="handover-new"),
    path("asks/new/", ask.ask_new, name="ask-new"),
]

rhythm = [
    path("", cadence_rule.cadence_rule_list, name="cadence-rule-list"),
    path("usual/", cadence_rule.cadence_rule_reset, name="cadence-rule-reset"),
    path("notices/", outreach_policy.outreach_policy_edit, name="outreach-policy-edit"),
]

mail_settings = [
    path("", mail_hold.hold_detail, name="hold-detail"),
    path("holds/new/", mail_hold.hold_new, name="hold-new"),
    path("release/", mail_hold.hold_release, name="hold-release"),
    path("discards/new/", mail_hold.hold_discard, name="hold-discard"),
    path("suppressions/<int:suppression>/lift/", mail_hold.suppression_lift, name="suppression-lift"),
]

in_settings = [
    path("rhythm/", include(rhythm)),
    path("seasons/new/", season.season_new, name="season-new"),
    path("seasons/<int:season>/removal/", season.season_remove, name="season-remove"),
    path("mail/", include(mail_settings)),
    path("retention/", retention.retention_edit, name="retention-edit"),
]

also = [
    path("", matter.matter_list, name="matter-list"),
    path("<slug:matter_kind>/<int:about>/later/", matter.matter_snooze, name="matter-snooze"),
    path("<slug:matter_kind>/<int:about>/now/", matter.matter_resume, name="matter-resume"),
]

of_mail = [
    path("", outgoing_mail.mail_detail, name="mail-detail"),
    path("letter/", outgoing_mail.mail_letter, name="mail-letter"),
    path("tries/new/", outgoing_mail.mail_try, name="mail-try"),
]

mail = [
    path("", outgoing_mail.mail_list, name="mail-list"),
    path("<uuid:mail>/", include(of_mail)),
]

plans = [
    path("", plan.plan_detail, name="plan-detail"),
    path("edit/", plan.plan_edit, name="plan-edit"),
    path("template/", plan_template.plan_template_apply, name="plan-template-apply"),
    path("hours/", capacity.capacity_edit, name="capacity-edit"),
    path("shares/", capacity.share_list, name="share-list"),
]

of_initiative = [
    path("plan/", include(plans)),
    path("plan.xlsx", plan_export.plan_xlsx, name="plan-xlsx"),
    path("plan.csv", plan_export.plan_csv, name="plan-csv"),
    path("plan.pdf", plan_export.plan_pdf, name="plan-pdf"),
    path("plan.ics", plan_export.plan_ics, name="plan-ics"),
    path("activities/new/", activity.activity_new, name="activity-new"),
    path("milestones/new/", milestone.milestone_new, name="milestone-new"),
    path("momentum/", momentum.momentum_detail, name="momentum-detail"),
    path("asks/", ask.ask_list, name="ask-list"),
    path("asks/new/", ask.ask_somebody, name="ask-somebody"),
]

of_activity = [
    path("", activity.activity_detail, name="activity-detail"),
    path("edit/", activity.activity_edit, name="activity-edit"),
    path("move/", activity.activity_move, name="activity-move"),
    path("roles/", activity_role.activity_roles, name="activity-roles"),
    path("copy/", activity.activity_copy, name="activity-copy"),
    path("removal/", activity.activity_remove, name="activity-remove"),
    path("restoration/", activity.activity_restore, name="activity-restore"),
    path("completion/", activity_completion.activity_complete, name="activity-complete"),
    path("reopening/", activity_completion.activity_reopen, name="activity-reopen"),
]

of_milestone = [
    path("edit/", milestone.milestone_edit, name="milestone-edit"),
    path("removal/", milestone.milestone_remove, name="milestone-remove"),
    path("restoration/", milestone.milestone_restore, name="milestone-restore"),
]

of_ask = [
    path("edit/", ask.ask_edit, name="ask-edit"),
    path("answer/", ask.ask_answer, name="ask-answer"),
    path("removal/", ask.ask_remove, name="ask-remove"),
    path("restoration/", ask.ask_restore, name="ask-restore"),
]

urlpatterns = [
    path("", today.today, name="today"),
    path("outreach/<slug:group>/", today.outreach_list, name="outreach-list"),
    path("gaps/<slug:gap>/", gap.gap_detail, name="gap-detail"),
    path("partnerships/<int:partnership>/", include(of_partnership)),
    path("stakeholders/<int:stakeholder>/touchpoints/", touchpoint.touchpoint_list, name="touchpoint-list"),
    path("touchpoints/<int:touchpoint>/", touchpoint.touchpoint_detail, name="touchpoint-detail"),
    path("settings/", include(in_settings)),
    path("also/", include(also)),
    path("away/", leave.leave_list, name="leave-list"),
    path("away/<int:leave>/end/", leave.leave_end, name="leave-end"),
    path("reminders/", reminder.reminder_settings, name="reminder-settings"),
    path("calendar/new/", calendar_feed.calendar_feed_new, name="calendar-feed-new"),
    path("calendar/end/", calendar_feed.calendar_feed_end, name="calendar-feed-end"),
    path("mail/", include(mail)),
    path("initiatives/<int:initiative>/", include(of_initiative)),
    path("activities/<int:activity>/", include(of_activity)),
    path("milestones/<int:milestone>/", include(of_milestone)),
    path("stakeholders/<int:stakeholder>/erasure/new/", erasure.erasure_new, name="erasure-new"),
    path("stakeholders/<int:stakeholder>/asks/", ask.ask_of_stakeholder, name="ask-of-stakeholder"),
    path("asks/<int:ask>/", include(of_ask)),
]
