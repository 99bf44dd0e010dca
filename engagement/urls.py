from django.urls import path

from engagement.views import gap, today, touchpoint

app_name = "engagement"
urlpatterns = [
    path("", today.today, name="today"),
    path("outreach/<slug:group>/", today.outreach_list, name="outreach-list"),
    path("gaps/<slug:gap>/", gap.gap_detail, name="gap-detail"),
    path("partnerships/<int:partnership>/touchpoints/", touchpoint.touchpoint_recent, name="touchpoint-recent"),
    path("partnerships/<int:partnership>/touchpoints/new/", touchpoint.touchpoint_new, name="touchpoint-new"),
    path("stakeholders/<int:stakeholder>/touchpoints/", touchpoint.touchpoint_list, name="touchpoint-list"),
    path("touchpoints/<int:touchpoint>/", touchpoint.touchpoint_detail, name="touchpoint-detail"),
]
