"""What machines read: the API, health, and the well-known addresses. No language prefix."""

from django.urls import path

from weerklank.tracker import api
from weerklank.tracker.views import machine

urlpatterns = [
    path("api/v1/", api.routes()),
    path("gezond/", machine.health, name="tracker-health"),
    path(".well-known/security.txt", machine.security_txt, name="tracker-security-txt"),
    path("robots.txt", machine.robots_txt, name="tracker-robots-txt"),
]
