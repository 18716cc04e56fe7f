"""The workspace pages of this app, under /werk/."""

from django.urls import path

from weerklank.answers.views import doing, handing_over, links, promises, work

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
    path("toezeggingen/", promises.promises, name="answers-promises"),
    path("toezeggingen/nieuw/", promises.enter, name="answers-promise-new"),
    path("toezeggingen/<slug:slug>/", promises.promise, name="answers-promise"),
    path("toezeggingen/<slug:slug>/wijzigen/", promises.change, name="answers-promise-change"),
    path("toezeggingen/<slug:slug>/bron/", promises.source_says, name="answers-promise-source"),
    path("toezeggingen/<slug:slug>/koppelen/", links.link_promise, name="answers-promise-link"),
    path("acties/", doing.actions, name="answers-actions"),
    path("acties/nieuw/", doing.plan, name="answers-action-new"),
    path("acties/<slug:slug>/", doing.action, name="answers-action"),
    path("acties/<slug:slug>/wijzigen/", doing.change, name="answers-action-change"),
    path("acties/<slug:slug>/vertellen/", doing.tell, name="answers-action-tell"),
    path("acties/<slug:slug>/mijlpaal/", doing.add_milestone, name="answers-milestone-add"),
    path("acties/<slug:slug>/mijlpaal/<int:milestone_id>/<slug:deed>/", doing.milestone, name="answers-milestone"),
    path("acties/<slug:slug>/koppelen/", links.link_action, name="answers-action-link"),
    path("koppelingen/", links.links, name="answers-links"),
    path("koppelingen/<slug:kind>/<int:link_id>/", links.decide, name="answers-link-decide"),
]
