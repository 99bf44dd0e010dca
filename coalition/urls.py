"""Every address of an installation."""

from django.urls import include, path

from coalition.districts.middleware import ADMIN
from coalition.districts.views.email_address import email_address
from coalition.health import healthz, readyz
from coalition.lib.pages.late_addresses import LateAddresses

handler500 = "coalition.failures.failed"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    LateAddresses(ADMIN, "coalition.admin_urls", "admin"),
    path("accounts/email/", email_address, name="account_email"),
    path("accounts/", include("allauth.urls")),
    path("", include("coalition.districts.urls")),
    path("", include("engagement.public_urls")),
    path("d/<slug:district>/", include("engagement.urls")),
    path("d/<slug:district>/", include("stakeholders.urls")),
]
