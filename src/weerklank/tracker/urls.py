"""The public pages over everything: the loop, the recommendations, and what the platform says of itself."""

from django.urls import path

from weerklank.editions import converters  # noqa: F401  (registers the numbers in addresses)
from weerklank.tracker.dialogue_urls import urlpatterns as dialogue
from weerklank.tracker.recommendation_urls import urlpatterns as recommendations
from weerklank.tracker.views import about, alerts, data, outcomes

urlpatterns = [
    *dialogue,
    *recommendations,
    path("aanbevelingen/weergave/<slug:key>/mail/", alerts.ask, name="tracker-alert-ask"),
    path("aanbevelingen/weergave/<slug:key>/mail/gevraagd/", alerts.asked, name="tracker-alert-asked"),
    path("post/<slug:secret>/", alerts.manage, name="tracker-alert-manage"),
    path("post/<slug:secret>/nooit/", alerts.never, name="tracker-alert-never"),
    path("post/<slug:secret>/af/", alerts.leave, name="tracker-alert-leave"),
    path("over/", about.about, name="tracker-about"),
    path("over/privacy/", about.privacy, name="tracker-privacy"),
    path("over/veiligheid/", about.safety, name="tracker-safety"),
    path("over/toegankelijkheid/", about.accessibility, name="tracker-accessibility"),
    path("over/werkwijze/", about.method, name="tracker-method"),
    path("data/", data.data, name="tracker-data"),
    path("data/codeboek/", data.codebook_page, name="tracker-codebook"),
    path("data/uitkomsten/", outcomes.outcome_list, name="tracker-outcomes"),
    path("data/uitkomst-<row:number>.json", outcomes.outcome, name="tracker-outcome"),
    path("data/weerklank.zip", data.latest, name="tracker-data-latest"),
    path("data/weerklank-<str:day>.zip", data.dump, name="tracker-data-dump"),
]
