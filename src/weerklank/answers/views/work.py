"""The ministry's pages: the work stock, an advice, writing the answer, approving, and the panel's judgement."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from weerklank.accounts.access import require, requires
from weerklank.answers import forms
from weerklank.answers.actions import answering, approving, judging
from weerklank.answers.actions.transferring import BEFORE_ANSWERING
from weerklank.answers.exports import stock_csv
from weerklank.answers.models import Addressee, Answer
from weerklank.answers.queries import work
from weerklank.answers.reading import indicate
from weerklank.editions.rules import approves, responds
from weerklank.moves import Refusal

PAGE = 25
BIGGEST = 2**31
STOCK_STATES = (("", "alles"), ("open", "nog te beantwoorden"), ("late", "te laat"), ("answered", "beantwoord"))


def addressed(request: HttpRequest, addressee_id: int, rule: str) -> Addressee:
    """What was asked and handed over, for who may do this with it."""
    found = Addressee.objects.select_related(
        "advice__edition", "advice__edition_theme", "advice__raised_before", "organisation"
    )
    addressee = get_object_or_404(found, pk=min(addressee_id, BIGGEST), due_on__isnull=False)
    require(rule, request.user, addressee)
    return addressee


def _answer(request: HttpRequest, answer_id: int, rule: str = "answers.approve") -> Answer:
    found = Answer.objects.select_related("addressee__advice__edition", "addressee__organisation", "written_by")
    answer = get_object_or_404(found, pk=min(answer_id, BIGGEST))
    require(rule, request.user, answer)
    return answer


@requires("answers.open")
def stock(request: HttpRequest) -> HttpResponse:
    """What was asked of my ministry, with the days that are left."""
    words, state = request.GET.get("zoek", "").strip()[:100], request.GET.get("stand", "")
    rows = work.work_stock(request.user, timezone.localdate(), words=words, state=state)
    if request.GET.get("als") == "csv":
        return stock_csv(rows)
    page = Paginator(rows, PAGE).get_page(request.GET.get("bladzijde"))
    context = {
        "rows": page,
        "words": words,
        "state": state,
        "states": STOCK_STATES,
        "organisation": request.user.organisation,
        "is_demonstration": any(row.addressee.edition.is_demonstration for row in page),
    }
    return render(request, "answers/stock.html", context)


@requires("answers.open")
def advice(request: HttpRequest, addressee_id: int) -> HttpResponse:
    return advice_page(request, addressed(request, addressee_id, "answers.open"))


def advice_page(
    request: HttpRequest,
    addressee: Addressee,
    *,
    extension: forms.ExtensionForm | None = None,
    translating: forms.TranslationForm | None = None,
    offering: forms.TransferForm | None = None,
) -> HttpResponse:
    """All that was asked, with the form that was refused where one was."""
    page = work.answer_page(addressee, timezone.localdate())
    may_translate = page.answer is not None and page.answer.state == "submitted" and responds(request.user, addressee)
    context = {
        "page": page,
        "translations": _translations(page.answer, translating) if may_translate else [],
        "translating": translating,
        "extension": extension or forms.ExtensionForm(addressee=addressee),
        "offering": offering or forms.TransferForm(addressee=addressee),
        "offers": addressee.transfers.select_related("part", "to"),
        "reminders": addressee.reminders.select_related("account"),
        "may_offer": addressee.state in BEFORE_ANSWERING and not addressee.by_transfer and not page.row.overdue,
        # who reads along gets no button that is refused when pressed
        "may_write": responds(request.user, addressee),
        "may_approve": approves(request.user, addressee),
        "is_demonstration": addressee.edition.is_demonstration,
    }
    return render(request, "answers/advice.html", context, status=422 if extension or translating or offering else 200)


@requires("answers.write")
@require_POST
def acknowledge(request: HttpRequest, addressee_id: int) -> HttpResponse:
    addressee = addressed(request, addressee_id, "answers.write")
    answering.acknowledge(addressee_id=addressee.pk, by=request.user, now=timezone.now())
    messages.success(request, "De ontvangst is bevestigd.")
    return redirect("answers-advice", addressee.pk)


@requires("answers.write")
@require_POST
def extend(request: HttpRequest, addressee_id: int) -> HttpResponse:
    addressee = addressed(request, addressee_id, "answers.write")
    form = forms.ExtensionForm(request.POST, addressee=addressee)
    if form.is_valid():
        try:
            answering.extend_term(
                addressee_id=addressee.pk,
                until=form.cleaned_data["until"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            )
            messages.success(request, "De nieuwe laatste dag staat er, met uw reden. Iedereen kan die lezen.")
            return redirect("answers-advice", addressee.pk)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    return advice_page(request, addressee, extension=form)


@requires("answers.approve")
def to_approve(request: HttpRequest) -> HttpResponse:
    """The answers that wait for a second pair of eyes."""
    rows = Paginator(work.waiting_for_approval(request.user), PAGE).get_page(request.GET.get("bladzijde"))
    return render(
        request,
        "answers/to_approve.html",
        {"rows": rows, "words": "", "is_demonstration": any(answer.edition.is_demonstration for answer in rows)},
    )


@requires("answers.approve")
def approve(request: HttpRequest, answer_id: int) -> HttpResponse:
    return _approve_page(request, _answer(request, answer_id))


def _translations(answer: Answer, translating: forms.TranslationForm | None) -> list[tuple[str, forms.TranslationForm]]:
    """A form per language, with what was refused where something was."""
    texts = {text.language: text for text in answer.texts.all()}
    translations = []
    for code, name in forms.TranslationForm().fields["language"].choices:
        text = texts.get(code)
        initial = {
            "language": code,
            "text": text.child_version if text else "",
            "made_by": text.made_by if text else "person",
            "checked": bool(text and text.checked),
        }
        wrong = translating if translating and translating.data.get("language") == code else None
        translations.append((name, wrong or forms.TranslationForm(initial=initial, auto_id=f"id_{code}_%s")))
    return translations


def _approve_page(
    request: HttpRequest,
    answer: Answer,
    *,
    returning: forms.ReturnForm | None = None,
    translating: forms.TranslationForm | None = None,
    sentence: str = "",
) -> HttpResponse:
    context = {
        "answer": answer,
        "page": work.answer_page(answer.addressee, timezone.localdate()),
        "positions": answer.positions.select_related("part"),
        "indication": indicate(answer.child_version),
        "returning": returning or forms.ReturnForm(),
        "translating": translating,
        "translations": _translations(answer, translating),
        "own": approving.wrote_it(answer, request.user),
        "sentence": sentence,
        "is_demonstration": answer.edition.is_demonstration,
    }
    return render(request, "answers/approve.html", context, status=422 if returning or translating or sentence else 200)


@requires("answers.approve")
@require_POST
def publish(request: HttpRequest, answer_id: int) -> HttpResponse:
    answer = _answer(request, answer_id)
    try:
        approving.publish_answer(answer_id=answer.pk, by=request.user, now=timezone.now())
    except Refusal as refusal:
        return _approve_page(request, answer, sentence=refusal.sentence)
    messages.success(request, "Het antwoord is gepubliceerd. Kinderen lezen het met hun plaatjes.")
    return redirect("answers-approve", answer.pk)


@requires("answers.approve")
@require_POST
def send_back(request: HttpRequest, answer_id: int) -> HttpResponse:
    answer = _answer(request, answer_id)
    form = forms.ReturnForm(request.POST)
    if form.is_valid():
        try:
            approving.return_answer(
                answer_id=answer.pk, note=form.cleaned_data["note"], by=request.user, now=timezone.now()
            )
            messages.success(request, "Het antwoord is terug bij de schrijver.")
            return redirect("answers-to-approve")
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
    return _approve_page(request, answer, returning=form)


@requires("answers.open")
@require_POST
def translate(request: HttpRequest, answer_id: int) -> HttpResponse:
    """By anybody of the ministry who works on it, so that the second person need not be the translator."""
    answer = _answer(request, answer_id, "answers.open")
    may_approve = approves(request.user, answer.addressee)
    form = forms.TranslationForm(request.POST)
    if form.is_valid():
        try:
            approving.save_translation(answer_id=answer.pk, **form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, "De vertaling is bewaard.")
            if not may_approve:
                return redirect("answers-advice", answer.addressee_id)
            return redirect("answers-approve", answer.pk)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    if not may_approve:
        return advice_page(request, answer.addressee, translating=form)
    return _approve_page(request, answer, translating=form)


@requires("answers.judge")
def to_judge(request: HttpRequest) -> HttpResponse:
    """The youth panel: is this an answer?"""
    rows = Paginator(work.answers_to_judge(request.user), PAGE).get_page(request.GET.get("bladzijde"))
    return render(
        request,
        "answers/to_judge.html",
        {"rows": rows, "words": "", "is_demonstration": any(answer.edition.is_demonstration for answer in rows)},
    )


@requires("answers.judge")
def judge(request: HttpRequest, answer_id: int) -> HttpResponse:
    answer = get_object_or_404(
        Answer.objects.select_related("addressee__advice__edition"), pk=min(answer_id, BIGGEST), state="published"
    )
    require("answers.judge", request.user, answer)
    said = answer.appraisals.filter(by="panel").first()
    form = forms.JudgementForm(request.POST or None, initial={"value": said.value, "text": said.text} if said else None)
    if request.method == "POST" and form.is_valid():
        try:
            judging.judge_by_panel(answer_id=answer.pk, **form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, "Het oordeel van het panel staat erbij.")
            return redirect("answers-to-judge")
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
    context = {"answer": answer, "form": form, "said": said, "is_demonstration": answer.edition.is_demonstration}
    return render(request, "answers/judge.html", context, status=422 if form.errors else 200)
