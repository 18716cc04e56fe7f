"""The workspace pages of this app, under /werk/."""

from django.urls import path

from weerklank.editions import converters, views  # noqa: F401  (converters: registers the numbers in addresses)

urlpatterns = [
    path("edities/", views.edition_list, name="editions-list"),
    path("edities/<slug:slug>/", views.edition_detail, name="editions-detail"),
    path("edities/<slug:slug>/stap/", views.edition_advance, name="editions-advance"),
    path("edities/<slug:slug>/wijzigen/", views.edition_change, name="editions-change"),
    path("edities/<slug:slug>/rollen/", views.edition_roles, name="editions-roles"),
    path("edities/<slug:slug>/rollen/<row:pk>/intrekken/", views.edition_role_withdraw, name="editions-role-withdraw"),
]
