"""The addresses of whoever leads a group: the open form, and everything behind the group's own secret address."""

from django.urls import path

from weerklank.participation.views import printing, teacher

urlpatterns = [
    path("bord/<str:code>/", teacher.board, name="participation-board"),
    path("groep/", teacher.make, name="participation-group-make"),
    path("groep/<str:secret>/", teacher.group, name="participation-group"),
    path("groep/<str:secret>/vorm/", teacher.mode, name="participation-group-mode"),
    path("groep/<str:secret>/plaatsen/", teacher.places, name="participation-group-places"),
    path("groep/<str:secret>/einde/", teacher.end, name="participation-group-end"),
    path("groep/<str:secret>/handen/", teacher.hands, name="participation-group-hands"),
    path("groep/<str:secret>/samen/", teacher.together, name="participation-group-together"),
    path("groep/<str:secret>/plaatjes/", teacher.pictures, name="participation-group-pictures"),
    path("groep/<str:secret>/blad/", printing.sheet, name="participation-group-sheet"),
    path("groep/<str:secret>/blad.pdf", printing.sheet_pdf, name="participation-group-sheet-pdf"),
    path("groep/<str:secret>/lesbrief/", printing.lesson, name="participation-group-lesson"),
    path("groep/<str:secret>/lesbrief.pdf", printing.lesson_pdf, name="participation-group-lesson-pdf"),
    path("groep/<str:secret>/kaarten/", printing.cards, name="participation-group-cards"),
]
