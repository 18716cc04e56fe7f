"""The public pages of this app."""

from django.urls import path

from weerklank.answers.views import back

urlpatterns = [path("terug/", back.back, name="answers-back")]
