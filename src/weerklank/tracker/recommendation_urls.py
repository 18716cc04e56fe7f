"""Public pages over what the UN asked."""

from django.urls import path

from weerklank.tracker.views import limb, recommendations

urlpatterns = [
    path("aanbevelingen/", recommendations.recommendation_list, name="tracker-recommendations"),
    path("aanbevelingen/<slug:document>/", limb.document, name="tracker-recommendation-document"),
    path("aanbevelingen/<slug:document>/<slug:limb>/", limb.limb, name="tracker-recommendation"),
]
