"""The public pages about figures."""

from django.urls import path

from weerklank.evidence import views

urlpatterns = [
    path("cijfers/", views.figures, name="evidence-figures"),
    path("cijfers.csv", views.figures_csv, name="evidence-figures-csv"),
    path("cijfers/<slug:code>/", views.figure, name="evidence-figure"),
    path("cijfers/<slug:code>.csv", views.figure_csv, name="evidence-figure-csv"),
]
