from django.urls import include, path

from coalition.districts.views import (
    account,
    audit_entry,
    district,
    invitation,
    legal_hold,
    member,
    no_send_day,
    policy,
    private_ratings,
    respect_policy,
)

app_name = "districts"
in_settings = [
    path("members/", member.member_list, name="member-list"),
    path("members/<int:membership>/role/", member.member_change_role, name="member-change-role"),
    path("members/<int:membership>/off/", member.member_turn_off, name="member-turn-off"),
    path("members/<int:membership>/on/", member.member_turn_on, name="member-turn-on"),
    path("invitations/new/", invitation.invitation_new, name="invitation-new"),
    path("invitations/<int:invitation>/again/", invitation.invitation_again, name="invitation-again"),
    path(
        "invitations/<int:invitation>/withdrawal/",
        invitation.invitation_withdraw,
        name="invitation-withdraw",
    ),
    path("policies/", policy.policy_detail, name="policy-detail"),
    path("policies/district/", policy.policy_change_district, name="policy-change-district"),
    path("policies/respect/", respect_policy.respect_turn_on, name="policy-respect-on"),
    path("policies/respect/off/", respect_policy.respect_turn_off, name="policy-respect-off"),
    path("policies/private-ratings/", private_ratings.private_ratings_ask, name="private-ratings-ask"),
    path("policies/private-ratings/on/", private_ratings.private_ratings_turn_on, name="private-ratings-on"),
    path("policies/private-ratings/off/", private_ratings.private_ratings_turn_off, name="private-ratings-off"),
    path("policies/legal-hold/", legal_hold.legal_hold_place, name="policy-legal-hold"),
    path("policies/legal-hold/release/", legal_hold.legal_hold_release, name="policy-legal-hold-release"),
    path("no-send-days/new/", policy.no_send_day_add, name="no-send-day-new"),
    path("no-send-days/calendar/", no_send_day.no_send_day_read, name="no-send-day-read"),
    path("no-send-days/calendar/days/", no_send_day.no_send_day_keep, name="no-send-day-keep"),
    path("no-send-days/<int:no_send_day>/removal/", policy.no_send_day_remove, name="no-send-day-remove"),
    path("audit/", audit_entry.audit_entry_list, name="audit-entry-list"),
    path("audit/export/", audit_entry.audit_entry_export, name="audit-entry-export"),
]

urlpatterns = [
    path("", district.home, name="home"),
    path("districts/", district.district_list, name="district-list"),
    path("invitations/<str:token>/", invitation.invitation_accept, name="invitation-accept"),
    path("d/<slug:district>/account/", account.account, name="account"),
    path("d/<slug:district>/settings/", include(in_settings)),
]
