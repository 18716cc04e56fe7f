"""The public pages of this app: signing up for the day of an edition."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
