"""What everybody may know of how children's words are read."""

from django.urls import path

from weerklank.moderation.views import policy

urlpatterns = [path("over/moderatie/", policy.policy, name="moderation-policy")]
