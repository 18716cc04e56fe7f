"""The workspace pages of this app, under /werk/."""

from django.urls import path, register_converter

from weerklank.rights.converters import RowNumber
from weerklank.rights.views import editing, importing

register_converter(RowNumber, "rights_row")

urlpatterns = [
    path("aanbevelingen/", editing.worklist, name="rights-worklist"),
    path("aanbevelingen/themas-voorstellen/", editing.suggest_themes, name="rights-suggest-themes"),
    path("aanbevelingen/inlezen/", importing.imports, name="rights-imports"),
    path("aanbevelingen/inlezen/<rights_row:pk>/", importing.batch, name="rights-batch"),
    path("aanbevelingen/inlezen/<rights_row:pk>/uitvoeren/", importing.batch_run, name="rights-batch-run"),
    path("aanbevelingen/inlezen/<rights_row:pk>/verslag.csv", importing.batch_csv, name="rights-batch-csv"),
    path("aanbevelingen/<slug:document>/<slug:limb>/", editing.limb, name="rights-limb"),
    path("aanbevelingen/<slug:document>/<slug:limb>/afgeleid/", editing.limb_decide, name="rights-limb-decide"),
    path(
        "aanbevelingen/<slug:document>/<slug:limb>/verantwoordelijke/<rights_row:pk>/terug/",
        editing.limb_take_back,
        name="rights-limb-take-back",
    ),
    path("aanbevelingen/<slug:document>/<slug:limb>/<slug:deed>/", editing.limb_deed, name="rights-limb-deed"),
]
