from django.urls import path

from coalition.districts.views import district

app_name = "districts"
urlpatterns = [
    path("", district.home, name="home"),
    path("districts/", district.district_list, name="district-list"),
]
