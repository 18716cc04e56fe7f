"""Actions out of somebody's table: each once under its reference, its limbs suggested until a person confirms them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Q
from django.utils.text import slugify

from weerklank.accounts.models import Account, Organisation
from weerklank.answers.models import Action, ActionLink
from weerklank.audit import actions as audit
from weerklank.audit.actions import Actor
from weerklank.rights.actions.report import Report
from weerklank.rights.models import Recommendation
from weerklank.rights.reading import TableRecord
from weerklank.rights.reading.countries import corrected_symbol
from weerklank.web.plain import plain

_ADDRESS = URLValidator(schemes=["https", "http"])
_WORDS = {
    "title": "de naam",
    "description": "de omschrijving",
    "start_on": "het begin",
    "end_on": "het einde",
    "source_url": "de bron",
}


def import_action(*, row: TableRecord, report: Report, system: str, by: Actor | None, now: datetime) -> None:
    """One row: made, filled where it was empty, or left with a word about what differs."""
    reference = " ".join(plain(row.get("reference")).split())[:80]
    place = f"rij {row.place} {reference}".strip()
    for problem in row.problems:
        report.say(place, "rejected" if row.refused else "warning", str(problem))
    if row.refused:
        return
    lead = _lead(row.get("lead"))
    if lead is None:
        said = (
            f"‘{row.get('lead')[:80]}’ staat niet bij de organisaties"
            if row.get("lead")
            else "er staat niet wie het doet"
        )
        report.say(
            place, "rejected", f"Een actie is altijd van iemand, en {said}. Kies een organisatie voor het hele bestand."
        )
        return
    address = row.get("source_url").strip()
    if not _is_address(address):
        report.say(
            place,
            "rejected",
            "Een actie is meteen openbaar, en er staat niet waar zij te lezen is. "
            "Geef elke rij het adres van de bron (https://…), of één adres voor het hele bestand.",
        )
        return
    start, end = row.day("start"), row.day("end")
    if start and end and end < start:
        report.say(place, "warning", "Het einde ligt voor het begin; het begin is weggelaten.")
        start = None
    values = {
        "title": " ".join(plain(row.get("title")).split())[:200],
        "description": plain(_description(row)),
        "start_on": start,
        "end_on": end,
        "source_url": address,
    }
    action = Action.objects.filter(external_system=system, external_id=reference).first()
    if action is None:
        action = Action.objects.create(
            **values,
            slug=_slug(system, reference),
            lead=lead,
            is_demonstration=lead.is_demonstration,
            external_system=system,
            external_id=reference,
        )
        outcome, why = "created", ""
        audit.record(
            action="action.planned", obj=action, by=by, now=now, note=f"ingelezen uit {system}, {place}", public=True
        )
    else:
        outcome, why, filled = _fill(action, values)
        if filled:
            note = f"{', '.join(filled)} ingevuld uit {system}, {place}"
            audit.record(action="action.changed", obj=action, by=by, now=now, note=note, public=True)
    if _link(action, row, report, place, by, now) and outcome == "unchanged":
        outcome = "updated"
    report.say(place, outcome, why)


def _lead(given: str) -> Organisation | None:
    wanted = given.strip()
    if not wanted:
        return None
    named = Q(slug=wanted.casefold()) | Q(name__iexact=wanted) | Q(short_name__iexact=wanted)
    return Organisation.objects.filter(named).order_by("valid_to", "name").first()


def _is_address(given: str) -> bool:
    try:
        _ADDRESS(given)
    except ValidationError:
        return False
    return len(given) <= 500


def _description(row: TableRecord) -> str:
    parts = [row.get("description").strip()]
    for name, words in (("outcome", "Wat het moet opleveren"), ("end_note", "Over de datum")):
        if said := row.get(name).strip():
            parts.append(f"{words}: {said}")
    return "\n\n".join(part for part in parts if part)


def _slug(system: str, reference: str) -> str:
    stem = slugify(f"{system}-{reference}")[:76] or "actie"
    slug, number = stem, 1
    while Action.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _fill(action: Action, values: Mapping[str, object]) -> tuple[str, str, list[str]]:
    """What was empty is filled; what people or an earlier file wrote stays, and is named."""
    filled = [name for name, value in values.items() if value and not getattr(action, name)]
    other = [name for name, value in values.items() if value and getattr(action, name) not in ("", None, value)]
    for name in filled:
        setattr(action, name, values[name])
    if filled:
        action.save(update_fields=filled)
    why = ""
    if other:
        named = ", ".join(_WORDS.get(name, name) for name in other)
        why = f"In dit bestand is {named} anders dan wat er staat; wat er staat is gebleven. Pas het zo nodig aan bij de actie."
    return ("updated" if filled else "unchanged"), why, [_WORDS.get(name, name) for name in filled]


def _link(action: Action, row: TableRecord, report: Report, place: str, by: Actor | None, now: datetime) -> bool:
    """The limbs that the row names, as suggestions; a number that fits several documents is left to a person."""
    made_any = False
    symbol = row.get("document").strip()
    for number in row.many("recommendations"):
        limbs = Recommendation.objects.filter(number=number.replace(" ", ""))
        if symbol:
            limbs = limbs.filter(document__symbol=corrected_symbol(symbol) or symbol)
        found = list(limbs.select_related("document")[:2])
        if len(found) != 1:
            why = "staat hier niet" if not found else "staat in meer dan één document; geef het document op"
            report.say(place, "warning", f"Aanbeveling {number[:40]} {why}. De actie is er niet aan verbonden.")
            continue
        _, made = ActionLink.objects.get_or_create(
            action=action,
            recommendation=found[0],
            defaults={
                "rationale": f"genoemd in de ingelezen tabel ({place})"[:400],
                "source": "machine",
                "author": (by.audit_label if by else "ingelezen")[:120],
                # whoever reads the table in says this: somebody else decides
                "proposed_by": by if isinstance(by, Account) else None,
                "made_on": now.date(),
            },
        )
        made_any = made_any or made
    return made_any
