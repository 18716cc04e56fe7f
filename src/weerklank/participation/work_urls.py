"""The workspace pages of this app, under /werk/."""

from django.urls import path

from weerklank.editions import converters  # noqa: F401  (registers the numbers in addresses)
from weerklank.participation.views import coverage, entry_points, panel, paper, staff, teacher_address, translators

urlpatterns = [
    path("vertalen/", translators.texts, name="participation-translators"),
    path("vertalen/woorden/<slug:language>.po", translators.words, name="participation-translators-file"),
    path(
        "vertalen/stellingen/<row:pk>/<slug:language>/",
        translators.statement,
        name="participation-translators-statement",
    ),
    path("panel/", panel.questions, name="participation-panel"),
    path("panel/<slug:slug>/", panel.say, name="participation-panel-say"),
    path("raadplegingen/", staff.consultation_list, name="participation-consultations"),
    path("raadplegingen/nieuw/", staff.consultation_new, name="participation-consultation-new"),
    path("raadplegingen/<slug:slug>/", staff.consultation_detail, name="participation-consultation"),
    path("raadplegingen/<slug:slug>/wijzigen/", staff.consultation_change, name="participation-consultation-change"),
    path("raadplegingen/<slug:slug>/klopt/", staff.consultation_confirm, name="participation-consultation-confirm"),
    path("raadplegingen/<slug:slug>/langer/", staff.consultation_extend, name="participation-consultation-extend"),
    path("raadplegingen/<slug:slug>/stap/", staff.consultation_move, name="participation-consultation-move"),
    path(
        "raadplegingen/<slug:slug>/talen/<slug:language>/",
        staff.consultation_translate,
        name="participation-translation",
    ),
    path("raadplegingen/<slug:slug>/stellingen/", staff.statement_list, name="participation-statements"),
    path("raadplegingen/<slug:slug>/wie-missen-we/", coverage.coverage, name="participation-coverage"),
    path("raadplegingen/<slug:slug>/toegangen/", entry_points.listed, name="participation-entry-points"),
    path("stellingen/<row:pk>/", staff.statement_change, name="participation-statement"),
    path("stellingen/<row:pk>/stap/", staff.statement_move, name="participation-statement-move"),
    path("papier/", paper.batches, name="participation-paper"),
    path("papier/<row:pk>/", paper.card_entry, name="participation-paper-entry"),
    path("toegangen/<row:pk>/adres/", teacher_address.give, name="participation-entry-point-address"),
    path("toegangen/<row:pk>/blad/", entry_points.sheet, name="participation-entry-point-sheet"),
    path("toegangen/<row:pk>/meer/", entry_points.more_places, name="participation-entry-point-raise"),
    path("toegangen/<row:pk>/einde/", entry_points.end, name="participation-entry-point-end"),
]
