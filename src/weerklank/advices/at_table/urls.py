"""The screens of a table, under /tafel/."""

from django.urls import path

from weerklank.advices.at_table.views import device

urlpatterns = [
    path("", device.open_table, name="table-open"),
    path("mijn/", device.screen, {"screen": "mijn"}, name="table-mine"),
    path("gezegd/", device.screen, {"screen": "gezegd"}, name="table-said"),
    path("notities/", device.screen, {"screen": "notities"}, name="table-notes"),
    path("advies/", device.screen, {"screen": "advies"}, name="table-advice"),
    path("terug/", device.screen, {"screen": "terug"}, name="table-read-back"),
    path("papier/", device.paper, name="table-paper"),
    path("doe/", device.press, name="table-press"),
    path("stand/", device.stand, name="table-stand"),
    path("stuur/", device.send, name="table-send"),
    path("klaar/", device.leave, name="table-leave"),
    path("werker.js", device.worker, name="table-worker"),
]
