"""The workspace's first page, and the log of what was done."""

from django.urls import path

from weerklank.tracker.views import work

urlpatterns = [
    path("", work.home, name="work-home"),
    path("vormgeving/<slug:room>/", work.look, name="work-look"),
    path("logboek/", work.log, name="work-log"),
]
