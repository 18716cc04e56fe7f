"""What a child does: enter, say something, vote, take eight pictures home, take its words back.

Nothing here is written to the audit: of a child no moment is kept. What these functions return has been stored.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.moves import Refusal
from weerklank.participation import disclosure, personal_data, proof, quotes, tickets, words
from weerklank.participation.lifecycle import (
    CONTRIBUTION,
    STATEMENT,
    ConsultationState,
    ContributionState,
    StatementState,
)
from weerklank.participation.models import (
    Contribution,
    ContributionText,
    EntryPoint,
    EntryPointKind,
    ReturnCode,
    SpentEntry,
    SpentProof,
    Statement,
    StatementText,
    Vote,
    VoteValue,
)
from weerklank.participation.pictures import codes
from weerklank.participation.queries import child as queries

MAX_SHARED_FINDER = 4
"""So many codes may share their first two pictures: each costs a strong hash when one of them comes back."""
_MAX_COUNTER = 200
_WORDS_OF_A_CHILD = ("child", "child_edited")
TAKEN_BACK = "teruggenomen door wie het zei"


@dataclass(frozen=True, slots=True)
class Received:
    """What was stored, whether this call stored it, and what a person must look at first."""

    contribution: Contribution
    is_new: bool
    signals: tuple[disclosure.SignalKind, ...]


@transaction.atomic
def enter(*, visit: tickets.Visit, work: proof.Work | None = None, now: datetime) -> EntryPoint:
    """Uses one place of the entry point, once for each visit however often start is pressed.

    A code asks for no work. The open link does, or one of the few places for a browser that did none.
    """
    entry_point = EntryPoint.objects.select_related("consultation").filter(pk=visit.entry_point_id).first()
    if entry_point is None:
        raise Refusal(_("Deze code kennen we niet. Kijk of je hem goed hebt overgetypt."))
    if not entry_point.open_on(_day(now)):
        raise Refusal(
            _("Meedoen met deze code kan nu niet meer. Vraag aan degene van wie je de code kreeg of er een nieuwe is.")
        )
    _spent, is_new = SpentEntry.objects.get_or_create(
        entry_key=tickets.entry_key(visit.ticket, entry_point.pk), defaults={"entry_point": entry_point}
    )
    if is_new and entry_point.ended:
        raise Refusal(queries.ended_sentence())
    if is_new and not _takes_a_place(entry_point):
        raise Refusal(
            _("Deze code is al zo vaak gebruikt als mocht. Vraag aan degene van wie je hem kreeg om een nieuwe code.")
        )
    if is_new and entry_point.kind == EntryPointKind.OPEN:
        _pays(entry_point, work, now)
    return entry_point


def _pays(entry_point: EntryPoint, work: proof.Work | None, now: datetime) -> None:
    """Work counts once; without any, or with work that was used, one of the places of this hour goes."""
    door, today = proof.OPEN_DOOR, _day(now)
    is_first = False
    if work and proof.is_ours(work, today, entry_point.consultation_id) and door.is_enough(work, now):
        _spent, is_first = SpentProof.objects.get_or_create(proof=work.key, defaults={"day": today})
    if not is_first and not door.takes_room_without_work(now):
        raise proof.NoRoom(proof.full_sentence())
    door.enters(now)


def _takes_a_place(entry_point: EntryPoint) -> bool:
    # An open link counts nobody: a script would close it for everybody by pressing start.
    if entry_point.kind == EntryPointKind.OPEN:
        return entry_point.has_room
    return (
        EntryPoint.objects.filter(pk=entry_point.pk, ended=False, uses__lt=F("max_uses")).update(uses=F("uses") + 1)
        == 1
    )


@transaction.atomic
def receive_contribution(
    *,
    visit: tickets.Visit,
    text: str,
    language: str,
    wants_private: bool = False,
    group_size: int | None = None,
    now: datetime,
) -> Received:
    """Stores what a child or a group says. The same words of the same visit are one row, however often they are sent."""
    return keep_idea(
        entry_point=entered(visit=visit, now=now),
        visit=visit,
        text=text,
        language=language,
        wants_private=wants_private,
        group_size=group_size,
        now=now,
    )


def keep_idea(
    *,
    entry_point: EntryPoint,
    visit: tickets.Visit,
    text: str,
    language: str,
    wants_private: bool,
    group_size: int | None,
    now: datetime,
) -> Received:
    """One idea of a visit that may speak, inside the transaction of who asked."""
    text = words.clean(text)
    _check(text)
    kept = queries.own_contributions(visit.ticket)
    same = next((one for one in kept if one.original == text), None)
    if same is not None:
        return Received(same, False, disclosure.kinds(text))
    if queries.took_back(visit.ticket):
        raise Refusal(_("Je haalde je idee weg. Wil je weer iets zeggen? Begin dan opnieuw."), field="text")
    return_code = ReturnCode.objects.filter(ticket_hash=tickets.return_hash(visit.ticket)).first()
    signals = disclosure.kinds(text)
    state = CONTRIBUTION.initial
    for number in range(1, queries.MAX_IDEAS + 1):
        contribution, is_new = Contribution.objects.get_or_create(
            submission_key=tickets.submission_key(visit.ticket, number),
            defaults={
                "consultation": entry_point.consultation,
                "entry_point": entry_point,
                "kind": "group" if group_size else "individual",
                "group_size": group_size,
                "form": "text",
                "original": text,
                "original_language": language,
                "received_on": _day(now),
                "return_code": return_code,
                "wants_private": wants_private,
                "state": CONTRIBUTION.after(state, "hold") if signals else state,
            },
        )
        # Another press of the same button may have been a moment earlier: then this is its row.
        if is_new or contribution.original == text:
            return Received(contribution, is_new, signals)
    raise Refusal(_("Je hebt al vijf ideeën gestuurd. Dat is het meeste wat in één keer kan."), field="text")


@transaction.atomic
def vote(
    *, visit: tickets.Visit, statement: Statement, value: VoteValue, important: bool = False, now: datetime
) -> Vote:
    """One answer of this visit to one statement; answering again changes it until the question closes."""
    entry_point = entered(visit=visit, now=now)
    if statement.consultation_id != entry_point.consultation_id or statement.state != StatementState.OPEN:
        raise Refusal(_("Over deze zin kun je niet meer stemmen. Ga verder met de volgende."))
    given, _is_new = Vote.objects.update_or_create(
        statement=statement,
        voter_hash=tickets.voter_hash(visit.ticket, entry_point.consultation_id),
        defaults={
            "value": value,
            "important": important,
            "channel": entry_point.channel,
        },
    )
    return given


def issue_return_code(*, visit: tickets.Visit, now: datetime) -> ReturnCode | None:
    """The eight pictures of this visit, tied to what it said; None where it said nothing. The same visit, the same pictures."""
    ticket_hash = tickets.return_hash(visit.ticket)
    if not queries.own_contributions(visit.ticket):
        return None
    if not ReturnCode.objects.filter(ticket_hash=ticket_hash).exists():
        counter, code = _free_code(visit.ticket)
        salt = secrets.token_bytes(codes.SALT_BYTES)
        # The strong hash takes long: it is made before the transaction, so that nobody waits for the lock.
        digest = codes.seal(code, salt, settings.PEPPER)
        ReturnCode.objects.get_or_create(
            ticket_hash=ticket_hash,
            defaults={"counter": counter, "finder": code.finder, "salt": salt, "digest": digest},
        )
    with transaction.atomic():
        return_code = ReturnCode.objects.get(ticket_hash=ticket_hash)
        own = [contribution.pk for contribution in queries.own_contributions(visit.ticket)]
        Contribution.objects.filter(pk__in=own, return_code=None).update(return_code=return_code)
    return return_code


def find_by_return_code(*, code: codes.ReturnCode) -> ReturnCode | None:
    """The row that this code opens. An unknown one costs as much time as a known one."""
    rows = list(ReturnCode.objects.filter(finder=code.finder).order_by("id")[:MAX_SHARED_FINDER])
    if not rows:
        codes.dummy()
    opened = [row for row in rows if codes.matches(code, bytes(row.salt), bytes(row.digest), settings.PEPPER)]
    return opened[0] if opened else None


@transaction.atomic
def withdraw_contributions(*, return_code: ReturnCode, now: datetime, only: Collection[uuid.UUID] | None = None) -> int:
    """Takes back what was said, also where it became a statement: the words go at once, the number stays."""
    own = (
        Contribution.objects.select_for_update()
        .filter(return_code=return_code)
        .exclude(state=ContributionState.WITHDRAWN)
    )
    if only is not None:
        own = own.filter(pk__in=only)
    withdrawn = 0
    for contribution in own:
        _take_back_statements(contribution)
        ContributionText.objects.filter(contribution=contribution).delete()
        contribution.state = CONTRIBUTION.after(contribution.state, "withdraw")
        contribution.original = contribution.edited_text = ""
        contribution.save(update_fields=["state", "original", "edited_text"])
        withdrawn += 1
    return withdrawn


def _take_back_statements(contribution: Contribution) -> None:
    """Retires the statements that are this child's words and blanks them; those that an editor drew from many stay."""
    said = f"{contribution.original}\n{contribution.edited_text}"
    # No distinct(): PostgreSQL locks no rows that it made unique, and a statement has a source only once.
    for statement in Statement.objects.select_for_update().filter(sources=contribution):
        alone = not statement.sources.exclude(pk=contribution.pk).exists()
        if statement.origin not in _WORDS_OF_A_CHILD and not (alone and quotes.echoes(statement.text, said)):
            continue
        StatementText.objects.filter(statement=statement).delete()
        if statement.state != StatementState.RETIRED:
            statement.state = STATEMENT.after(statement.state, "take_back")
        # No statement may be empty and no two of a question alike, so a meaningless sign keeps them apart.
        statement.text = f"(teruggenomen {secrets.token_hex(4)})"
        statement.retired_reason = TAKEN_BACK
        statement.save(update_fields=["state", "text", "retired_reason"])


def entered(*, visit: tickets.Visit, now: datetime) -> EntryPoint:
    """The entry point of a visit that may still speak: whoever came in before it closed may finish until the next day."""
    entry_point = EntryPoint.objects.select_related("consultation").filter(pk=visit.entry_point_id).first()
    # held while something is said on it, so that the place is not handed on in the same moment
    place = SpentEntry.objects.select_for_update().filter(
        entry_key=tickets.entry_key(visit.ticket, visit.entry_point_id)
    )
    if entry_point is None or place.first() is None:
        raise Refusal(_("We weten niet meer dat je begonnen was. Begin opnieuw met je code."))
    today = _day(now)
    in_time = entry_point.open_on(today) or entry_point.open_on(today - timedelta(days=1))
    if entry_point.consultation.state != ConsultationState.OPEN or not in_time:
        raise Refusal(_("Deze vraag is net gesloten. Wat je al had verstuurd, is bij ons."))
    return entry_point


def _check(text: str) -> None:
    if not words.says_something(text):
        raise Refusal(_("Er staat nog niets. Schrijf wat je vindt, of sla deze stap over."), field="text")
    if len(text) > words.MAX_SIGNS:
        raise Refusal(
            _(
                "Dit is te lang: het zijn %(signs)d tekens en er passen er %(most)d. Haal er %(over)d af. Je tekst staat er nog."
            )
            % {"signs": len(text), "most": words.MAX_SIGNS, "over": len(text) - words.MAX_SIGNS},
            field="text",
        )
    if personal_data.has_bsn(text):
        raise Refusal(
            _(
                "Er staat een nummer in dat op een burgerservicenummer lijkt. Dat is geheim en alleen van jou. Haal het weg en verstuur je tekst dan."
            ),
            field="text",
        )


def _free_code(ticket: str) -> tuple[int, codes.ReturnCode]:
    for counter in range(_MAX_COUNTER):
        code = codes.derive(ticket.encode(), settings.PEPPER, counter)
        if ReturnCode.objects.filter(finder=code.finder).count() < MAX_SHARED_FINDER:
            return counter, code
    raise codes.Busy


def _day(now: datetime) -> date:
    return timezone.localdate(now)
