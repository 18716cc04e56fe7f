"""The public pages of this app."""

from django.urls import path

from weerklank.answers.views import back, class_feedback

urlpatterns = [
    path("terug/", back.back, name="answers-back"),
    path("groep/<str:secret>/terug/", class_feedback.class_feedback, name="answers-class-feedback"),
    path("groep/<str:secret>/terug.pdf", class_feedback.class_feedback_pdf, name="answers-class-feedback-pdf"),
]
