"""The public pages of this app: the child's room."""

from django.urls import include, path, re_path

from weerklank.participation.views import child, leaving, round

urlpatterns = [
    path("", include("weerklank.participation.group_urls")),
    path("hulp/", child.help_lines, name="participation-help"),
    path("doe-mee/", child.start, name="participation-child-start"),
    path("doe-mee/stop/", leaving.stop, name="participation-child-stop"),
    path("doe-mee/weg/", leaving.leave, name="participation-child-leave"),
    path("doe-mee/volgende/", leaving.next_child, name="participation-child-next-child"),
    path("doe-mee/werker.js", round.worker, name="participation-child-worker"),
    path("doe-mee/<str:code>/", child.question, name="participation-child-question"),
    path("doe-mee/<str:code>/idee/", child.idea, name="participation-child-idea"),
    path("doe-mee/<str:code>/stellingen/", child.statements, name="participation-child-statements"),
    path("doe-mee/<str:code>/stellingen/<int:number>/", child.statement, name="participation-child-statement"),
    path("doe-mee/<str:code>/anderen/", child.others, name="participation-child-others"),
    path("doe-mee/<str:code>/klaar/", child.done, name="participation-child-done"),
    path("doe-mee/<str:code>/onderweg/", round.on_the_way, name="participation-child-on-the-way"),
    path("doe-mee/<str:code>/ronde/", round.take, name="participation-child-round"),
    re_path(r"^doe-mee/(?P<rest>.+)/$", child.unknown, name="participation-child-unknown"),
]
