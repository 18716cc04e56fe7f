"""The workspace pages of this app, under /werk/."""

from django.urls import path

from weerklank.editions import converters  # noqa: F401  (registers the numbers in addresses)
from weerklank.findings import views

urlpatterns = [
    path("groepen/", views.consultation_list, name="findings-list"),
    path("groepen/groep/<row:pk>/", views.group_detail, name="findings-group"),
    path("groepen/groep/<row:pk>/eruit/", views.move_out, name="findings-move-out"),
    path("groepen/groep/<row:pk>/weg/", views.group_remove, name="findings-group-remove"),
    path("groepen/groep/<row:pk>/niet-gebruikt/", views.set_aside, name="findings-set-aside"),
    path("groepen/stelling/<uuid:pk>/", views.statement_from, name="findings-statement"),
    path("groepen/<slug:slug>/", views.arrange, name="findings-arrange"),
    path("groepen/<slug:slug>/nieuw/", views.group_new, name="findings-group-new"),
    path("groepen/<slug:slug>/erbij/", views.move_in, name="findings-move-in"),
    path("groepen/<slug:slug>/vaststellen/", views.settle, name="findings-settle"),
    path("groepen/<slug:slug>/telling/", views.counts, name="findings-counts"),
]
