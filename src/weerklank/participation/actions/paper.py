"""Cards on paper: making them for a group, and typing in what children wrote on them, once for every card."""

from __future__ import annotations

import random
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.moves import Refusal
from weerklank.participation import disclosure, paper, personal_data, tickets, words
from weerklank.participation.actions.child import MAX_SHARED_FINDER
from weerklank.participation.actions.groups import LARGEST_GROUP
from weerklank.participation.lifecycle import CONTRIBUTION, ConsultationState, StatementState
from weerklank.participation.models import (
    Contribution,
    EntryPoint,
    PaperCard,
    ReturnCode,
    Vote,
    VoteValue,
)
from weerklank.participation.pictures import codes

# a class, and once more for who spoils a card or prints again
MOST_CARDS = 2 * LARGEST_GROUP


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card before it is printed: its number, its pictures, and the sealed row that keeps them."""

    number: str = field(repr=False)
    code: codes.ReturnCode = field(repr=False)
    ticket: str = field(repr=False)
    salt: bytes = field(repr=False)
    digest: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was ticked for one statement."""

    value: VoteValue
    important: bool = False


def _may_print(entry_point: EntryPoint, how_many: int, now: datetime) -> None:
    if entry_point.ended:
        raise Refusal(_("Deze code is gestopt. Kaarten kunnen niet meer worden gemaakt."))
    if not entry_point.open_on(timezone.localdate(now)):
        raise Refusal(_("Deze vraag is gesloten. Kaarten kunnen niet meer worden gemaakt."))
    left = MOST_CARDS - entry_point.paper_cards.count()
    if not 1 <= how_many <= left:
        raise Refusal(
            _("Voor deze groep kunnen nog %(left)d kaarten worden gemaakt.") % {"left": max(0, left)}, field="how_many"
        )


def draw_cards(
    *, entry_point_id: int, how_many: int, now: datetime, chance: random.Random | None = None
) -> tuple[NewCard, ...]:
    """So many cards that nobody keeps yet. The strong hashes take long, so no transaction waits for them."""
    _may_print(EntryPoint.objects.get(pk=entry_point_id), how_many, now)
    chance = chance or random.SystemRandom()
    return tuple(_drawn(chance) for _one in range(how_many))


def _drawn(chance: random.Random) -> NewCard:
    code = paper.new_code(chance)
    while ReturnCode.objects.filter(finder=code.finder).count() >= MAX_SHARED_FINDER:
        code = paper.new_code(chance)
    number, salt = paper.new_number(chance), secrets.token_bytes(codes.SALT_BYTES)
    return NewCard(number, code, paper.ticket_of(number), salt, codes.seal(code, salt, settings.PEPPER))


@transaction.atomic
def keep_cards(*, entry_point_id: int, cards: Sequence[NewCard], now: datetime) -> int:
    """The cards that were just printed are of this group from now on."""
    entry_point = EntryPoint.objects.select_for_update().get(pk=entry_point_id)
    _may_print(entry_point, len(cards), now)
    ReturnCode.objects.bulk_create(
        ReturnCode(
            ticket_hash=tickets.return_hash(card.ticket),
            finder=card.code.finder,
            salt=card.salt,
            digest=card.digest,
        )
        for card in cards
    )
    PaperCard.objects.bulk_create(
        PaperCard(entry_point=entry_point, card_key=paper.card_key(card.ticket)) for card in cards
    )
    return len(cards)


@transaction.atomic
def type_card(
    *,
    entry_point_id: int,
    ticket: str,
    text: str,
    language: str,
    wants_private: bool,
    answers: Mapping[int, Answer],
    by: Account,
    now: datetime,
) -> Contribution | None:
    """What a child wrote on a card comes in as if it had typed it itself; a card comes in once."""
    entry_point = EntryPoint.objects.select_for_update().select_related("consultation").get(pk=entry_point_id)
    card = PaperCard.objects.filter(entry_point=entry_point, card_key=paper.card_key(ticket)).first()
    if card is None:
        raise Refusal(
            "Deze kaart hoort niet bij deze groep. Kijk of het nummer klopt, of kies de goede groep.", field="number"
        )
    if entry_point.consultation.state != ConsultationState.OPEN:
        raise Refusal("De raadpleging is gesloten: wat op papier staat, kan er niet meer bij.")
    text = words.clean(text)
    _fits(text)
    if not words.says_something(text) and not answers:
        raise Refusal("Op deze kaart staat nog niets: typ het idee over of kies een antwoord.", field="text")
    if card.typed:
        raise Refusal("Deze kaart is al ingevoerd. Er is niets veranderd.", field="number")
    card.typed = True
    card.save(update_fields=["typed"])
    _take_place(entry_point)
    return_code = ReturnCode.objects.filter(ticket_hash=tickets.return_hash(ticket)).first()
    kept = None
    if words.says_something(text):
        kept = _keep(entry_point, ticket, text, language, wants_private, return_code, now)
    _vote(entry_point, ticket, answers)
    # who typed is kept with the group, never with the card or its words
    audit.record(action="entry_point.card_typed", obj=entry_point, by=by, now=now)
    return kept


def _take_place(entry_point: EntryPoint) -> None:
    """A written card is never refused for want of a place: then the code gets one more."""
    entry_point.uses += 1
    # by fives: the page of the group shows the places, and must not tell how many were used
    entry_point.max_uses = max(entry_point.max_uses, -(-entry_point.uses // 5) * 5)
    entry_point.save(update_fields=["uses", "max_uses"])


def _fits(text: str) -> None:
    if len(text) > words.MAX_SIGNS:
        raise Refusal(
            f"Dit zijn {len(text)} tekens; er passen er {words.MAX_SIGNS}. Splits het niet: kort het in en zet […] waar iets weg is.",
            field="text",
        )
    if personal_data.has_bsn(text):
        raise Refusal(
            "Er staat een nummer in dat op een burgerservicenummer lijkt. Zet er […] voor in de plaats.", field="text"
        )


def _keep(
    entry_point: EntryPoint,
    ticket: str,
    text: str,
    language: str,
    wants_private: bool,
    return_code: ReturnCode | None,
    now: datetime,
) -> Contribution:
    state = CONTRIBUTION.initial
    return Contribution.objects.create(
        consultation=entry_point.consultation,
        entry_point=entry_point,
        form="transcript",
        original=text,
        original_language=language,
        received_on=timezone.localdate(now),
        submission_key=tickets.submission_key(ticket, 1),
        return_code=return_code,
        wants_private=wants_private,
        state=CONTRIBUTION.after(state, "hold") if disclosure.kinds(text) else state,
    )


def _vote(entry_point: EntryPoint, ticket: str, answers: Mapping[int, Answer]) -> None:
    open_now = entry_point.consultation.statements.filter(state=StatementState.OPEN, pk__in=answers)
    Vote.objects.bulk_create(
        Vote(
            statement=statement,
            voter_hash=tickets.voter_hash(ticket, entry_point.consultation_id),
            value=answers[statement.pk].value,
            important=answers[statement.pk].important,
            channel=entry_point.channel,
        )
        for statement in open_now
    )
