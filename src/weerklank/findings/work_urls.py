"""The workspace pages of this app, under /werk/."""

from django.urls import path

from weerklank.editions import converters  # noqa: F401  (registers the numbers in addresses)
from weerklank.findings.views import arranging, making, objections, runs, signs, suggesting, translating

urlpatterns = [
    path("groepen/", arranging.consultation_list, name="findings-list"),
    path("groepen/groep/<row:pk>/", arranging.group_detail, name="findings-group"),
    path("groepen/groep/<row:pk>/eruit/", arranging.move_out, name="findings-move-out"),
    path("groepen/groep/<row:pk>/weg/", arranging.group_remove, name="findings-group-remove"),
    path("groepen/groep/<row:pk>/niet-gebruikt/", arranging.set_aside, name="findings-set-aside"),
    path("groepen/groep/<row:pk>/vertaling/<slug:language>/", translating.group_text, name="findings-group-text"),
    path("groepen/inbreng/<uuid:pk>/nederlands/", translating.words_in_dutch, name="findings-words-in-dutch"),
    path("groepen/stelling/<uuid:pk>/", arranging.statement_from, name="findings-statement"),
    path("bezwaren/", objections.objection_list, name="findings-objections"),
    path("bezwaren/<uuid:pk>/", objections.objection_detail, name="findings-objection"),
    path("groepen/<slug:slug>/", arranging.arrange, name="findings-arrange"),
    path("groepen/<slug:slug>/nieuw/", arranging.group_new, name="findings-group-new"),
    path("groepen/<slug:slug>/erbij/", arranging.move_in, name="findings-move-in"),
    path("groepen/<slug:slug>/vaststellen/", arranging.settle, name="findings-settle"),
    path("groepen/<slug:slug>/voorstellen/", suggesting.suggestions, name="findings-suggestions"),
    path("groepen/<slug:slug>/voorstellen/samen/", suggesting.together, name="findings-together"),
    path("groepen/<slug:slug>/telling/", runs.run_list, name="findings-counts"),
    path("uitkomsten/", runs.outcome_list, name="findings-outcomes"),
    path("telling/bezig/<row:pk>/", making.making, name="findings-making"),
    path("telling/bezig/<row:pk>/stap/", making.making_step, name="findings-making-step"),
    path("telling/<row:pk>/", runs.run_detail, name="findings-run"),
    path("telling/<row:pk>/stellingen/", runs.statements, name="findings-run-statements"),
    path("telling/<row:pk>/tekenen/", signs.signs, name="findings-run-signs"),
    path("telling/<row:pk>/tekenen/besluit/", signs.decide, name="findings-run-decide"),
    path("telling/<row:pk>/meedoen/", runs.taking_part, name="findings-run-taking-part"),
    path("telling/<row:pk>/verslag.json", runs.report, name="findings-run-report"),
    path("telling/<row:pk>/voordragen/", runs.propose, name="findings-run-propose"),
    path("telling/<row:pk>/openbaar/", runs.publish, name="findings-run-publish"),
]
