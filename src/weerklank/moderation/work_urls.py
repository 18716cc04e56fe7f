"""The workspace pages of this app, under /werk/."""

from django.urls import path

from weerklank.editions import converters  # noqa: F401  (registers the numbers in addresses)
from weerklank.moderation import views

urlpatterns = [
    path("moderatie/", views.queue, name="moderation-queue"),
    path("moderatie/<uuid:pk>/", views.item, name="moderation-item"),
    path("moderatie/<uuid:pk>/publiceren/", views.publish, name="moderation-publish"),
    path("moderatie/<uuid:pk>/aanpassen/", views.publish_edited, name="moderation-publish-edited"),
    path("moderatie/<uuid:pk>/terug/", views.unpublish, name="moderation-unpublish"),
    path("moderatie/<uuid:pk>/prive/", views.keep_private, name="moderation-keep-private"),
    path("moderatie/<uuid:pk>/niet/<slug:reason>/", views.decline, name="moderation-decline"),
    path("moderatie/<uuid:pk>/zorg/", views.hold, name="moderation-hold"),
    path("veiligheid/", views.safety_list, name="moderation-safety"),
    path("veiligheid/<row:pk>/", views.flag_item, name="moderation-flag"),
    path("veiligheid/<row:pk>/terug/", views.flag_release, name="moderation-flag-release"),
]
