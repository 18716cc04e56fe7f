"""The workspace pages of this app, under /werk/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
