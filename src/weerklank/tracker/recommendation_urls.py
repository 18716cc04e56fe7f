"""Public pages over what the UN asked."""

from django.urls import path

from weerklank.tracker.views import changes, compare, limb, recommendations, todo

# the words before a document's symbol are taken: no symbol of the UN is one word
urlpatterns = [
    path("aanbevelingen/", recommendations.recommendation_list, name="tracker-recommendations"),
    path("aanbevelingen/herhaald/", compare.repeated, name="tracker-recommendations-repeated"),
    path("aanbevelingen/vergelijk/", compare.compare, name="tracker-recommendations-compared"),
    path("aanbevelingen/veranderd/", changes.changed, name="tracker-recommendations-changed"),
    path("aanbevelingen/veranderd/feed/", changes.feed, name="tracker-recommendations-changed-feed"),
    path("aanbevelingen/wie/", todo.body_list, name="tracker-recommendation-bodies"),
    path("aanbevelingen/wie/<slug:body>/", todo.body, name="tracker-recommendation-body"),
    path("aanbevelingen/weergave/", recommendations.saved_view_new, name="tracker-saved-view-new"),
    path("aanbevelingen/weergave/<slug:key>/", recommendations.saved_view, name="tracker-saved-view"),
    path("aanbevelingen/<slug:document>/", limb.document, name="tracker-recommendation-document"),
    path("aanbevelingen/<slug:document>/<slug:limb>/", limb.limb, name="tracker-recommendation"),
]
