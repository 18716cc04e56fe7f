"""What an adult opens with an own link, beside the registration for the day."""

from django.urls import path

from weerklank.advices.expecting import views

_OWN = "dialoog/<slug:slug>/verwacht/<slug:secret>/"

urlpatterns = [
    path(_OWN, views.themes, name="advices-expect"),
    path(f"{_OWN}<int:theme_id>/", views.theme, name="advices-expect-theme"),
]
