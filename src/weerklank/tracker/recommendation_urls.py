"""Public pages over everything."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
