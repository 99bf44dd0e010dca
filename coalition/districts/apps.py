from django.apps import AppConfig


class DistrictsConfig(AppConfig):
    name = "coalition.districts"
    label = "districts"
    verbose_name = "Districts and members"
