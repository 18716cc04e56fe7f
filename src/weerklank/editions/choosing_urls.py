"""The organiser's pages of the draw and the table plan, under /werk/edities/."""

from django.urls import path

from weerklank.editions.views import choosing, moving, seating

_DRAW, _PLAN = "edities/<slug:slug>/loting/", "edities/<slug:slug>/tafelplan/"

urlpatterns = [
    path(_DRAW, choosing.selection_list, name="editions-selections"),
    path(f"{_DRAW}<row:number>/", choosing.selection, name="editions-selection"),
    path(f"{_DRAW}<row:number>/stap/", choosing.selection_step, name="editions-selection-step"),
    path(f"{_DRAW}<row:number>/volledig.json", choosing.selection_file, name="editions-selection-file"),
    path(f"{_DRAW}<row:number>/vervangen/<row:drawn>/", choosing.selection_replace, name="editions-selection-replace"),
    path(_PLAN, seating.seating_list, name="editions-seatings"),
    path(f"{_PLAN}tafels/", moving.seating_offers, name="editions-seating-offers"),
    path(f"{_PLAN}nodig/", moving.seating_needs, name="editions-seating-needs"),
    path(f"{_PLAN}<row:number>/", seating.seating, name="editions-seating"),
    path(f"{_PLAN}<row:number>/stap/", seating.seating_step, name="editions-seating-step"),
    path(f"{_PLAN}<row:number>/verplaatsen/", moving.seating_move, name="editions-seating-move"),
    path(f"{_PLAN}<row:number>/vastzetten/", moving.seating_pin, name="editions-seating-pin"),
    path(f"{_PLAN}<row:number>/wie-er-is/", moving.seating_reseat, name="editions-seating-reseat"),
]
