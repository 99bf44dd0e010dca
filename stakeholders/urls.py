from django.urls import path

from stakeholders.views import initiative_choice

app_name = "stakeholders"
urlpatterns = [
    path("initiatives/choice/", initiative_choice.initiative_choose, name="initiative-choose"),
]
