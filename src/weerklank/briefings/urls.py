"""The public pages for parliament, news and reports."""

from django.urls import path

from weerklank.briefings.views import meetings, news, parliament, report

urlpatterns = [
    path("kamer/", parliament.parliament, name="briefings-parliament"),
    path("kamer/masterclass/<slug:slug>/", meetings.meeting, name="briefings-meeting"),
    path("kamer/masterclass/<slug:slug>/aangemeld/", meetings.thanks, name="briefings-meeting-thanks"),
    path("kamer/<slug:slug>/", parliament.dossier, name="briefings-dossier"),
    path("kamer/<slug:slug>.pdf", parliament.dossier_pdf, name="briefings-dossier-pdf"),
    path("nieuws/", news.news, name="briefings-news"),
    path("nieuws/feed/", news.feed, name="briefings-feed"),
    path("nieuws/<slug:slug>/", news.article, name="briefings-article"),
    path("rapportage/", report.report, name="briefings-report"),
    path("rapportage/<slug:slug>.docx", report.report_docx, name="briefings-report-docx"),
    path("rapportage/<slug:slug>.csv", report.report_csv, name="briefings-report-csv"),
]
