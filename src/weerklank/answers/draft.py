"""An answer while it is written: everything as typed, complete or not, and the list of what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from weerklank.advices.models import Advice
from weerklank.answers import reasons, stock, wording
from weerklank.answers.lifecycle import AddresseeState, AnswerState, CommitmentState
from weerklank.answers.models import (
    Addressee,
    Commitment,
    PartPosition,
    Position,
    ReasonType,
    Transfer,
    TransferState,
)
from weerklank.answers.reading import indicate
from weerklank.answers.telling import has_letters, words_of
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import Contribution

LEAST_WORDS_OF_A_PROMISE = 2

# fewer different words do not say what becomes of an advice
LEAST_SUMMARY = 4


@dataclass(frozen=True, slots=True)
class PartDraft:
    """What is written so far about one part."""

    part_id: int
    position: str = ""
    reason_type: str = ""
    explanation: str = ""
    would_change_mind: str = ""
    alternative: str = ""
    promise: str = ""
    promise_by: str = ""
    promise_due: str = ""
    promise_seen: str = ""

    @property
    def due(self) -> date | None:
        try:
            return date.fromisoformat(self.promise_due)
        except ValueError:
            return None

    @property
    def promises(self) -> bool:
        return bool(self.promise.strip())


@dataclass(frozen=True, slots=True)
class Draft:
    """What is written so far of an answer."""

    summary: str = ""
    child_version: str = ""
    reading_note: str = ""
    not_thought_of: str = ""
    since_then: str = ""
    signatory: str = ""
    parts: tuple[PartDraft, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Draft:
        own = {field.name for field in fields(cls)} - {"parts"}
        texts = {name: str(kept[name]) for name in own if name in kept}
        return replace(cls(), **texts, parts=tuple(PartDraft(**part) for part in kept.get("parts", ())))

    def part(self, part_id: int) -> PartDraft:
        return next((part for part in self.parts if part.part_id == part_id), PartDraft(part_id))

    def public_texts(self) -> Iterable[tuple[str, str]]:
        """Every text that will be public, with the name of its field."""
        for name in ("summary", "child_version", "reading_note", "not_thought_of", "since_then"):
            yield name, getattr(self, name)
        for part in self.parts:
            for name in ("explanation", "would_change_mind", "alternative", "promise", "promise_seen"):
                yield f"part_{part.part_id}_{name}", getattr(part, name)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps an answer from being sent: which field, and what to do."""

    field: str
    sentence: str


def sources_of(advice: Advice) -> list[Contribution]:
    return list(
        Contribution.objects.filter(groups__advices=advice).exclude(state=ContributionState.WITHDRAWN).distinct()
    )


def quoting_problems(texts: Iterable[tuple[str, str]], advice: Advice) -> list[Problem]:
    """An answer never repeats words that a child gave and nobody published."""
    sources = sources_of(advice)
    unpublished = [source.original for source in sources]
    published = [source.shown_text for source in sources]
    published += [
        advice.title,
        advice.text,
        advice.why,
        advice.done_when,
        advice.minority_note,
        *advice.parts.values_list("text", flat=True),
    ]
    return [
        Problem(
            field,
            f"‘{passage}’ staat bijna zo in wat een kind schreef, en dat is niet openbaar. Zeg het in eigen woorden.",
        )
        for field, text in texts
        for passage in wording.quoted_runs(text, unpublished=unpublished, published=published)[:1]
    ]


def contact_problems(field: str, text: str) -> list[Problem]:
    """Nobody reaches a child through an answer; the known help lines may stand in it."""
    return [
        Problem(
            field,
            f"‘{contact}’ is een manier om contact te zoeken. In een tekst voor kinderen kan dat niet, behalve een bekende hulplijn.",
        )
        for contact in wording.contacts_in(text)
    ]


def _part_problems(
    draft: Draft, addressee: Addressee, accepted: set[int], promised: set[int], today: date
) -> Iterable[Problem]:
    asked = tuple(addressee.advice.parts.values_list("text", flat=True))
    # of whatever advice: a reason that fits every question is a reason for none
    published = PartPosition.objects.filter(
        answer__addressee__organisation=addressee.organisation_id, answer__state=AnswerState.PUBLISHED
    )
    earlier = list(published.exclude(position=Position.FOLLOW).values_list("part_id", "explanation"))
    for part in addressee.parts():
        given = draft.part(part.pk)
        name = f"part_{part.pk}"
        if given.position not in Position.values:
            yield Problem(f"{name}_position", f"Onderdeel {part.order}: kies een standpunt.")
            continue
        if given.reason_type and given.reason_type not in ReasonType.values:
            yield Problem(f"{name}_reason_type", f"Onderdeel {part.order}: {reasons.NO_REASON}")
        now = [(other.part_id, other.explanation) for other in draft.parts if other.position != Position.FOLLOW]
        others = tuple(said for part_id, said in (*now, *earlier) if part_id != part.pk)
        for flaw in reasons.flaws(
            position=given.position,
            reason_type=given.reason_type,
            explanation=given.explanation,
            would_change_mind=given.would_change_mind,
            other_explanations=others,
            asked=asked,
            transfer_accepted=part.pk in accepted,
        ):
            yield Problem(f"{name}_{flaw.field}", f"Onderdeel {part.order}: {flaw.sentence}")
        yield from _promise_problems(given, part.order, promised=part.pk in promised, today=today)


def _promise_problems(given: PartDraft, order: int, *, promised: bool, today: date) -> Iterable[Problem]:
    name = f"part_{given.part_id}"
    if not given.promises:
        if given.position == Position.FOLLOW and not promised:
            yield Problem(f"{name}_promise", f"Onderdeel {order}: wie overneemt, zegt wat er gaat gebeuren.")
        return
    if reasons.is_stock(given.promise) or len(words_of(given.promise)) < LEAST_WORDS_OF_A_PROMISE:
        yield Problem(
            f"{name}_promise", f"Onderdeel {order}: dit zegt niet wat er gaat gebeuren. Noem wat er komt of verandert."
        )
    if not has_letters(given.promise_by):
        yield Problem(f"{name}_promise_by", f"Onderdeel {order}: schrijf wie dit gaat doen.")
    if given.due is None:
        yield Problem(f"{name}_promise_due", f"Onderdeel {order}: kies voor welke dag het klaar is.")
    elif given.due <= today:
        day = f"{given.due:%d-%m-%Y}"
        yield Problem(f"{name}_promise_due", f"Onderdeel {order}: {day} is al geweest. Kies een dag die nog komt.")
    if len(words_of(given.promise_seen)) < LEAST_WORDS_OF_A_PROMISE:
        yield Problem(f"{name}_promise_seen", f"Onderdeel {order}: schrijf hoe kinderen kunnen zien dat het gedaan is.")


def _explains_nothing(draft: Draft, addressee: Addressee) -> bool:
    """An explanation was asked for, and what is written now says the same as what was no answer."""
    if addressee.state != AddresseeState.CLARIFICATION_DUE:
        return False
    before = addressee.answers.filter(state=AnswerState.PUBLISHED).order_by("-version").first()
    if before is None:
        return False
    reasons_before = dict(before.positions.values_list("part_id", "explanation"))
    pairs = [(draft.summary, before.summary), (draft.child_version, before.child_version)]
    pairs += [(part.explanation, reasons_before.get(part.part_id, "")) for part in draft.parts]
    return all(stock.normal(now) == stock.normal(then) for now, then in pairs)


def _is_copy(text: str, other: str) -> bool:
    """The same words, in whatever order and with whatever signs between them."""
    words = set(words_of(text))
    return stock.normal(text) == stock.normal(other) or (bool(words) and words == set(words_of(other)))


def problems(draft: Draft, addressee: Addressee, today: date) -> tuple[Problem, ...]:
    """Everything that keeps this answer from being sent to the second person."""
    advice = addressee.advice
    accepted = set(
        Transfer.objects.filter(addressee=addressee, state=TransferState.ACCEPTED).values_list("part_id", flat=True)
    )
    # an explanation afterwards keeps the promises of the version before it, not one that was withdrawn
    promised = set(
        Commitment.objects.filter(position__answer__addressee=addressee)
        .exclude(state__in=[CommitmentState.PROPOSED, CommitmentState.WITHDRAWN])
        .values_list("position__part_id", flat=True)
    )
    found = list(_part_problems(draft, addressee, accepted, promised, today))
    for field, sentence in (
        ("summary", "Schrijf een samenvatting van het antwoord."),
        ("child_version", "Schrijf het antwoord ook voor kinderen."),
        ("not_thought_of", "Schrijf wat u in dit advies zelf niet had bedacht. ‘Niets’ mag, als dat zo is."),
        ("signatory", "Schrijf wie het antwoord tekent."),
    ):
        if not has_letters(getattr(draft, field)):
            found.append(Problem(field, sentence))
    if has_letters(draft.summary) and len(set(words_of(draft.summary))) < LEAST_SUMMARY:
        found.append(Problem("summary", "Dit is nog geen samenvatting. Schrijf in een zin wat u doet en wat niet."))
    if draft.child_version.strip() and _is_copy(draft.child_version, draft.summary):
        found.append(Problem("child_version", "Deze tekst is gelijk aan de samenvatting. Schrijf hem voor een kind."))
    if draft.child_version.strip() and indicate(draft.child_version).hard and not draft.reading_note.strip():
        found.append(
            Problem(
                "reading_note",
                "De kinderversie lijkt moeilijk. Maak haar makkelijker, of schrijf hier waarom het zo moet; dat is openbaar.",
            )
        )
    if _explains_nothing(draft, addressee):
        found.append(
            Problem(
                "summary",
                "Hier staat hetzelfde als in het antwoord dat volgens kinderen geen antwoord was. Schrijf wat u nu anders "
                "of duidelijker zegt.",
            )
        )
    if advice.raised_before_id and not has_letters(draft.since_then):
        found.append(Problem("since_then", "Dit advies is eerder gegeven. Schrijf wat er sindsdien is gedaan."))
    found += contact_problems("child_version", draft.child_version)
    found += quoting_problems(draft.public_texts(), advice)
    return tuple(found)
