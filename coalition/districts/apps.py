from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class DistrictsConfig(AppConfig):
    default = True
    name = "coalition.districts"
    label = "districts"
    verbose_name = "Districts and members"


class CoalitionAdminConfig(admin_apps.AdminConfig):
    """Django admin with the site of this project."""

    default = False
    default_site = "coalition.districts.admin_site.CoalitionAdminSite"
