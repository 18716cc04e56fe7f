"""Public pages over what the UN asked."""

from django.urls import path

from weerklank.tracker.views import limb, recommendations

urlpatterns = [
    path("aanbevelingen/", recommendations.recommendation_list, name="tracker-recommendations"),
    path("aanbevelingen/weergave/", recommendations.saved_view_new, name="tracker-saved-view-new"),
    path("aanbevelingen/weergave/<slug:key>/", recommendations.saved_view, name="tracker-saved-view"),
    path("aanbevelingen/<slug:document>/", limb.document, name="tracker-recommendation-document"),
    path("aanbevelingen/<slug:document>/<slug:limb>/", limb.limb, name="tracker-recommendation"),
]
