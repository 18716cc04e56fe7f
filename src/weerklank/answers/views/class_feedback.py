"""What comes back to a class, on the secret address of its group: as a page and on paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from weerklank.accounts.access import public
from weerklank.answers import class_sheet as paper
from weerklank.answers.queries.class_feedback import feedback_of
from weerklank.participation.models import EntryPoint
from weerklank.participation.printing.press import NotPrinted
from weerklank.participation.views.teacher import WHY, page_of, teacher_page


@public(WHY)
@teacher_page
def class_feedback(request: HttpRequest, entry_point: EntryPoint, secret: str) -> HttpResponse:
    """Dit zeiden jullie, dit gebeurde ermee."""
    feedback = feedback_of(entry_point, get_language() or "nl", timezone.localdate())
    context = page_of(entry_point, secret) | {
        "feedback": feedback,
        "said_together": [(one, paper.whose(one.size)) for one in feedback.said_together],
        "waits": paper.waits(feedback),
        "advices": [
            {
                "advice": advice,
                "own": paper.own(advice),
                "answers": [
                    (one, paper.standing(one), [(promise, paper.how_far(promise)) for promise in one.promises])
                    for one in advice.answers
                ],
            }
            for advice in feedback.advices
        ],
    }
    return render(request, "answers/class_feedback.html", context)


@public(WHY)
@teacher_page
def class_feedback_pdf(request: HttpRequest, entry_point: EntryPoint, secret: str) -> HttpResponse:
    """The same on paper, in the language of the page."""
    language, today = get_language() or "nl", timezone.localdate()
    try:
        pdf = paper.class_sheet(feedback_of(entry_point, language, today), language=language, on=today)
    except NotPrinted:
        page = page_of(entry_point, secret)["group"] + "terug/"
        return render(request, "participation/teacher/no_pdf.html", {"page": page}, status=503)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="dit-zeiden-jullie.pdf"'
    return response
