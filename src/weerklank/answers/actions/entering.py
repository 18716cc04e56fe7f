"""An editor enters what was promised elsewhere, with its source, and what that source says of it later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from weerklank.accounts.models import Account, Organisation
from weerklank.answers.actions.promising import move_promise, needs_evidence
from weerklank.answers.lifecycle import COMMITMENT, CommitmentState
from weerklank.answers.models import Commitment, ProgressUpdate
from weerklank.audit import actions as audit
from weerklank.moves import Refusal
from weerklank.rights.models import Territory, Theme

DIALOGUE = "dialogue"
# what a source can say of a promise, beside its own word for it
SOURCE_MOVES = {
    CommitmentState.PARTLY: "finish_partly",
    CommitmentState.DONE: "finish",
    CommitmentState.LAPSED: "lapse",
    CommitmentState.WITHDRAWN: "withdraw",
    CommitmentState.AGREED: "reopen",
}
_RESERVED = ("nieuw",)
_NAMES = {
    "kind": "soort",
    "title": "titel",
    "text": "tekst",
    "organisation": "wie beloofde",
    "owner": "wie sprak",
    "made_to": "aan wie",
    "made_on": "beloofd op",
    "due_on": "uiterlijk",
    "due_note": "termijn",
    "measure": "te zien aan",
    "source_url": "bron",
    "external_system": "stelsel",
    "external_id": "nummer in de bron",
    "territory": "gebied",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What was promised, by whom, to whom and when, as the source gives it."""

    kind: str
    title: str
    text: str
    organisation: Organisation
    made_on: date
    source_url: str
    owner: str = ""
    made_to: str = ""
    due_on: date | None = None
    due_note: str = ""
    measure: str = ""
    external_system: str = ""
    external_id: str = ""
    territory: Territory | None = None
    themes: tuple[Theme, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceNews:
    """What the source says now: its own status word, and what that makes of the promise."""

    on: date
    word: str = ""
    state: str = ""
    text: str = ""
    evidence_url: str = ""


def free_slug(taken: set[str], title: str, *, otherwise: str, longest: int) -> str:
    """A readable address that nobody has yet; an address once given never changes."""
    base = slugify(title)[: longest - 4].strip("-") or otherwise
    if base not in taken and base not in _RESERVED:
        return base
    return next(f"{base}-{number}" for number in range(2, 10_000) if f"{base}-{number}" not in taken)


def _sound(entry: Entry, today: date) -> None:
    if entry.kind == DIALOGUE:
        raise Refusal(
            "Een toezegging uit de dialoog ontstaat met het antwoord zelf. Kies een andere soort.", field="kind"
        )
    if not entry.source_url.strip():
        raise Refusal("Zet er het adres bij waar dit staat: zonder bron kan niemand het nalezen.", field="source_url")
    if len(entry.text.strip()) < 10:
        raise Refusal("Neem letterlijk over wat er is beloofd.", field="text")
    if entry.made_on > today:
        raise Refusal("Deze dag is nog niet geweest.", field="made_on")
    if entry.due_on and entry.due_on < entry.made_on:
        raise Refusal("De laatste dag ligt voor de dag van de belofte.", field="due_on")
    if bool(entry.external_system) != bool(entry.external_id):
        raise Refusal("Schrijf bij een nummer ook waar dat nummer vandaan komt.", field="external_id")


def _not_twice(entry: Entry, but: int = 0) -> None:
    if not entry.external_id:
        return
    same = Commitment.objects.filter(external_system=entry.external_system, external_id=entry.external_id)
    if known := same.exclude(pk=but).first():
        raise Refusal(f"Dit nummer staat er al: ‘{known.title}’ ({known.get_absolute_url()}).", field="external_id")


def _values(entry: Entry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in _NAMES}


@transaction.atomic
def enter_promise(*, entry: Entry, by: Account, now: datetime) -> Commitment:
    """A promise that stands elsewhere, entered with its source; it is public at once."""
    _sound(entry, timezone.localdate(now))
    _not_twice(entry)
    taken = set(Commitment.objects.values_list("slug", flat=True))
    promise = Commitment.objects.create(
        slug=free_slug(taken, entry.title, otherwise="toezegging", longest=60),
        state=COMMITMENT.after(CommitmentState.PROPOSED, "agree"),
        is_demonstration=entry.organisation.is_demonstration,
        **_values(entry),
    )
    promise.themes.set(entry.themes)
    audit.record(action="commitment.entered", obj=promise, by=by, now=now, note=entry.source_url, public=True)
    return promise


def entered(commitment_id: int) -> Commitment:
    """A promise that an editor may speak of: what was promised in the dialogue is told by who promised it."""
    promise = Commitment.objects.select_for_update().select_related("organisation").get(pk=commitment_id)
    if promise.kind == DIALOGUE:
        raise Refusal(f"Dit is een antwoord op kinderen: alleen {promise.organisation} kan er iets over zeggen.")
    return promise


def _shown(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    # whole: the log is the only place where what stood there is kept
    return str(value or "leeg")


@transaction.atomic
def change_promise(*, commitment_id: int, entry: Entry, reason: str, by: Account, now: datetime) -> Commitment:
    """Mends what was entered; what stood there, and why it changed, stays in the history."""
    promise = entered(commitment_id)
    _sound(entry, timezone.localdate(now))
    _not_twice(entry, but=promise.pk)
    if entry.organisation.is_demonstration != promise.is_demonstration:
        raise Refusal(
            "Wat verzonnen is, wordt nooit echt, en andersom. Kies een organisatie van dezelfde soort.",
            field="organisation",
        )
    values = _values(entry)
    changed = {name: value for name, value in values.items() if getattr(promise, name) != value}
    themes = set(promise.themes.all()) != set(entry.themes)
    if not changed and not themes:
        raise Refusal("Er is niets veranderd.")
    if len(reason.strip()) < 10:
        raise Refusal("Schrijf waarom dit verandert. Wat er stond blijft in de geschiedenis.", field="reason")
    told = [f"{_NAMES[name]}: {_shown(getattr(promise, name))} → {_shown(value)}" for name, value in changed.items()]
    told += ["thema’s"] if themes else []
    for name, value in changed.items():
        setattr(promise, name, value)
    promise.save()
    promise.themes.set(entry.themes)
    note = f"{reason.strip()} ({'; '.join(told)})"
    audit.record(action="commitment.changed", obj=promise, by=by, now=now, note=note, public=True)
    return promise


def source_states(promise: Commitment) -> tuple[CommitmentState, ...]:
    return tuple(state for state, move in SOURCE_MOVES.items() if COMMITMENT.allows(promise.state, move))


@transaction.atomic
def report_from_source(*, commitment_id: int, news: SourceNews, by: Account, now: datetime) -> ProgressUpdate:
    """What the source says of the promise becomes a row; its word is kept as it is printed there."""
    promise = entered(commitment_id)
    word, text = " ".join(news.word.split()), news.text.strip()
    if news.on > timezone.localdate(now):
        raise Refusal("Deze dag is nog niet geweest.", field="on")
    if promise.made_on and news.on < promise.made_on:
        raise Refusal("Deze dag ligt voor de belofte zelf.", field="on")
    new_word = bool(word) and word != promise.status_original
    if not new_word and not news.state and not text:
        raise Refusal("Er is niets nieuws: een ander woord, een andere stand of een bericht.", field="word")
    if news.state and news.state not in SOURCE_MOVES:
        raise Refusal("Kies een stand uit de lijst.", field="state")
    needs_evidence(news.state, news.evidence_url)
    if news.state == CommitmentState.AGREED and len(text) < 20:
        raise Refusal("Schrijf waarom dit weer open staat.", field="text")
    if news.state == CommitmentState.LAPSED and not (word or text):
        raise Refusal("Vervallen kan alleen zoals de bron het zegt: neem haar woord over.", field="word")
    update = ProgressUpdate(
        commitment=promise,
        date=news.on,
        state=promise.state,
        text=text or f"De bron noemt de stand ‘{word or promise.status_original}’.",
        evidence_url=news.evidence_url.strip(),
        said_by="source",
        status_original=word if new_word else "",
    )
    newest = promise.status_original_on is None or news.on >= promise.status_original_on
    if new_word and newest:
        promise.status_original, promise.status_original_on = word, news.on
    if news.state:
        move_promise(promise, update, SOURCE_MOVES[CommitmentState(news.state)])
    else:
        needs_evidence(promise.state, news.evidence_url)
        update.save()
        promise.save(update_fields=["status_original", "status_original_on"])
    note = f"‘{word}’, {promise.get_state_display()}" if word else str(promise.get_state_display())
    audit.record(action="commitment.source_said", obj=promise, by=by, now=now, note=note, public=True)
    return update
