"""An editor mends what a reader could not: a number, a letter, two letters run together, one letter cut in two.

Only before the text is checked, and with the original beside it; the same file does not undo it afterwards.
"""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from weerklank.accounts.models import Account
from weerklank.audit.actions import record
from weerklank.moves import Refusal
from weerklank.rights import search
from weerklank.rights.actions.report import fingerprint
from weerklank.rights.actions.writing import RESERVED, document_slug
from weerklank.rights.lifecycle import RecommendationState, TextState
from weerklank.rights.models import (
    Recommendation,
    RecommendationConcept,
    RecommendationTerritory,
    SourceDocument,
    SourceParagraph,
)

BY_AN_EDITOR = "door een redacteur hersteld"
_LETTER = re.compile(r"[a-z]{1,4}")
# What people made hangs on these; what a pattern found moves along or goes.
_MADE_BY_PEOPLE = (
    ("texts", "eigen woorden"),
    ("responsibilities", "een verantwoordelijke"),
    ("earlier_links", "een verband met een eerdere ronde"),
    ("later_links", "een verband met een latere ronde"),
    ("comments", "een opmerking over de uitvoering"),
    ("positions", "een standpunt van het land"),
    ("dropped_in", "een aantekening dat het niet is herhaald"),
    ("commitments", "een toezegging"),
    ("actions", "een actie"),
)


def _locked(paragraph_id: int) -> tuple[SourceParagraph, list[Recommendation]]:
    paragraph = (
        SourceParagraph.objects.select_for_update(of=("self",))
        .select_related("document")
        .filter(pk=paragraph_id)
        .first()
    )
    if paragraph is None:
        raise Refusal("Deze alinea staat er niet meer. Ga terug naar de lijst.")
    return paragraph, list(paragraph.limbs.select_for_update(of=("self",)).order_by("order", "id"))


def _open(limb: Recommendation) -> None:
    if limb.state != RecommendationState.IMPORTED:
        raise Refusal(
            f"{limb.number or limb.slug} is {limb.get_state_display()} en ligt vast. Zet haar eerst terug, met de reden."
        )
    if limb.texts.filter(state=TextState.PUBLISHED).exists():
        raise Refusal(
            f"{limb.number or limb.slug} staat al openbaar met eigen woorden; haar adres verandert niet meer. "
            "Typ bij de aanbeveling zelf de goede tekst over uit de bron."
        )


def _free_of_people(limb: Recommendation) -> None:
    for name, what in _MADE_BY_PEOPLE:
        related = getattr(limb, name, None)
        if related is not None and related.exists():
            raise Refusal(
                f"Aan {limb.number or limb.slug} hangt {what}. Haal dat er eerst af; dan kan dit onderdeel weg."
            )


def _mended(paragraph: SourceParagraph, what: str, *, by: Account, now: datetime, limbs: list[Recommendation]) -> None:
    if not paragraph.read_print:
        parts = [paragraph.text, *(f"({limb.letter or '?'}) {limb.text}" for limb in limbs if limb.letter)]
        paragraph.read_print = fingerprint(" ".join(part for part in parts if part))
    paragraph.mended = True
    paragraph.save(update_fields=["mended", "read_print", "found", "number", "key", "order", "text"])
    record(action="paragraph.mended", obj=paragraph, by=by, now=now, label=str(paragraph), note=what)
    search.refresh([limb.pk for limb in limbs])


def _stem(paragraph: SourceParagraph) -> str:
    return str(paragraph.number) if paragraph.number is not None else f"alinea-{paragraph.pk}"


def _named(limb: Recommendation, paragraph: SourceParagraph, letter: str) -> None:
    """The number and the address that go with a letter."""
    old = limb.slug
    limb.letter = letter
    limb.number = (
        "" if paragraph.number is None else f"{paragraph.number}({letter})" if letter else str(paragraph.number)
    )
    limb.slug = f"{_stem(paragraph)}-{letter}" if letter else _stem(paragraph)
    taken = Recommendation.objects.filter(document=paragraph.document, slug=limb.slug).exclude(pk=limb.pk)
    if taken.exists():
        raise Refusal(
            f"Er is al een {limb.number or limb.slug} in dit document. Kies een andere letter.", field="letter"
        )
    paragraph.found[limb.slug] = BY_AN_EDITOR
    if old != limb.slug:
        paragraph.found.pop(old, None)
    limb.doubtful = "" if limb.doubtful == "de letter staat niet in de bron" else limb.doubtful


@transaction.atomic
def give_address(*, document_id: int, typed: str, by: Account, now: datetime) -> SourceDocument:
    """A document that came in without an address gets one; one that has it keeps it for ever."""
    document = SourceDocument.objects.select_for_update(of=("self",)).filter(pk=document_id).first()
    if document is None:
        raise Refusal("Dit document staat er niet meer. Ververs de bladzijde.")
    if document.slug:
        raise Refusal(f"Dit document heeft al een adres: {document.slug}. Een adres blijft.")
    slug = document_slug(typed)
    if not slug or slug in RESERVED:
        raise Refusal("Hiervan is geen adres te maken. Typ letters en cijfers, bijvoorbeeld crc-c-nld-co-5-6.")
    if SourceDocument.objects.filter(slug=slug).exists():
        raise Refusal(f"Het adres {slug} is al van een ander document. Kies een ander.")
    document.slug = slug
    document.save(update_fields=["slug"])
    record(action="document.address_given", obj=document, by=by, now=now, label=document.symbol, note=slug)
    return document


@transaction.atomic
def fix_number(*, paragraph_id: int, number: int, by: Account, now: datetime) -> SourceParagraph:
    """The number that the source prints; its limbs follow."""
    paragraph, limbs = _locked(paragraph_id)
    for limb in limbs:
        _open(limb)
    if not 1 <= number <= 999:
        raise Refusal("Een alineanummer ligt tussen 1 en 999.", field="number")
    if paragraph.number == number:
        raise Refusal(f"Deze alinea heeft al nummer {number}.", field="number")
    other = SourceParagraph.objects.filter(document=paragraph.document, key=str(number)).first()
    if other is not None:
        raise Refusal(
            f"Er is al een alinea {number} in dit document. Geef die eerst haar goede nummer.", field="number"
        )
    was = paragraph.number
    paragraph.number, paragraph.key, paragraph.order = number, str(number), number * 10
    paragraph.found[""] = BY_AN_EDITOR
    for place, limb in enumerate(limbs, 1):
        parent = limb.slug.split("-")[-2:-1] if limb.letter and limb.slug.count("-") > 1 else []
        roman = bool(parent) and parent[0].isalpha() and len(parent[0]) == 1
        if roman:
            limb.slug, limb.number = f"{number}-{parent[0]}-{limb.letter}", f"{number}({parent[0]})({limb.letter})"
        else:
            _named(limb, paragraph, limb.letter)
        limb.order = paragraph.order * 100 + (place if limb.letter else 0)
        limb.save(update_fields=["number", "slug", "order", "letter", "doubtful"])
    _mended(paragraph, f"nummer {was or 'onbekend'} is {number} geworden", by=by, now=now, limbs=limbs)
    return paragraph


@transaction.atomic
def fix_letter(*, limb_id: int, letter: str, by: Account, now: datetime) -> SourceParagraph:
    """The letter that the source prints before a part."""
    paragraph, limbs, limb = _part(limb_id)
    said = letter.strip(" ()").lower()
    if not _LETTER.fullmatch(said):
        raise Refusal("Een letter is a, b, c …, of een klein Romeins cijfer zoals ii.", field="letter")
    was = limb.letter
    if said == was:
        raise Refusal(f"Dit onderdeel heeft al de letter ({said}).", field="letter")
    _named(limb, paragraph, said)
    limb.save(update_fields=["number", "slug", "letter", "doubtful"])
    _mended(paragraph, f"letter ({was or '?'}) is ({said}) geworden", by=by, now=now, limbs=limbs)
    return paragraph


@transaction.atomic
def merge_with_previous(*, limb_id: int, by: Account, now: datetime) -> SourceParagraph:
    """Two parts that are one in the source; the words follow each other, the second letter goes."""
    paragraph, limbs, limb = _part(limb_id)
    place = limbs.index(limb)
    if place == 0:
        raise Refusal("Dit is het eerste onderdeel; er staat niets voor om mee samen te voegen.")
    first = limbs[place - 1]
    _open(first)
    _free_of_people(limb)
    first.text = f"{first.text} {limb.text}".strip()
    first.complete = limb.complete
    first.doubtful = "; ".join(part for part in (first.doubtful, limb.doubtful) if part)[:300]
    first.save(update_fields=["text", "complete", "doubtful"])
    for model in (RecommendationConcept, RecommendationTerritory):
        kept = "concept" if model is RecommendationConcept else "territory"
        there = model._default_manager.filter(recommendation=first).values_list(kept, flat=True)
        moved = model._default_manager.filter(recommendation=limb).exclude(**{f"{kept}__in": list(there)})
        moved.update(recommendation=first)
    paragraph.found.pop(limb.slug, None)
    paragraph.found[first.slug] = BY_AN_EDITOR
    gone = limb.number or limb.slug
    limb.delete()
    limbs.remove(limb)
    _mended(paragraph, f"{gone} is bij {first.number or first.slug} gevoegd", by=by, now=now, limbs=limbs)
    return paragraph


@transaction.atomic
def split(*, limb_id: int, start: str, letter: str, by: Account, now: datetime) -> SourceParagraph:
    """One part that is two in the source: from these words on it is another letter."""
    paragraph, limbs, limb = _part(limb_id)
    said = letter.strip(" ()").lower()
    if not _LETTER.fullmatch(said):
        raise Refusal("Zeg welke letter het tweede deel in de bron heeft, zoals c.", field="letter")
    words = " ".join(start.split())
    count = limb.text.count(words) if words else 0
    if count != 1 or limb.text.startswith(words):
        raise Refusal(
            "Typ de eerste woorden van het tweede deel precies over; ze moeten één keer in deze tekst staan, en niet aan het begin.",
            field="start",
        )
    head, _, _ = limb.text.partition(words)
    tail = limb.text[len(head) :]
    new = Recommendation(
        paragraph=paragraph,
        document=paragraph.document,
        statement_type=limb.statement_type,
        text=tail.strip(),
        language=limb.language,
        complete=limb.complete,
        doubtful=limb.doubtful,
        is_urgent=limb.is_urgent,
        urgent_area=limb.urgent_area,
    )
    _named(new, paragraph, said)
    place = limbs.index(limb)
    limb.text, limb.complete = head.strip(), True
    limb.save(update_fields=["text", "complete"])
    if not limb.letter and fingerprint(paragraph.text) == fingerprint(f"{head} {tail}"):
        # a paragraph without letters keeps its own words, and its second part gets a letter
        paragraph.text = limb.text
    new.order = limb.order + 1
    for later in limbs[place + 1 :]:
        later.order += 1
        later.save(update_fields=["order"])
    new.save()
    limbs.insert(place + 1, new)
    _mended(paragraph, f"{limb.number or limb.slug} is geknipt: {new.number or new.slug}", by=by, now=now, limbs=limbs)
    return paragraph


def _part(limb_id: int) -> tuple[SourceParagraph, list[Recommendation], Recommendation]:
    found = Recommendation.objects.filter(pk=limb_id).values_list("paragraph_id", flat=True).first()
    if found is None:
        raise Refusal("Dit onderdeel staat er niet meer. Ververs de bladzijde.")
    paragraph, limbs = _locked(found)
    limb = next(one for one in limbs if one.pk == limb_id)
    _open(limb)
    return paragraph, limbs, limb
