"""Out to Word for the internal line of a ministry, and back: first a look, then all of it or nothing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import get_valid_filename

from weerklank.accounts.access import requires
from weerklank.answers import forms
from weerklank.answers.actions import answering, taking_back
from weerklank.answers.line.writing import as_word
from weerklank.answers.models import Addressee
from weerklank.answers.queries import work
from weerklank.answers.views.work import addressed
from weerklank.moves import Refusal
from weerklank.web.fields import whole_number

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@requires("answers.open")
def word_file(request: HttpRequest, addressee_id: int) -> HttpResponse:
    """The answer as it stands, for whoever writes or initials it in Word."""
    addressee = addressed(request, addressee_id, "answers.open")
    page = work.answer_page(addressee, timezone.localdate())
    content = as_word(addressee, page.draft, page.answer.revision if page.answer else 0)
    response = HttpResponse(content, content_type=DOCX)
    name = get_valid_filename(f"antwoord-{addressee.advice.number}-{addressee.organisation.slug}.docx")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@requires("answers.write")
def line(request: HttpRequest, addressee_id: int) -> HttpResponse:
    """What came back: what would change, question by question; then taking it."""
    addressee = addressed(request, addressee_id, "answers.write")
    page = work.answer_page(addressee, timezone.localdate())
    if page.answer and page.answer.state != "draft":
        messages.info(request, "Dit antwoord ligt ter goedkeuring en verandert nu niet.")
        return redirect("answers-advice", addressee.pk)
    if request.method == "POST" and request.POST.get("do") == "take":
        return _take(request, addressee, page)
    form = forms.ComesBackForm(request.POST, request.FILES) if request.method == "POST" else forms.ComesBackForm()
    if request.method == "POST" and form.is_valid():
        pages = form.cleaned_data["pages"]
        found = taking_back.look(pages.text, addressee, page.draft, _revision(page))
        return _page(request, page, form, found, notes=(*pages.notes, *found.sheet.notes))
    return _page(request, page, form)


def _revision(page: work.AnswerPage) -> int:
    return page.answer.revision if page.answer else 0


def _take(request: HttpRequest, addressee: Addressee, page: work.AnswerPage) -> HttpResponse:
    text = request.POST.get("text", "")[: forms.MOST_PASTED]
    revision = whole_number(request.POST.get("revision"), largest=2**31 - 1) or 0
    try:
        taken = taking_back.take_back(
            addressee_id=addressee.pk, text=text, revision=revision, by=request.user, now=timezone.now()
        )
    except Refusal as refusal:
        # a colleague saved, or the words were changed on the way: looked at anew, with everything still there
        now = work.answer_page(addressee, timezone.localdate())
        found = taking_back.look(text, addressee, now.draft, _revision(now))
        conflict = isinstance(refusal, answering.OverwritesAColleague)
        said = "Een collega bewaarde dit antwoord net ook. Kijk hieronder opnieuw wat er verandert." if conflict else ""
        return _page(request, now, forms.ComesBackForm(), found, sentence=said or refusal.sentence)
    said = (
        "Wat er in Word stond, staat nu in het concept."
        if taken
        else "Dit stond er allemaal al; er is niets veranderd."
    )
    messages.success(request, said)
    return redirect("answers-write", addressee.pk)


def _page(
    request: HttpRequest,
    page: work.AnswerPage,
    form: forms.ComesBackForm,
    found: taking_back.Look | None = None,
    *,
    notes: tuple[str, ...] = (),
    sentence: str = "",
) -> HttpResponse:
    context = {
        "page": page,
        "form": form,
        "found": found,
        "notes": notes,
        "sentence": sentence,
        "is_demonstration": page.addressee.edition.is_demonstration,
    }
    wrong = form.errors or sentence or (found and found.sheet.complaints)
    return render(request, "answers/line.html", context, status=422 if wrong else 200)
