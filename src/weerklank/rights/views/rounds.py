"""Between the rounds: a link mended or taken back, a limb that a later one succeeds, a responsibility that ends."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.rights import queries
from weerklank.rights.actions import duties, relations
from weerklank.rights.forms.editing import EndForm, LinkForm, SupersedeForm
from weerklank.rights.lifecycle import RecommendationState
from weerklank.rights.models import Recommendation
from weerklank.rights.views.editing import address, one_limb
from weerklank.rights.views.pages import LIST, WORK, Crumb, ask_one_thing, press, typed


def _crumbs(limb: Recommendation) -> list[Crumb]:
    return [WORK, LIST, {"label": f"{limb.document.symbol} {limb.number}", "href": address(limb)}]


@requires("rights.edit")
def relation(request: HttpRequest, document: str, limb: str, pk: int) -> HttpResponse:
    found = one_limb(document, limb)
    require("rights.edit", request.user, found)
    link = get_object_or_404(found.earlier_links.select_related("earlier__document"), pk=pk)

    def do(said: dict[str, Any]) -> str:
        relations.change_relation(
            recommendation_id=found.pk, relation_id=link.pk, **said, by=request.user, now=timezone.now()
        )
        return "Het verband is verbeterd. Een collega bevestigt het; daarna leest iedereen het."

    initial = {"relation": link.type, "source": link.source, "note": link.note}
    return ask_one_thing(
        request,
        LinkForm(typed(request), initial=initial),
        do,
        crumbs=_crumbs(found),
        title=f"Verband met {link.earlier.document.symbol} {link.earlier.number}",
        button="Bewaren",
        back=f"{address(found)}#eerder",
    )


@requires("rights.edit")
@require_POST
def relation_confirm(request: HttpRequest, document: str, limb: str, pk: int) -> HttpResponse:
    found = one_limb(document, limb)
    require("rights.edit", request.user, found)

    def do() -> None:
        relations.confirm_relation(recommendation_id=found.pk, relation_id=pk, by=request.user, now=timezone.now())

    press(request, do, "Bevestigd. Iedereen leest nu dat dit eerder is gevraagd.")
    return redirect(f"{address(found)}#eerder")


@requires("rights.edit")
@require_POST
def relation_take_back(request: HttpRequest, document: str, limb: str, pk: int) -> HttpResponse:
    found = one_limb(document, limb)
    require("rights.edit", request.user, found)

    def do() -> None:
        relations.take_back_relation(recommendation_id=found.pk, relation_id=pk, by=request.user, now=timezone.now())

    press(request, do, "Het verband is teruggenomen.")
    return redirect(f"{address(found)}#eerder")


@requires("rights.edit")
@require_POST
def dropped_take_back(request: HttpRequest, document: str, limb: str, pk: int) -> HttpResponse:
    found = one_limb(document, limb)
    require("rights.edit", request.user, found)

    def do() -> None:
        relations.take_back_dropped(recommendation_id=found.pk, dropped_id=pk, by=request.user, now=timezone.now())

    press(request, do, "Dit staat er niet meer bij.")
    return redirect(f"{address(found)}#eerder")


@requires("rights.edit")
def supersede(request: HttpRequest, document: str, limb: str) -> HttpResponse:
    found = one_limb(document, limb)
    require("rights.edit", request.user, found)
    links = queries.limb_work(found).by_now

    def do(said: dict[str, Any]) -> str:
        relations.supersede(
            recommendation_id=found.pk, relation_id=said["relation"], by=request.user, now=timezone.now()
        )
        return "Opgevolgd. Dit onderdeel blijft te lezen, met een verwijzing naar wat er nu geldt."

    return ask_one_thing(
        request,
        SupersedeForm(typed(request), links=links),
        do,
        template="rights/supersede.html",
        crumbs=_crumbs(found),
        title="Een latere ronde neemt het over",
        button="Dit is opgevolgd",
        back=address(found),
        limb=found,
        links=links,
        possible=found.state == RecommendationState.PUBLISHED,
    )


@requires("rights.edit")
def end_responsible(request: HttpRequest, document: str, limb: str, pk: int) -> HttpResponse:
    found = one_limb(document, limb)
    require("rights.edit", request.user, found)
    duty = found.responsibilities.select_related("organisation").filter(pk=pk).first()
    if duty is None:
        raise Http404("Deze verantwoordelijkheid staat hier niet.")

    def do(said: dict[str, Any]) -> str:
        duties.end_responsible(responsibility_id=pk, **said, by=request.user, now=timezone.now())
        return f"{duty.organisation} is niet meer verantwoordelijk. Wat tot die dag gold, blijft te zien."

    return ask_one_thing(
        request,
        EndForm(typed(request), initial={"on": timezone.localdate()}),
        do,
        crumbs=_crumbs(found),
        title=f"{duty.organisation}: niet meer verantwoordelijk",
        button="Beëindigen",
        back=f"{address(found)}#wie",
    )
