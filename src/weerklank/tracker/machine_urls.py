"""What machines read: the API, health, and the well-known addresses. No language prefix."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
