"""What professionals do in the house of children's words: ask a question, word statements, open a way in, and move what a child said on."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.editions import turns
from weerklank.editions.models import EditionTheme
from weerklank.moves import Refusal
from weerklank.participation import personal_data, quotes, row_order
from weerklank.participation.lifecycle import (
    CONSULTATION,
    CONTRIBUTION,
    STATEMENT,
    ConsultationState,
    ContributionState,
    StatementState,
)
from weerklank.participation.models import (
    Consultation,
    Contribution,
    DeclineReason,
    EntryPoint,
    EntryPointKind,
    Statement,
)
from weerklank.participation.pictures import class_codes
from weerklank.participation.queries.staff import obstacles, why_it_stays_public

# before children answered, every word of the question may still change; afterwards only its end may move
BEING_WRITTEN = (ConsultationState.DRAFT, ConsultationState.PANEL_CHECK, ConsultationState.SCHEDULED)
ENDED = (
    ConsultationState.CLOSED,
    ConsultationState.GROUPED,
    ConsultationState.FIXED,
    ConsultationState.REPORTED,
)
MOST_USES = 500

# which kinds of mark may stay in a text that becomes public, and why
Allowed = Mapping[personal_data.DataKind, str]
NOTHING: Allowed = {}
_WORD = re.compile(r"[^\W_]+")
# what an organiser may add when somebody used up the places of a class that still has to begin
MOST_RAISED = 2000


@dataclass(frozen=True, slots=True)
class Question:
    """What an organiser fills in about a consultation."""

    question: str
    why: str
    can_change: str
    cannot_change: str
    who_decides: str
    hear_by: date | None
    opens_on: date | None
    closes_on: date | None
    panel_note: str
    sensitive: bool


# -- the question ---------------------------------------------------------------------------------------------


def _consultation(consultation_id: int) -> Consultation:
    try:
        return Consultation.objects.select_for_update().get(pk=consultation_id)
    except Consultation.DoesNotExist:
        raise Refusal("Deze raadpleging bestaat niet meer.") from None


def _period_holds(question: Question) -> None:
    if question.opens_on and question.closes_on and question.closes_on < question.opens_on:
        raise Refusal("De raadpleging sluit voor ze opengaat. Kies een latere laatste dag.", field="closes_on")
    if question.closes_on and question.hear_by and question.hear_by < question.closes_on:
        raise Refusal(
            "Kinderen zouden het horen voor de raadpleging sluit. Kies een latere dag om te antwoorden.",
            field="hear_by",
        )


@transaction.atomic
def create_consultation(*, edition_theme_id: int, question: Question, by: Account, now: datetime) -> Consultation:
    """A new question to children, still a draft."""
    theme = EditionTheme.objects.select_related("edition").get(pk=edition_theme_id)
    _period_holds(question)
    consultation = Consultation(edition=theme.edition, edition_theme=theme, slug=_free_slug(question.question))
    _write(consultation, question)
    consultation.save(force_insert=True)
    audit.record(action="consultation.created", obj=consultation, by=by, now=now)
    return consultation


def _free_slug(question: str) -> str:
    base = slugify(question)[:60].strip("-") or "vraag"
    taken = set(Consultation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return base if base not in taken else next(f"{base}-{n}" for n in range(2, 10_000) if f"{base}-{n}" not in taken)


def _write(consultation: Consultation, question: Question) -> None:
    for name in Question.__dataclass_fields__:
        setattr(consultation, name, getattr(question, name))


@transaction.atomic
def change_consultation(*, consultation_id: int, question: Question, by: Account, now: datetime) -> Consultation:
    """Rewords a question that no child has seen yet."""
    consultation = _consultation(consultation_id)
    if consultation.state not in BEING_WRITTEN:
        raise Refusal(
            "Kinderen antwoordden al op deze vraag, dus de woorden veranderen niet meer. "
            "U kunt de laatste dag wel later zetten."
        )
    _period_holds(question)
    _write(consultation, question)
    if consultation.state == ConsultationState.SCHEDULED and (
        gaps := obstacles(consultation, "open", timezone.localdate(now))
    ):
        raise Refusal("De raadpleging is ingepland en moet volledig blijven. " + " ".join(gaps))
    consultation.save()
    audit.record(action="consultation.changed", obj=consultation, by=by, now=now)
    return consultation


@transaction.atomic
def confirm_frame(*, consultation_id: int, by: Account, now: datetime) -> Consultation:
    """What an earlier edition said can and cannot change holds this year too; somebody read it and says so."""
    consultation = _consultation(consultation_id)
    if not consultation.frame_to_confirm:
        raise Refusal("Dit is net al nagelezen. Ververs de bladzijde.")
    if not (consultation.can_change.strip() and consultation.cannot_change.strip()):
        raise Refusal("Vul eerst in wat kan veranderen en wat niet. Dan kunt u zeggen dat het klopt.")
    consultation.frame_to_confirm = False
    consultation.save(update_fields=["frame_to_confirm"])
    audit.record(action="consultation.frame_confirmed", obj=consultation, by=by, now=now)
    return consultation


@transaction.atomic
def extend_consultation(*, consultation_id: int, closes_on: date, by: Account, now: datetime) -> Consultation:
    """More days for children to take part; a period that was promised is never cut short."""
    consultation = _consultation(consultation_id)
    if consultation.state != ConsultationState.OPEN:
        raise Refusal("Alleen een open raadpleging kan langer openblijven.", field="closes_on")
    if consultation.closes_on and closes_on <= consultation.closes_on:
        raise Refusal(
            f"Kinderen hebben tot {consultation.closes_on:%d-%m-%Y} gekregen. Langer mag, korter niet.",
            field="closes_on",
        )
    if consultation.hear_by and closes_on > consultation.hear_by:
        raise Refusal(
            f"Kinderen horen het uiterlijk op {consultation.hear_by:%d-%m-%Y}; sluit voor die dag.", field="closes_on"
        )
    consultation.closes_on = closes_on
    consultation.save(update_fields=["closes_on"])
    audit.record(
        action="consultation.extended",
        obj=consultation,
        by=by,
        now=now,
        note=f"Open tot en met {closes_on:%d-%m-%Y}.",
        public=True,
    )
    return consultation


@transaction.atomic
def move_consultation(*, consultation_id: int, move: str, by: Account, now: datetime) -> Consultation:
    """The consultation takes a step: to the panel, on the calendar, open, closed, reported."""
    consultation = _consultation(consultation_id)
    target = turns.after(CONSULTATION, consultation, move, state=consultation.state, action=f"consultation.{move}")
    gaps = obstacles(consultation, move, timezone.localdate(now))
    if gaps:
        raise Refusal(" ".join(gaps))
    consultation.state = target
    consultation.save(update_fields=["state"])
    if move == "close":
        consultation.statements.filter(state=StatementState.OPEN).update(state=StatementState.CLOSED)
        # what is closed is read and counted: nobody is to see in the file who came after whom
        transaction.on_commit(row_order.shuffle, robust=True)
    audit.record(
        action=f"consultation.{move}",
        obj=consultation,
        by=by,
        now=now,
        note=f"De raadpleging staat nu op ‘{consultation.get_state_display()}’.",
        public=move in ("open", "close"),
    )
    return consultation


# -- statements -----------------------------------------------------------------------------------------------


def _statement(statement_id: int) -> Statement:
    try:
        return Statement.objects.select_for_update().get(pk=statement_id)
    except Statement.DoesNotExist:
        raise Refusal("Deze stelling bestaat niet meer.") from None


@transaction.atomic
def add_statement(
    *,
    consultation_id: int,
    text: str,
    origin: str,
    by: Account,
    now: datetime,
    source_ids: tuple[UUID, ...] = (),
    language: str = "nl",
) -> Statement:
    """One idea to agree or disagree with, and from which contributions it was drawn."""
    consultation = _consultation(consultation_id)
    if consultation.state not in (*BEING_WRITTEN, ConsultationState.OPEN):
        raise Refusal("Deze raadpleging is gesloten: er kan niemand meer stemmen op een nieuwe stelling.")
    wording = " ".join(text.split())
    if consultation.statements.filter(text=wording).exists():
        raise Refusal("Deze stelling staat er al. Verander een woord, of gebruik de stelling die er is.", field="text")
    # held, so that words which a child takes back this moment do not stay behind in a statement
    sources = list(
        consultation.contributions.select_for_update()
        .filter(pk__in=source_ids)
        .exclude(state=ContributionState.WITHDRAWN)
    )
    if origin in ("child", "child_edited") and not sources:
        raise Refusal(
            "Woorden van een kind hebben een bron. Maak deze stelling bij de inbreng waar ze uit komt.", field="origin"
        )
    # the database cuts nothing: what does not fit is refused by the form, and here for whoever calls directly
    if len(wording) > 160:
        raise Refusal("Een stelling is hoogstens 160 tekens lang. Maak er één gedachte van.", field="text")
    statement = Statement.objects.create(
        consultation=consultation,
        text=wording,
        origin=origin,
        language=language,
        order=consultation.statements.count() + 1,
    )
    statement.sources.set(sources)
    audit.record(action="statement.added", obj=statement, by=by, now=now, label=f"stelling {statement.pk}")
    return statement


@transaction.atomic
def change_statement(*, statement_id: int, text: str, order: int, by: Account, now: datetime) -> Statement:
    """Rewords a statement that nobody has voted on yet; its place in the row may change later too."""
    statement = _statement(statement_id)
    wording = " ".join(text.split())
    if wording != statement.text and statement.state not in (StatementState.PROPOSED, StatementState.ORIGIN_CHECK):
        raise Refusal(
            "Kinderen stemden al op deze woorden. Haal de stelling weg met een reden en maak een nieuwe.", field="text"
        )
    if statement.consultation.statements.exclude(pk=statement.pk).filter(text=wording).exists():
        raise Refusal("Deze stelling staat er al. Verander een woord.", field="text")
    # who only gives it another place had no hand in its words
    done = "statement.changed" if wording != statement.text else "statement.placed"
    statement.text, statement.order = wording, order
    if statement.origin == "child" and wording not in {source.shown_text for source in statement.sources.all()}:
        statement.origin = "child_edited"
    statement.save(update_fields=["text", "order", "origin"])
    audit.record(action=done, obj=statement, by=by, now=now, label=f"stelling {statement.pk}")
    return statement


@transaction.atomic
def move_statement(*, statement_id: int, move: str, by: Account, now: datetime, reason: str = "") -> Statement:
    """Asks a child or the panel whether it is right, opens it for votes, closes it, or takes it away with a reason."""
    statement = _statement(statement_id)
    if move == "take_back":
        raise Refusal("Terugnemen doet alleen wie het zei. Haal de stelling weg met een reden.")
    target = turns.after(STATEMENT, statement, move, state=statement.state, action=f"statement.{move}")
    if move == "retire":
        if not reason.strip():
            raise Refusal("Schrijf op waarom de stelling weggaat: wie erop stemde, mag dat lezen.", field="reason")
        statement.retired_reason = reason.strip()
    if move == "open" and statement.consultation.state not in (*BEING_WRITTEN, ConsultationState.OPEN):
        raise Refusal("De raadpleging is gesloten: er kan niemand meer stemmen.")
    statement.state = target
    statement.save(update_fields=["state", "retired_reason"])
    audit.record(
        action=f"statement.{move}",
        obj=statement,
        by=by,
        now=now,
        label=f"stelling {statement.pk}",
        note=statement.retired_reason,
    )
    return statement


# -- ways in --------------------------------------------------------------------------------------------------


@transaction.atomic
def make_entry_point(
    *,
    consultation_id: int,
    kind: str,
    mode: str,
    label: str,
    language: str,
    valid_from: date,
    valid_to: date,
    max_uses: int,
    place: str = "",
    by: Account | None,
    now: datetime,
    chance: random.Random | None = None,
) -> EntryPoint:
    """A class code: so many contributions between two days, and no way to tell whose. A teacher has no account."""
    consultation = _consultation(consultation_id)
    if consultation.state in ENDED:
        raise Refusal("Deze raadpleging is gesloten: een code zou nergens meer toegang toe geven.")
    if valid_to < valid_from:
        raise Refusal("De laatste dag ligt voor de eerste. Kies een latere laatste dag.", field="valid_to")
    if valid_to < timezone.localdate(now):
        raise Refusal("Deze code zou al voorbij zijn. Kies een laatste dag van vandaag of later.", field="valid_to")
    if consultation.closes_on and valid_from > consultation.closes_on:
        raise Refusal(
            f"De raadpleging sluit op {consultation.closes_on:%d-%m-%Y}; de code zou daarna pas gaan gelden.",
            field="valid_from",
        )
    if not 1 <= max_uses <= MOST_USES:
        raise Refusal(
            f"Een code geldt voor 1 tot {MOST_USES} keer. Maak voor meer kinderen een tweede code.", field="max_uses"
        )
    entry_point = EntryPoint.objects.create(
        consultation=consultation,
        kind=kind,
        mode=mode,
        code=_free_code(chance or random.SystemRandom()),
        label=label,
        language=language,
        valid_from=valid_from,
        valid_to=valid_to,
        max_uses=max_uses,
        place=place,
    )
    # the label names a class, so it stays out of the log
    audit.record(action="entry_point.made", obj=entry_point, by=by, now=now)
    return entry_point


def _free_code(chance: random.Random) -> str:
    for _ in range(50):
        code = class_codes.new_class_code(chance)
        if not EntryPoint.objects.filter(code=code).exists():
            return code
    raise Refusal("Er kon geen vrije code worden gevonden. Probeer het nog eens.")


@transaction.atomic
def end_entry_point(*, entry_point_id: int, by: Account | None, now: datetime) -> EntryPoint:
    """A code that got lost takes nobody in any more; what came in with it stays."""
    entry_point = EntryPoint.objects.select_for_update().get(pk=entry_point_id)
    if entry_point.ended:
        raise Refusal("Deze code is al gestopt.")
    entry_point.ended = True
    entry_point.save(update_fields=["ended"])
    audit.record(action="entry_point.ended", obj=entry_point, by=by, now=now)
    return entry_point


@transaction.atomic
def raise_quota(*, entry_point_id: int, max_uses: int, by: Account | None, now: datetime) -> EntryPoint:
    """More places for a class: whoever had the code may have used up what the others needed. Never fewer."""
    try:
        entry_point = EntryPoint.objects.select_for_update().select_related("consultation").get(pk=entry_point_id)
    except EntryPoint.DoesNotExist:
        raise Refusal("Deze code bestaat niet meer.") from None
    if entry_point.kind == EntryPointKind.OPEN:
        raise Refusal("Een open link heeft geen aantal plaatsen: die kan niet vol raken.")
    if entry_point.ended:
        raise Refusal("Deze code is gestopt, en gaat niet meer open. Maak een nieuwe code.")
    today = timezone.localdate(now)
    if entry_point.valid_to < today or entry_point.consultation.state in ENDED:
        raise Refusal("Deze code is voorbij. Maak een nieuwe zolang de raadpleging open is.")
    if not entry_point.max_uses < max_uses <= MOST_RAISED:
        raise Refusal(
            f"De code geldt nu {entry_point.max_uses} keer. Vul een hoger aantal in, tot en met {MOST_RAISED}.",
            field="max_uses",
        )
    entry_point.max_uses = max_uses
    entry_point.save(update_fields=["max_uses"])
    audit.record(
        action="entry_point.quota_raised", obj=entry_point, by=by, now=now, note=f"Nu hoogstens {max_uses} keer."
    )
    return entry_point


# -- what a child said ----------------------------------------------------------------------------------------


def contribution(contribution_id: UUID) -> Contribution:
    """What a child said, held until the transaction ends; who comes second, waits and then sees what was done."""
    try:
        return Contribution.objects.select_for_update().get(pk=contribution_id)
    except Contribution.DoesNotExist:
        raise Refusal("Deze inbreng is er niet meer.") from None


def _step(held: Contribution, move: str, *, by: Account, now: datetime, fields: tuple[str, ...] = ()) -> Contribution:
    held.state = turns.after(CONTRIBUTION, held, move, state=held.state, action=f"contribution.{move}")
    held.save(update_fields=["state", *fields])
    audit.record(action=f"contribution.{move}", obj=held, by=by, now=now, label="inbreng")
    return held


def _may_be_shown(held: Contribution) -> None:
    if held.wants_private:
        raise Refusal("Wie dit schreef, koos ‘niet laten zien, wel meetellen’. Kies ‘Telt mee, niet te zien’.")


def _marks_may_stay(text: str, allowed: Allowed) -> None:
    """What may say who a child is goes public only where a moderator said, mark by mark, why it may stay."""
    left = [kind for kind in personal_data.kinds(text) if not allowed.get(kind, "").strip()]
    if left:
        raise Refusal(
            f"In deze tekst staat nog: {', '.join(kind.value for kind in left)}. "
            "Haal het weg, of vink aan dat het mag blijven staan en schrijf kort waarom.",
            field=f"allow_{left[0].name.lower()}",
        )


@transaction.atomic
def publish_contribution(
    *, contribution_id: UUID, by: Account, now: datetime, allowed: Allowed = NOTHING
) -> Contribution:
    """What a child said may be read by everybody, in its own words."""
    held = contribution(contribution_id)
    _may_be_shown(held)
    _marks_may_stay(held.original, allowed)
    held.edited_text = ""
    return _step(held, "publish", by=by, now=now, fields=("edited_text",))


@transaction.atomic
def publish_edited(
    *,
    contribution_id: UUID,
    text: str,
    by: Account,
    now: datetime,
    allowed: Allowed = NOTHING,
    another_text: bool = False,
) -> Contribution:
    """What a child said may be read without the name or place in it; its own words are kept, closed."""
    held = contribution(contribution_id)
    held.edited_text = _worded(held, text, allowed, another_text=another_text)
    return _step(held, "publish_edited", by=by, now=now, fields=("edited_text",))


@transaction.atomic
def write_edit(
    *, contribution_id: UUID, text: str, allowed: Allowed = NOTHING, another_text: bool = False
) -> Contribution:
    """Other words lie ready beside those of the child until a second person agrees; a child that takes its idea back takes both."""
    held = contribution(contribution_id)
    held.edited_text = _worded(held, text, allowed, another_text=another_text)
    held.save(update_fields=["edited_text"])
    return held


def _worded(held: Contribution, text: str, allowed: Allowed, *, another_text: bool) -> str:
    _may_be_shown(held)
    # a form sends its line ends the old way
    wording = text.replace("\r\n", "\n").strip()
    if not wording:
        raise Refusal("Schrijf de tekst zoals iedereen haar mag lezen.", field="text")
    if wording == held.original.replace("\r\n", "\n").strip():
        raise Refusal("U veranderde niets. Kies ‘Publiceren’ als iedereen dit zo mag lezen.", field="text")
    if not another_text and not shares_words(wording, held.original):
        raise Refusal(
            "Deze tekst heeft geen enkel woord gemeen met wat het kind schreef. "
            "Is dat niet de bedoeling, kijk dan of u bij de goede inbreng bent; anders bevestigt u het.",
            field="another_text",
        )
    _marks_may_stay(wording, allowed)
    return wording


def shares_words(text: str, original: str) -> bool:
    """Whether an edited text still has a word of what the child wrote."""
    return bool(set(_WORD.findall(text.casefold())) & set(_WORD.findall(original.casefold())))


@transaction.atomic
def unpublish(*, contribution_id: UUID, by: Account, now: datetime) -> Contribution:
    """What should not have been public is read again; not once others build on it."""
    held = contribution(contribution_id)
    if obstacle := why_it_stays_public(held):
        raise Refusal(obstacle)
    return _step(held, "unpublish", by=by, now=now)


@transaction.atomic
def keep_private(*, contribution_id: UUID, by: Account, now: datetime) -> Contribution:
    """It counts and is answered, and nobody outside reads it."""
    held = contribution(contribution_id)
    # stays shut in every later state: a private contribution in a group is still private
    held.wants_private = True
    return _step(held, "keep_private", by=by, now=now, fields=("wants_private",))


@transaction.atomic
def decline_contribution(
    *, contribution_id: UUID, reason: str, sentence: str, by: Account, now: datetime
) -> Contribution:
    """It is not shown; with the return code the child reads why."""
    held = contribution(contribution_id)
    if reason not in DeclineReason.values:
        raise Refusal("Kies waarom deze inbreng niet te zien is.", field="reason")
    _for_the_child(sentence, held, field="sentence")
    held.decline_reason, held.reason_for_child = reason, sentence.strip()
    return _step(held, "decline", by=by, now=now, fields=("decline_reason", "reason_for_child"))


def _for_the_child(sentence: str, held: Contribution, *, field: str) -> None:
    if not sentence.strip():
        raise Refusal("Schrijf in een zin voor het kind waarom. Zonder reden hoort het niets.", field=field)
    echo = quotes.repeats(sentence, held.original)
    if echo:
        raise Refusal(
            f"Deze zin herhaalt wat het kind schreef (‘{echo}’). Wie de plaatjes vindt, zou het kunnen lezen. Zeg het anders.",
            field=field,
        )


@transaction.atomic
def hold(*, contribution_id: UUID, by: Account, now: datetime) -> Contribution:
    """A worry: only the person trained for it reads on."""
    return _step(contribution(contribution_id), "hold", by=by, now=now)


@transaction.atomic
def release(*, contribution_id: UUID, by: Account, now: datetime) -> Contribution:
    """Back to the queue, where it is read like any other."""
    return _step(contribution(contribution_id), "release", by=by, now=now)


@transaction.atomic
def group(*, contribution_id: UUID, by: Account, now: datetime) -> Contribution:
    """It stands beside what says something alike."""
    return _step(contribution(contribution_id), "group", by=by, now=now)


@transaction.atomic
def ungroup(*, contribution_id: UUID, by: Account, now: datetime) -> Contribution:
    """It leaves its group and is what it was: private, edited or published."""
    held = contribution(contribution_id)
    if held.wants_private:
        return _step(held, "ungroup_private", by=by, now=now)
    return _step(held, "ungroup_edited" if held.edited_text else "ungroup", by=by, now=now)


@transaction.atomic
def into_advice(*, contribution_id: UUID, by: Account, now: datetime) -> Contribution:
    """An advice rests on it."""
    held = contribution(contribution_id)
    held.reason_for_child = ""
    return _step(held, "into_advice", by=by, now=now, fields=("reason_for_child",))


@transaction.atomic
def set_aside(*, contribution_id: UUID, sentence: str, by: Account, now: datetime) -> Contribution:
    """Not used this year; with the return code the child reads why."""
    held = contribution(contribution_id)
    _for_the_child(sentence, held, field="reason")
    held.reason_for_child = sentence.strip()
    return _step(held, "set_aside", by=by, now=now, fields=("reason_for_child",))
