"""Signing in and out, and the organisations people speak for."""

from django.urls import path

from weerklank.accounts.views import organisations, signing

urlpatterns = [
    path("aanmelden/", signing.sign_in, name="sign-in"),
    path("afmelden/", signing.sign_out, name="sign-out"),
    path("organisaties/", organisations.organisation_list, name="accounts-organisations"),
    path("organisaties/lijst.csv", organisations.organisations_csv, name="accounts-organisations-csv"),
    path("organisaties/nieuw/", organisations.new, name="accounts-organisation-new"),
    path("organisaties/<slug:slug>/", organisations.organisation, name="accounts-organisation"),
    path("organisaties/<slug:slug>/verbeteren/", organisations.edit, name="accounts-organisation-edit"),
    path("organisaties/<slug:slug>/hernoemen/", organisations.rename, name="accounts-organisation-rename"),
    path("organisaties/<slug:slug>/beeindigen/", organisations.end, name="accounts-organisation-end"),
    path("organisaties/<slug:slug>/verwijderen/", organisations.delete, name="accounts-organisation-delete"),
]
