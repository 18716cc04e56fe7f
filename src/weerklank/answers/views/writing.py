"""Writing an answer: kept by itself while somebody types, at the press of a button, and sent when nothing is missing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from weerklank.accounts.access import requires
from weerklank.answers import forms
from weerklank.answers.actions import answering
from weerklank.answers.draft import problems
from weerklank.answers.models import Addressee, TransferState
from weerklank.answers.queries import work
from weerklank.answers.reading import indicate
from weerklank.answers.views.work import addressed
from weerklank.moves import Refusal
from weerklank.web.fields import whole_number


@requires("answers.write")
def write(request: HttpRequest, addressee_id: int) -> HttpResponse:
    """Writing the answer: saved at any time, sent when nothing is missing."""
    addressee = addressed(request, addressee_id, "answers.write")
    page = work.answer_page(addressee, timezone.localdate())
    revision = page.answer.revision if page.answer else 0
    if page.answer and page.answer.state != "draft":
        messages.info(request, "Dit antwoord ligt ter goedkeuring en verandert nu niet.")
        return redirect("answers-advice", addressee.pk)
    form = forms.AnswerForm(request.POST or None, addressee=addressee, draft=page.draft, revision=revision)
    if request.method == "POST" and request.POST.get("do") == "by-itself":
        return _saved_by_itself(request, addressee, form)
    if request.method == "POST":
        return _save_answer(request, addressee, form)
    return _write_page(request, addressee, form)


def _write_page(request: HttpRequest, addressee: Addressee, form: forms.AnswerForm, status: int = 200) -> HttpResponse:
    typed = form.typed()
    offers = list(addressee.transfers.select_related("part", "to").exclude(state=TransferState.DECLINED))
    context = {
        "offered": [offer for offer in offers if offer.state == TransferState.PROPOSED],
        "gone": [offer for offer in offers if offer.state == TransferState.ACCEPTED],
        "page": work.answer_page(addressee, timezone.localdate()),
        "form": form,
        "missing": problems(typed, addressee, timezone.localdate()),
        "indication": indicate(typed.child_version),
        "preview": typed.child_version,
        "is_demonstration": addressee.edition.is_demonstration,
    }
    return render(request, "answers/write.html", context, status=status)


def _save_answer(request: HttpRequest, addressee: Addressee, form: forms.AnswerForm) -> HttpResponse:
    """Keeps what was typed first; only then asks whether it can be sent."""
    typed, now = form.typed(), timezone.now()
    try:
        kept = answering.save_draft(
            addressee_id=addressee.pk, draft=typed, revision=_revision(form), by=request.user, now=now
        )
    except answering.OverwritesAColleague as conflict:
        data = request.POST.copy()
        data["revision"] = str(conflict.revision)
        form = forms.AnswerForm(
            data, addressee=addressee, draft=typed, revision=conflict.revision, theirs=conflict.theirs
        )
        form.add_error(None, conflict.sentence)
        return _write_page(request, addressee, form, status=422)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return _write_page(request, addressee, form, status=422)
    if request.POST.get("do") != "submit":
        messages.success(request, "Het concept is bewaard.")
        return redirect("answers-write", addressee.pk)
    found = problems(typed, addressee, timezone.localdate(now))
    if not found:
        answering.submit_answer(addressee_id=addressee.pk, by=request.user, now=now)
        messages.success(request, "Het antwoord ligt bij een tweede persoon van uw ministerie.")
        return redirect("answers-advice", addressee.pk)
    data = request.POST.copy()
    data["revision"] = str(kept.revision)
    form = forms.AnswerForm(data, addressee=addressee, draft=typed, revision=kept.revision)
    for problem in found:
        form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
    return _write_page(request, addressee, form, status=422)


def _revision(form: forms.AnswerForm) -> int:
    return whole_number(form["revision"].value(), largest=2**31 - 1) or 0


def _saved_by_itself(request: HttpRequest, addressee: Addressee, form: forms.AnswerForm) -> HttpResponse:
    """For the script of the page: where a colleague was first nothing is overwritten, and the button shows both texts."""
    try:
        kept = answering.save_draft(
            addressee_id=addressee.pk,
            draft=form.typed(),
            revision=_revision(form),
            by=request.user,
            now=timezone.now(),
            quietly=True,
        )
    except answering.OverwritesAColleague:
        said = "Niet bewaard: een collega bewaarde dit antwoord net ook. Druk op ‘Bewaar als concept’, dan ziet u beide teksten."
        return JsonResponse({"said": said}, status=409)
    except Refusal as refusal:
        return JsonResponse({"said": f"Niet bewaard: {refusal.sentence}"}, status=422)
    return JsonResponse({"revision": kept.revision})
