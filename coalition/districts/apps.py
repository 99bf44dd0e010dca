from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps

from coalition.lib.on_demand import load_late

# Security keys, which nobody here signs in with, and the cryptography they stand on; allauth imports them always.
SECURITY_KEYS = "allauth.mfa.webauthn.internal.auth"


class DistrictsConfig(AppConfig):
    default = True
    name = "coalition.districts"
    label = "districts"
    verbose_name = "Districts and members"

    def ready(self):
        load_late(SECURITY_KEYS)


class CoalitionAdminConfig(admin_apps.SimpleAdminConfig):
    """Django admin with the site of this project; what it shows is looked for by `coalition.admin_urls`."""

    default = False
    default_site = "coalition.districts.admin_site.CoalitionAdminSite"
