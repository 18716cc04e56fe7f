"""The workspace pages of this app, under /werk/."""

from django.urls import path

from weerklank.editions import converters  # noqa: F401  (registers the numbers in addresses)
from weerklank.moderation.views import item, queue, safety, second

urlpatterns = [
    path("moderatie/", queue.queue, name="moderation-queue"),
    path("moderatie/tweede-blik/", second.second, name="moderation-second"),
    path("moderatie/tweede-blik/<row:pk>/", second.proposal, name="moderation-proposal"),
    path("moderatie/tweede-blik/<row:pk>/bevestigen/", second.confirm, name="moderation-proposal-confirm"),
    path("moderatie/tweede-blik/<row:pk>/terug/", second.give_back, name="moderation-proposal-return"),
    path("moderatie/bezwaar/<row:pk>/", second.appeal, name="moderation-appeal"),
    path("moderatie/<uuid:pk>/", item.item, name="moderation-item"),
    path("moderatie/<uuid:pk>/publiceren/", item.publish, name="moderation-publish"),
    path("moderatie/<uuid:pk>/aanpassen/", item.publish_edited, name="moderation-publish-edited"),
    path("moderatie/<uuid:pk>/woorden/", item.redact, name="moderation-redact"),
    path("moderatie/<uuid:pk>/terug/", item.unpublish, name="moderation-unpublish"),
    path("moderatie/<uuid:pk>/prive/", item.keep_private, name="moderation-keep-private"),
    path("moderatie/<uuid:pk>/niet/<slug:reason>/", second.decline, name="moderation-decline"),
    path("moderatie/<uuid:pk>/zorg/", item.hold, name="moderation-hold"),
    path("veiligheid/", safety.safety_list, name="moderation-safety"),
    path("veiligheid/<row:pk>/", safety.flag_item, name="moderation-flag"),
    path("veiligheid/<row:pk>/terug/", safety.flag_release, name="moderation-flag-release"),
]
