"""What goes to another: a part to another ministry, what is open to the next edition, and what is done to the panel."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.answers import forms
from weerklank.answers.actions import carrying_over, promising, transferring
from weerklank.answers.exports import done_csv, offers_csv
from weerklank.answers.lifecycle import CommitmentState
from weerklank.answers.models import Transfer, TransferState
from weerklank.answers.queries import passing_on as queries
from weerklank.answers.views.work import BIGGEST, addressed, advice_page
from weerklank.editions.models import Edition
from weerklank.moves import Refusal
from weerklank.web import lists

WORK = {"label": "Werk", "href": "/werk/"}
OFFERS = {"label": "Overnemen", "href": "/werk/overnemen/"}
DONE = {"label": "Is dit gedaan?", "href": "/werk/gedaan/"}


@requires("answers.write")
@require_POST
def offer(request: HttpRequest, addressee_id: int) -> HttpResponse:
    addressee = addressed(request, addressee_id, "answers.write")
    form = forms.TransferForm(request.POST, addressee=addressee)
    if form.is_valid():
        given = form.cleaned_data
        try:
            transferring.propose_transfer(
                addressee_id=addressee.pk,
                part_id=given["part"].pk,
                to_id=given["to"].pk,
                reason=given["reason"],
                by=request.user,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(
                request, f"Het onderdeel is aangeboden aan {given['to']}. Tot zij het aannemen, antwoordt u."
            )
            return redirect("answers-advice", addressee.pk)
    return advice_page(request, addressee, offering=form)


def _transfer(request: HttpRequest, transfer_id: int) -> Transfer:
    found = Transfer.objects.select_related("addressee__advice__edition", "addressee__organisation", "part", "to")
    transfer = get_object_or_404(found, pk=min(transfer_id, BIGGEST))
    require("answers.take_over", request.user, transfer)
    return transfer


@requires("answers.take_over")
def offers(request: HttpRequest) -> HttpResponse:
    """What other ministries offered mine, what waits first."""
    rows, filters = lists.narrowed(
        request,
        queries.offered_to(request.user),
        states=TransferState.choices,
        search=["addressee__advice__number", "addressee__advice__title", "addressee__organisation__name", "part__text"],
        query_label="Zoek op advies, onderdeel of wie het aanbood",
    )
    if lists.wants_file(request):
        return offers_csv(rows)
    page = lists.page_of(request, rows)
    made_up = any(row.edition.is_demonstration for row in page)
    crumbs = [WORK, {"label": OFFERS["label"], "href": ""}]
    context = {"page": page, "filters": filters, "csv": lists.twin(request), "is_demonstration": made_up}
    return render(request, "answers/offers.html", context | {"crumbs": crumbs})


@requires("answers.take_over")
def transfer(request: HttpRequest, transfer_id: int) -> HttpResponse:
    return _offer_page(request, _transfer(request, transfer_id))


def _offer_page(
    request: HttpRequest, found: Transfer, *, form: forms.DeclineForm | None = None, sentence: str = ""
) -> HttpResponse:
    context = {
        "transfer": found,
        "advice": found.addressee.advice,
        "form": form or forms.DeclineForm(),
        "sentence": sentence,
        "is_receiver": found.to_id == request.user.organisation_id,
        "is_demonstration": found.edition.is_demonstration,
        "crumbs": [WORK, OFFERS, {"label": found.addressee.advice.number, "href": ""}],
    }
    return render(request, "answers/offer.html", context, status=422 if sentence or (form and form.errors) else 200)


@requires("answers.take_over")
@require_POST
def accept(request: HttpRequest, transfer_id: int) -> HttpResponse:
    found = _transfer(request, transfer_id)
    try:
        addressee = transferring.accept_transfer(transfer_id=found.pk, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _offer_page(request, found, sentence=refusal.sentence)
    messages.success(request, f"Dit onderdeel is nu van u. Antwoord voor {addressee.term:%d-%m-%Y}.")
    return redirect("answers-advice", addressee.pk)


@requires("answers.take_over")
@require_POST
def decline(request: HttpRequest, transfer_id: int) -> HttpResponse:
    found = _transfer(request, transfer_id)
    form = forms.DeclineForm(request.POST)
    if form.is_valid():
        try:
            transferring.decline_transfer(
                transfer_id=found.pk, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"{found.addressee.organisation} antwoordt hierop zelf.")
            return redirect("answers-transfer", found.pk)
    return _offer_page(request, found, form=form)


@requires("editions.organise")
def carry_over(request: HttpRequest, slug: str) -> HttpResponse:
    """What an edition leaves open, and the edition in which it goes on."""
    edition = get_object_or_404(Edition, slug=slug)
    require("editions.organise", request.user, edition)
    form = forms.CarryOverForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        try:
            carried = carrying_over.carry_over(
                edition_id=edition.pk, into_id=into.pk, by=request.user, now=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"{len(carried)} meegenomen naar {into}. Daar staat het als eerste op de agenda.")
            return redirect("answers-carry-over", slug)
    context = {
        "edition": edition,
        "page": queries.left_open(edition, timezone.localdate()),
        "form": form,
        "is_demonstration": edition.is_demonstration,
        "crumbs": [
            WORK,
            {"label": "Edities", "href": "/werk/edities/"},
            {"label": str(edition), "href": f"/werk/edities/{slug}/"},
            {"label": "Doorgeven", "href": ""},
        ],
    }
    return render(request, "answers/carry_over.html", context, status=422 if form.errors else 200)


@requires("answers.judge")
def done(request: HttpRequest) -> HttpResponse:
    """The youth panel: what is called done, and what it said of it before."""
    states = [(state.value, str(state.label)) for state in queries.SAID_DONE]
    rows, filters = lists.narrowed(
        request,
        queries.said_to_be_done(request.user),
        states=states,
        search=["title", "text", "organisation__name"],
        query_label="Zoek op toezegging, of wie het beloofde",
    )
    if lists.wants_file(request):
        return done_csv(rows)
    page = lists.page_of(request, rows)
    made_up = any(row.is_demonstration for row in page)
    crumbs = [WORK, {"label": DONE["label"], "href": ""}]
    context = {"page": page, "filters": filters, "csv": lists.twin(request), "is_demonstration": made_up}
    return render(request, "answers/done.html", context | {"crumbs": crumbs})


@requires("answers.judge")
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    promise = get_object_or_404(queries.said_to_be_done(request.user), slug=slug)
    form = forms.ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            promising.confirm_promise(
                commitment_id=promise.pk,
                is_done=given["is_done"] == "ja",
                text=given["text"],
                by=request.user,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, "Wat het panel zegt, staat bij de toezegging.")
            return redirect("answers-done")
    context = {
        "promise": promise,
        "updates": promise.updates.all(),
        "form": form,
        "waits": promise.state == CommitmentState.DONE,
        "is_demonstration": promise.is_demonstration,
        "crumbs": [WORK, DONE, {"label": promise.title, "href": ""}],
    }
    return render(request, "answers/confirm.html", context, status=422 if form.errors else 200)
