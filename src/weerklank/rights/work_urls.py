"""The workspace pages of this app, under /werk/."""

from django.urls import path, register_converter

from weerklank.rights.converters import RowNumber
from weerklank.rights.views import concepts, duties, editing, importing, incoming, rounds, wordings

register_converter(RowNumber, "rights_row")

urlpatterns = [
    path("aanbevelingen/", editing.worklist, name="rights-worklist"),
    path("aanbevelingen/lijst.csv", editing.worklist_csv, name="rights-worklist-csv"),
    path("aanbevelingen/themas-voorstellen/", editing.suggest_themes, name="rights-suggest-themes"),
    path("aanbevelingen/inlezen/", importing.imports, name="rights-imports"),
    path("aanbevelingen/inlezen/<rights_row:pk>/", importing.batch, name="rights-batch"),
    path("aanbevelingen/inlezen/<rights_row:pk>/uitvoeren/", importing.batch_run, name="rights-batch-run"),
    path("aanbevelingen/inlezen/<rights_row:pk>/verslag.csv", importing.batch_csv, name="rights-batch-csv"),
    path("aanbevelingen/inlezen/plakken/", importing.paste, name="rights-paste"),
    path("aanbevelingen/inlezen/kolommen/<slug:seal>/", importing.columns, name="rights-import-columns"),
    path("aanbevelingen/gewijzigd/", incoming.changed, name="rights-changes"),
    path("aanbevelingen/gewijzigd/lijst.csv", incoming.changed_csv, name="rights-changes-csv"),
    path("aanbevelingen/gewijzigd/<rights_row:pk>/", incoming.change, name="rights-change"),
    path("aanbevelingen/gewijzigd/<rights_row:pk>/<slug:deed>/", incoming.change_decide, name="rights-change-decide"),
    path("aanbevelingen/vergelijken/", incoming.compare_documents, name="rights-compare-documents"),
    path("aanbevelingen/vergelijken/<slug:document>/", incoming.compare, name="rights-compare"),
    path("aanbevelingen/vergelijken/<slug:document>/lijst.docx", incoming.thematic_list, name="rights-thematic-list"),
    path("aanbevelingen/alinea/<rights_row:pk>/", incoming.paragraph, name="rights-paragraph"),
    path(
        "aanbevelingen/alinea/<rights_row:pk>/<slug:deed>/<rights_row:limb>/",
        incoming.paragraph_mend,
        name="rights-paragraph-mend",
    ),
    path("aanbevelingen/<slug:document>/<slug:limb>/", editing.limb, name="rights-limb"),
    path("aanbevelingen/<slug:document>/<slug:limb>/afgeleid/", editing.limb_decide, name="rights-limb-decide"),
    path(
        "aanbevelingen/<slug:document>/<slug:limb>/verantwoordelijke/<rights_row:pk>/terug/",
        editing.limb_take_back,
        name="rights-limb-take-back",
    ),
    path(
        "aanbevelingen/<slug:document>/<slug:limb>/verantwoordelijke/<rights_row:pk>/beeindigen/",
        rounds.end_responsible,
        name="rights-limb-end-responsible",
    ),
    path(
        "aanbevelingen/<slug:document>/<slug:limb>/eerder/<rights_row:pk>/",
        rounds.relation,
        name="rights-limb-relation",
    ),
    path(
        "aanbevelingen/<slug:document>/<slug:limb>/eerder/<rights_row:pk>/bevestigen/",
        rounds.relation_confirm,
        name="rights-limb-relation-confirm",
    ),
    path(
        "aanbevelingen/<slug:document>/<slug:limb>/eerder/<rights_row:pk>/terug/",
        rounds.relation_take_back,
        name="rights-limb-relation-take-back",
    ),
    path(
        "aanbevelingen/<slug:document>/<slug:limb>/niet-herhaald/<rights_row:pk>/terug/",
        rounds.dropped_take_back,
        name="rights-limb-dropped-take-back",
    ),
    path("aanbevelingen/<slug:document>/<slug:limb>/opvolgen/", rounds.supersede, name="rights-limb-supersede"),
    path("aanbevelingen/<slug:document>/<slug:limb>/teksten/<slug:kind>/", wordings.kind, name="rights-limb-kind"),
    path(
        "aanbevelingen/<slug:document>/<slug:limb>/teksten/<slug:kind>/<rights_row:pk>/<slug:deed>/",
        wordings.kind_deed,
        name="rights-limb-kind-deed",
    ),
    path("aanbevelingen/<slug:document>/<slug:limb>/<slug:deed>/", editing.limb_deed, name="rights-limb-deed"),
    path("teksten/", wordings.texts, name="rights-texts"),
    path("teksten/lijst.csv", wordings.texts_csv, name="rights-texts-csv"),
    path("verantwoordelijk/", duties.ours, name="rights-ours"),
    path("verantwoordelijk/lijst.csv", duties.ours_csv, name="rights-ours-csv"),
    path("verantwoordelijk/<rights_row:pk>/", duties.one, name="rights-our-one"),
    path("begrippen/", concepts.concepts, name="rights-concepts"),
    path("begrippen/lijst.csv", concepts.concepts_csv, name="rights-concepts-csv"),
    path("begrippen/<rights_row:pk>/", concepts.concept, name="rights-concept"),
]
