"""Those who asked say whether this is an answer. Nobody who answers can close it; too little means: explain, by a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from weerklank.accounts.models import Account
from weerklank.answers.draft import contact_problems, quoting_problems
from weerklank.answers.lifecycle import ADDRESSEE, AddresseeState, AnswerState
from weerklank.answers.models import Addressee, Answer, Appraisal, Judgement
from weerklank.audit import actions as audit
from weerklank.moves import Refusal
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import ReturnCode

ENOUGH_VOICES = 10
DAYS_TO_CLARIFY = 28


def _published(answer_id: int) -> Answer:
    answer = (
        Answer.objects.select_related("addressee__advice").filter(pk=answer_id, state=AnswerState.PUBLISHED).first()
    )
    if answer is None:
        raise Refusal(gettext("Dit antwoord is er nog niet."))
    return answer


@transaction.atomic
def judge_by_code(
    *,
    answer_id: int,
    return_code: ReturnCode,
    value: str,
    was: str | None = None,
    now: datetime,
) -> Appraisal:
    """A child with its code: once per code, and it may change its mind. Nothing of this is written to the log.

    Without words: what nobody reads before the ministry does is not asked of a child.

    was  what the child had said when it saw the page; an old page that is sent again changes nothing
    """
    answer = _published(answer_id)
    if value not in Judgement.values:
        raise Refusal(gettext("Kies een van de drie."), field="value")
    sources = return_code.contributions.exclude(state=ContributionState.WITHDRAWN)
    if not sources.filter(groups__advices=answer.addressee.advice_id).exists():
        raise Refusal(gettext("Dit antwoord hoort niet bij jouw idee."))
    already = Appraisal.objects.filter(answer=answer, return_code=return_code).first()
    if already is not None and was is not None and already.value not in (was, value):
        return already
    said, _ = Appraisal.objects.update_or_create(
        answer=answer, return_code=return_code, defaults={"by": "code", "value": value}
    )
    weigh(answer, today=timezone.localdate(now))
    return said


@transaction.atomic
def judge_by_panel(*, answer_id: int, value: str, text: str = "", by: Account, now: datetime) -> Appraisal:
    """The youth panel judges once per answer, and may change its judgement while it is discussed."""
    answer = _published(answer_id)
    if value not in Judgement.values:
        raise Refusal(gettext("Kies een van de drie."), field="value")
    if value != Judgement.CLEAR and not text.strip():
        raise Refusal(
            "Schrijf erbij wat er niet duidelijk is of wat er mist. Dan weet het ministerie wat het moet uitleggen.",
            field="text",
        )
    # everybody reads these words: the panel repeats no child, and says nowhere how to reach one
    found = [*contact_problems("text", text), *quoting_problems([("text", text)], answer.addressee.advice)]
    if found:
        raise Refusal(found[0].sentence, field="text")
    said, _ = Appraisal.objects.update_or_create(
        answer=answer, by="panel", return_code=None, defaults={"value": value, "text": text.strip()}
    )
    weigh(answer, today=timezone.localdate(now))
    audit.record(
        action="answer.judged_by_panel", obj=answer, by=by, now=now, note=said.get_value_display(), public=True
    )
    return said


def falls_short(answer: Answer) -> bool:
    """The panel says it is no answer, or ten or more judged and more than half did not find it clear."""
    if answer.appraisals.filter(by="panel", value=Judgement.NOT_ANSWERED).exists():
        return True
    judged = answer.appraisals.count()
    return judged >= ENOUGH_VOICES and answer.appraisals.exclude(value=Judgement.CLEAR).count() * 2 > judged


def weigh(answer: Answer, *, today: date) -> None:
    """Where an answer falls short the ministry must explain once, before its own day."""
    addressee = Addressee.objects.select_for_update().get(pk=answer.addressee_id)
    newest = not addressee.answers.filter(state=AnswerState.PUBLISHED, version__gt=answer.version).exists()
    if not newest or not falls_short(answer):
        return
    if addressee.state == AddresseeState.ANSWERED:
        addressee.state = ADDRESSEE.after(addressee.state, "ask_clarification")
        addressee.clarification_due_on = today + timedelta(days=DAYS_TO_CLARIFY)
    elif addressee.state == AddresseeState.CLARIFIED:
        # explained once and still no answer: both views stay on the page
        addressee.state = ADDRESSEE.after(addressee.state, "record_dissent")
    addressee.save(update_fields=["state", "clarification_due_on"])
