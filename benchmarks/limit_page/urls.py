from django.urls import path

from benchmarks.limit_page.views import limit_page

urlpatterns = [path("", limit_page, name="limit-page")]
