"""The workspace pages for news and meetings."""

from django.urls import path

from weerklank.briefings.views import meetings, news

urlpatterns = [
    path("nieuws/", news.news_work, name="briefings-news-work"),
    path("nieuws/nieuw/", news.article_new, name="briefings-article-new"),
    path("nieuws/<int:article_id>/", news.article_work, name="briefings-article-work"),
    path("nieuws/<int:article_id>/bewerken/", news.article_edit, name="briefings-article-edit"),
    path("nieuws/<int:article_id>/publiceren/", news.article_publish, name="briefings-article-publish"),
    path("nieuws/<int:article_id>/intrekken/", news.article_withdraw, name="briefings-article-withdraw"),
    path("masterclass/", meetings.meetings_work, name="briefings-meetings-work"),
    path("masterclass/<slug:slug>/", meetings.meeting_list, name="briefings-meeting-list"),
    path("masterclass/<slug:slug>/voor-wie/", meetings.meeting_audience, name="briefings-meeting-audience"),
    path("masterclass/<slug:slug>/lijst.csv", meetings.meeting_csv, name="briefings-meeting-csv"),
    path("masterclass/<slug:slug>/<int:registration_id>/", meetings.meeting_move, name="briefings-meeting-move"),
]
