"""Every address of the platform. Other languages carry a prefix, Dutch has none; the workspace is Dutch."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

handler400 = "weerklank.web.errors.bad_request"
handler403 = "weerklank.web.errors.forbidden"
handler404 = "weerklank.web.errors.not_found"
handler500 = "weerklank.web.errors.broken"

_WORKSPACE = (
    "tracker",
    "briefings",
    "answers",
    "advices",
    "findings",
    "moderation",
    "participation",
    "editions",
    "rights",
    "accounts",
)
_PUBLIC = (
    "participation",
    "moderation",
    "answers",
    "briefings",
    "evidence",
    "editions",
    "advices.expecting",
    "tracker",
)

urlpatterns = [
    *(path("werk/", include(f"weerklank.{app}.work_urls")) for app in _WORKSPACE),
    # who writes at a table does so in Dutch, under one address, so that one script can keep all its pages
    path("tafel/", include("weerklank.advices.at_table.urls")),
    path("", include("weerklank.tracker.machine_urls")),
    *i18n_patterns(*(path("", include(f"weerklank.{app}.urls")) for app in _PUBLIC), prefix_default_language=False),
]
