"""Every address of an installation."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("coalition.districts.urls")),
    path("d/<slug:district>/", include("engagement.urls")),
    path("d/<slug:district>/", include("stakeholders.urls")),
]
