"""The workspace pages of this app, under /werk/."""

from django.urls import path

from weerklank.answers.views import handing_over, work

urlpatterns = [
    path("overhandiging/", handing_over.editions, name="answers-handover-editions"),
    path("overhandiging/<slug:slug>/", handing_over.edition, name="answers-handover"),
    path("overhandiging/advies/<int:advice_id>/geadresseerden/", handing_over.addressees, name="answers-addressees"),
    path("overhandiging/advies/<int:advice_id>/bevriezen/", handing_over.freeze, name="answers-freeze"),
    path("overhandiging/advies/<int:advice_id>/wegleggen/", handing_over.discard, name="answers-discard"),
    path("antwoorden/", work.stock, name="answers-stock"),
    path("antwoorden/<int:addressee_id>/", work.advice, name="answers-advice"),
    path("antwoorden/<int:addressee_id>/ontvangen/", work.acknowledge, name="answers-acknowledge"),
    path("antwoorden/<int:addressee_id>/uitstel/", work.extend, name="answers-extend"),
    path("antwoorden/<int:addressee_id>/schrijven/", work.write, name="answers-write"),
    path("goedkeuren/", work.to_approve, name="answers-to-approve"),
    path("goedkeuren/<int:answer_id>/", work.approve, name="answers-approve"),
    path("goedkeuren/<int:answer_id>/publiceren/", work.publish, name="answers-publish"),
    path("goedkeuren/<int:answer_id>/terug/", work.send_back, name="answers-send-back"),
    path("goedkeuren/<int:answer_id>/vertalen/", work.translate, name="answers-translate"),
    path("oordelen/", work.to_judge, name="answers-to-judge"),
    path("oordelen/<int:answer_id>/", work.judge, name="answers-judge"),
    path("toezeggingen/", work.promises, name="answers-promises"),
    path("toezeggingen/<slug:slug>/", work.promise, name="answers-promise"),
]
