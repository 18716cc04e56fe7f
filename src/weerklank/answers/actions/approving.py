"""The second person: returns with what must change, or publishes; after that nothing changes any more."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from weerklank.accounts.models import Account
from weerklank.answers.actions.answering import the_clock_is_right
from weerklank.answers.draft import Draft, contact_problems, problems, quoting_problems
from weerklank.answers.lifecycle import ADDRESSEE, ANSWER, COMMITMENT, AddresseeState, AnswerState, CommitmentState
from weerklank.answers.models import Addressee, Answer, AnswerText, Commitment
from weerklank.audit import actions as audit
from weerklank.audit import queries as trail
from weerklank.moves import Refusal

TRANSLATED = "answer.translated"


def _held(answer_id: int, by: Account) -> Answer:
    answer = (
        Answer.objects.select_for_update()
        .select_related("addressee__advice__edition", "addressee__organisation")
        .get(pk=answer_id)
    )
    if answer.addressee.organisation_id != by.organisation_id:
        raise Refusal(f"Alleen iemand van {answer.addressee.organisation} kan dit goedkeuren.")
    return answer


def wrote_it(answer: Answer, account: Account) -> bool:
    """Whoever saved, sent or translated a version of this text cannot be its second pair of eyes."""
    touched = trail.history_of(answer).filter(
        actor_id=account.audit_id, action__in=("answer.saved", "answer.submitted", TRANSLATED)
    )
    return answer.written_by_id == account.pk or touched.exists()


@transaction.atomic
def return_answer(*, answer_id: int, note: str, by: Account, now: datetime) -> Answer:
    """Back to the writer, with what must change."""
    answer = _held(answer_id, by)
    if not note.strip():
        raise Refusal("Schrijf wat er anders moet.", field="note")
    answer.state = ANSWER.after(answer.state, "return")
    addressee = answer.addressee
    if addressee.state == AddresseeState.IN_APPROVAL:
        addressee.state = ADDRESSEE.after(addressee.state, "return")
        addressee.save(update_fields=["state"])
    answer.returned_note = note.strip()
    answer.save()
    audit.record(action="answer.returned", obj=answer, by=by, now=now, note=note.strip())
    return answer


@transaction.atomic
def publish_answer(*, answer_id: int, by: Account, now: datetime) -> Answer:
    """The answer appears, by a second person of the same ministry; its promises stand from now on."""
    answer = _held(answer_id, by)
    if answer.state == AnswerState.PUBLISHED:
        raise Refusal("Dit antwoord is net al gepubliceerd door een collega.")
    if wrote_it(answer, by):
        raise Refusal("U schreef zelf mee aan dit antwoord. Een tweede persoon van uw ministerie keurt het goed.")
    addressee = answer.addressee
    today = timezone.localdate(now)
    the_clock_is_right(addressee, today)
    missing = problems(Draft.from_json(answer.draft), addressee, today)
    if missing:
        raise Refusal(missing[0].sentence)
    answer.state = ANSWER.after(answer.state, "publish")
    addressee.state = ADDRESSEE.after(
        addressee.state, "clarify" if addressee.state == AddresseeState.CLARIFICATION_DUE else "publish"
    )
    addressee.save(update_fields=["state"])
    answer.approved_by, answer.published_on, answer.draft = by, timezone.localdate(now), {}
    answer.save()
    _agree_on_promises(answer, by=by, now=now)
    audit.record(action="answer.published", obj=answer, by=by, now=now, public=True)
    return answer


def _next_slug(addressee: Addressee) -> str:
    organisation = addressee.organisation
    prefix = f"{addressee.edition.year}-{slugify(organisation.short_name) or organisation.slug}"[:50] + "-"
    taken = Commitment.objects.filter(slug__startswith=prefix).values_list("slug", flat=True)
    numbers = [int(rest) for slug in taken if (rest := slug.removeprefix(prefix)).isdecimal()]
    return f"{prefix}{max(numbers, default=0) + 1:02d}"


def _agree_on_promises(answer: Answer, *, by: Account, now: datetime) -> None:
    promises = Commitment.objects.select_for_update().filter(position__answer=answer, state=CommitmentState.PROPOSED)
    for promise in promises.order_by("position__part__order"):
        promise.state = COMMITMENT.after(promise.state, "agree")
        promise.slug = _next_slug(answer.addressee)
        promise.made_on = answer.published_on
        promise.save()
        audit.record(action="commitment.agreed", obj=promise, by=by, now=now, public=True)


def translated_it(answer: Answer, language: str, account: Account) -> bool:
    """Whoever made or changed this translation is not the one who says that it is right."""
    made = trail.history_of(answer).filter(actor_id=account.audit_id, action=TRANSLATED, note=language)
    return made.exists()


@transaction.atomic
def save_translation(
    *, answer_id: int, language: str, text: str, made_by: str, checked: bool, by: Account, now: datetime
) -> AnswerText | None:
    """The child version in another language, read by a second person or not. An empty text takes it away."""
    answer = _held(answer_id, by)
    known = {code for code, _ in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    if language not in known:
        raise Refusal("Deze taal kennen we niet. Kies een taal uit de lijst.", field="language")
    if answer.state == AnswerState.PUBLISHED:
        raise Refusal(
            "Dit antwoord is gepubliceerd: zijn vertalingen veranderen niet meer en er komt geen bij. "
            "Dat kan in een nieuwe versie van het antwoord, die u schrijft als er om uitleg wordt gevraagd "
            "en die een tweede persoon goedkeurt."
        )
    held = answer.texts.filter(language=language).first()
    if not text.strip():
        if held is not None:
            held.delete()
            audit.record(action=TRANSLATED, obj=answer, by=by, now=now, note=language)
        return None
    found = [*contact_problems("text", text), *quoting_problems([("text", text)], answer.addressee.advice)]
    if found:
        raise Refusal(found[0].sentence, field="text")
    same = held is not None and (held.child_version, held.made_by) == (text.strip(), made_by)
    if checked and not (held and held.checked and same) and (not same or translated_it(answer, language, by)):
        raise Refusal(
            "U kunt niet uw eigen vertaling nalezen. Bewaar haar zonder dit vinkje; "
            "daarna zet een ander die de taal spreekt het.",
            field="checked",
        )
    kept, _ = AnswerText.objects.update_or_create(
        answer=answer,
        language=language,
        defaults={"child_version": text.strip(), "made_by": made_by, "checked": checked},
    )
    # who only reads a translation did not write it, and may still be the one who publishes
    action = "answer.translation_read" if same else TRANSLATED
    audit.record(action=action, obj=answer, by=by, now=now, note=language)
    return kept
