"""The loop for everybody: its state today, themes, editions, advices and promises."""

from __future__ import annotations

from django.urls import path

from weerklank.editions import converters  # noqa: F401  (registers the numbers in addresses)
from weerklank.tracker.views import (
    actions,
    advices,
    answering,
    commitments,
    dialogue,
    feeds,
    home,
    programme,
    said,
    themes,
)

urlpatterns = [
    path("", home.home, name="tracker-home"),
    path("themas/", themes.themes, name="tracker-themes"),
    path("themas/<slug:slug>/", themes.theme, name="tracker-theme"),
    path("dialoog/", dialogue.editions, name="tracker-editions"),
    path("dialoog/<slug:slug>/", dialogue.edition, name="tracker-edition"),
    path("dialoog/<slug:slug>/kalender.ics", programme.phases_calendar, name="tracker-edition-ical"),
    path("dialoog/<slug:slug>/programma.ics", programme.programme_calendar, name="tracker-edition-programme-ical"),
    path("dialoog/<slug:slug>/programma/", programme.programme, name="tracker-edition-programme"),
    path("dialoog/<slug:slug>/programma/uitgaven/", programme.releases, name="tracker-edition-programme-releases"),
    path(
        "dialoog/<slug:slug>/programma/uitgaven/<row:number>/",
        programme.release,
        name="tracker-edition-programme-release",
    ),
    path(
        "dialoog/<slug:slug>/programma/<uuid:uid>.ics",
        programme.session_calendar,
        name="tracker-edition-session-ical",
    ),
    path("dialoog/<slug:slug>/tafels/", dialogue.tables, name="tracker-edition-tables"),
    path("dialoog/<slug:slug>/adviezen/", dialogue.advices, name="tracker-edition-advices"),
    path("dialoog/<slug:slug>/opbrengst/", dialogue.outcome, name="tracker-edition-outcome"),
    path("dialoog/<slug:slug>/opbrengst/<slug:question>/", said.said, name="tracker-said"),
    path("dialoog/<slug:slug>/opbrengst/<slug:question>/poster/", said.poster, name="tracker-said-poster"),
    path("dialoog/<slug:slug>/opbrengst/<slug:question>/poster.pdf", said.poster_pdf, name="tracker-said-poster-pdf"),
    path("gezegd/<row:number>/", said.short, name="tracker-said-short"),
    path("dialoog/<slug:slug>/opbrengst/<slug:question>/<row:number>/", said.idea, name="tracker-said-idea"),
    path("dialoog/<slug:slug>/opbrengst/<slug:question>.json", said.said_json, name="tracker-said-json"),
    path("dialoog/<slug:slug>/opbrengst/<slug:question>.csv", said.said_csv, name="tracker-said-csv"),
    path("dialoog/<slug:slug>/antwoorden/", answering.of_edition, name="tracker-edition-answering"),
    path("dialoog/<slug:slug>/feed/", feeds.of_edition, name="tracker-edition-feed"),
    path("adviezen/", advices.advices, name="tracker-advices"),
    path("adviezen/feed/", feeds.advices, name="tracker-advices-feed"),
    path("adviezen/<slug:number>/", advices.advice, name="tracker-advice"),
    path("antwoorden/", answering.everywhere, name="tracker-answering"),
    path("antwoorden/feed/", feeds.answers, name="tracker-answers-feed"),
    path("antwoorden/<slug:body>/", answering.of_body, name="tracker-answering-body"),
    path("antwoorden/<slug:body>/feed/", feeds.of_body, name="tracker-answering-body-feed"),
    path("toezeggingen/", commitments.commitments, name="tracker-commitments"),
    path("toezeggingen/feed/", feeds.commitments, name="tracker-commitments-feed"),
    path("toezeggingen/<slug:slug>/", commitments.commitment, name="tracker-commitment"),
    path("acties/", actions.actions, name="tracker-actions"),
    path("acties/<slug:slug>/", actions.action, name="tracker-action"),
]
