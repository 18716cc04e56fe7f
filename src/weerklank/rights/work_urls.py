"""The workspace pages of this app, under /werk/."""

from django.urls import path, register_converter

from weerklank.rights import views
from weerklank.rights.converters import RowNumber

register_converter(RowNumber, "rights_row")

urlpatterns = [
    path("aanbevelingen/", views.worklist, name="rights-worklist"),
    path("aanbevelingen/themas-voorstellen/", views.suggest_themes, name="rights-suggest-themes"),
    path("aanbevelingen/inlezen/", views.imports, name="rights-imports"),
    path("aanbevelingen/inlezen/<rights_row:pk>/", views.batch, name="rights-batch"),
    path("aanbevelingen/inlezen/<rights_row:pk>/uitvoeren/", views.batch_run, name="rights-batch-run"),
    path("aanbevelingen/inlezen/<rights_row:pk>/verslag.csv", views.batch_csv, name="rights-batch-csv"),
    path("aanbevelingen/<slug:document>/<slug:limb>/", views.limb, name="rights-limb"),
    path("aanbevelingen/<slug:document>/<slug:limb>/afgeleid/", views.limb_decide, name="rights-limb-decide"),
    path(
        "aanbevelingen/<slug:document>/<slug:limb>/verantwoordelijke/<rights_row:pk>/terug/",
        views.limb_take_back,
        name="rights-limb-take-back",
    ),
    path("aanbevelingen/<slug:document>/<slug:limb>/<slug:deed>/", views.limb_deed, name="rights-limb-deed"),
]
