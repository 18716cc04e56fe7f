"""A list of people from a spreadsheet, read as clean rows; whatever cannot be read says in which row and why."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from weerklank.editions.models import YOUNG_ROLES, ParticipantRole
from weerklank.web.pasted import cells
from weerklank.web.plain import plain

MOST_ROWS = 5000
MOST_COLUMNS = 60
# how columns are called in lists that we know, in Dutch and English, without signs and capitals
HEADS: dict[str, tuple[str, ...]] = {
    "name": ("naam", "name", "volledige naam", "full name", "deelnemer", "participant"),
    "first": ("voornaam", "first name"),
    "last": ("achternaam", "last name", "surname"),
    "role": ("rol", "role", "als wie", "type"),
    "email": ("e mail", "email", "mail", "e mailadres", "emailadres", "email address", "e mail address"),
    "badge_name": ("naam op badge", "badgenaam", "roepnaam", "badge name", "badge"),
    "phone": ("telefoon", "telefoonnummer", "phone", "phone number", "mobiel"),
    "organisation_name": ("organisatie", "namens", "organisation", "organization", "ministerie", "ministry"),
    "under_16": ("jonger dan 16", "onder 16", "under 16", "jonger dan zestien"),
    "age": ("leeftijd", "age"),
    "guardian_name": ("ouder", "ouder of voogd", "naam ouder", "voogd", "guardian", "guardian name", "parent"),
    "guardian_phone": ("telefoon ouder", "telefoon ouder of voogd", "guardian phone", "parent phone"),
    "guardian_agreed": ("toestemming ouder", "toestemming", "ja van ouder", "consent", "guardian consent"),
    "photo_self": ("foto zelf", "foto", "photo", "photo self"),
    "photo_guardian": ("foto ouder", "foto volgens ouder", "photo guardian", "photo parent"),
    "needs": ("nodig", "wat nodig is", "wensen", "needs", "access needs", "toegankelijkheid"),
    "language": ("taal", "language"),
    "household": ("gezin", "huishouden", "household", "family"),
}
EXAMPLE = (
    ("naam", "rol", "e-mail", "naam op badge", "telefoon", "organisatie", "jonger dan 16", "ouder of voogd",
     "telefoon ouder", "toestemming ouder", "foto zelf", "foto ouder", "nodig", "taal", "gezin"),
    ("Noor Voorbeeld", "kind", "ouder@voorbeeld.example", "Noor", "", "", "ja", "Ouder Voorbeeld", "000-0000000", "ja",
     "ja", "nee", "Ik zit in een rolstoel.", "nl", "gezin 1"),
    ("Sam Voorbeeld", "jongere", "sam@voorbeeld.example", "Sam", "", "", "nee", "", "", "", "nee", "", "", "nl", ""),
    ("A. Voorbeeld", "ministerie", "a@voorbeeld.example", "", "", "Ministerie van Voorbeeld", "", "", "", "", "", "",
     "", "nl", ""),
)  # fmt: skip
_ROLES = {
    **{role.value: role for role in ParticipantRole},
    **{str(role.label): role for role in ParticipantRole},
    "child": ParticipantRole.CHILD,
    "kinderen": ParticipantRole.CHILD,
    "young person": ParticipantRole.YOUNG_PERSON,
    "youth": ParticipantRole.YOUNG_PERSON,
    "jongeren": ParticipantRole.YOUNG_PERSON,
    "organization": ParticipantRole.ORGANISATION,
    "ambtenaar": ParticipantRole.MINISTRY,
    "kamerlid": ParticipantRole.PARLIAMENT,
    "gast": ParticipantRole.OTHER,
}
_YES = {"ja", "j", "yes", "y", "true", "waar", "1", "x"}
_NO = {"nee", "n", "no", "false", "onwaar", "0"}
_LANGUAGES = {
    "nl": "nl", "nederlands": "nl", "dutch": "nl", "nl easy": "nl-easy", "makkelijk nederlands": "nl-easy", "en": "en",
    "engels": "en", "english": "en", "ar": "ar", "arabisch": "ar", "arabic": "ar", "uk": "uk", "oekraiens": "uk",
    "ukrainian": "uk", "pap": "pap", "papiaments": "pap", "papiamentu": "pap",
}  # fmt: skip
_EMAIL = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]+\.[^@\s,;<>]{2,}")
_LONGEST = {"name": 120, "badge_name": 40, "phone": 30, "organisation_name": 120, "guardian_name": 120,
            "guardian_phone": 30, "needs": 500, "household": 40, "email": 254}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the list, clean; ``line`` is where it stands in the file."""

    line: int
    name: str
    role: ParticipantRole
    email: str
    badge_name: str = ""
    phone: str = ""
    organisation_name: str = ""
    is_under_16: bool = False
    guardian_name: str = ""
    guardian_phone: str = ""
    guardian_agreed: bool = False
    photo_self: bool | None = None
    photo_guardian: bool | None = None
    needs: str = ""
    language: str = "nl"
    household: str = ""
    traits: Mapping[int, int] = field(default_factory=dict)

    @property
    def person(self) -> str:
        """Who this is, however it was typed: a name and an address."""
        return f"{squash(self.name)}\n{self.email.casefold()}"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be taken, by its line and its name, with the reason as a sentence."""

    line: int
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Traits:
    """The questions of this day by their squashed name: the key, and the answers by theirs."""

    known: Mapping[str, tuple[int, str, Mapping[str, int], tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Roster:
    """The whole list: what can be taken, what not, and which columns nobody understood."""

    rows: tuple[Row, ...]
    rejected: tuple[Rejected, ...]
    unknown_columns: tuple[str, ...] = ()
    refusal: str = ""

    @property
    def ok(self) -> bool:
        return bool(self.rows) and not self.rejected and not self.refusal


def squash(text: str) -> str:
    """Small letters without accents, signs or double spaces, so that the same head or name is the same."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())


def read(text: str, traits: Traits) -> Roster:
    """Every row of the list, taken or rejected."""
    try:
        rows = cells(plain(text), MOST_ROWS)
    except csv.Error as error:
        return Roster((), (), refusal=f"Deze lijst is niet te lezen als tabel ({error}). Bewaar hem opnieuw als CSV.")
    if len(rows) < 2:
        return Roster(
            (),
            (),
            refusal="In deze lijst staat niemand. De eerste regel heeft de koppen, daaronder één persoon per regel.",
        )
    if len(rows) > MOST_ROWS + 1:
        return Roster((), (), refusal=f"Deze lijst heeft meer dan {MOST_ROWS} rijen. Deel hem in stukken.")
    (_, head), *body = rows
    places, unknown, refusal = _columns(head, traits)
    if refusal:
        return Roster((), (), unknown, refusal)
    taken: list[Row] = []
    rejected: list[Rejected] = []
    seen: dict[str, int] = {}
    for line, row in body:
        told = {name: row[place] if place < len(row) else "" for name, place in places.items()}
        one = _row(line, told, traits)
        if isinstance(one, Row) and one.person in seen:
            one = Rejected(
                line, one.name, f"Deze persoon staat ook op regel {seen[one.person]}. Haal een van de twee weg."
            )
        if isinstance(one, Rejected):
            rejected.append(one)
        else:
            seen[one.person] = line
            taken.append(one)
    return Roster(tuple(taken), tuple(rejected), unknown)


def _columns(head: list[str], traits: Traits) -> tuple[dict[str, int], tuple[str, ...], str]:
    """Which of our fields stands in which column, what nobody understood, and why it cannot be read at all."""
    ours = {name: field for field, names in HEADS.items() for name in names}
    places: dict[str, int] = {}
    unknown = []
    for place, title in enumerate(head[:MOST_COLUMNS]):
        plain = squash(title)
        name = ours.get(plain) or (f"trait {plain}" if plain in traits.known else "")
        if not name:
            unknown += [title] if title else []
        elif name in places:
            return {}, (), f"De kolom ‘{title}’ staat er twee keer. Haal er een weg."
        else:
            places[name] = place
    if "name" not in places and "first" not in places:
        return {}, tuple(unknown), "Er is geen kolom ‘naam’. Zet in de eerste regel hoe de kolommen heten."
    missing = [word for field, word in (("role", "rol"), ("email", "e-mail")) if field not in places]
    if missing:
        return {}, tuple(unknown), f"Er is geen kolom ‘{'’ en geen kolom ‘'.join(missing)}’."
    return places, tuple(unknown), ""


def _row(line: int, told: Mapping[str, str], traits: Traits) -> Row | Rejected:
    name = " ".join((told.get("name") or f"{told.get('first', '')} {told.get('last', '')}").split())
    why: list[str] = []
    if not name:
        why.append("Er staat geen naam.")
    role = _ROLES.get(told["role"].strip().casefold()) or _ROLES.get(squash(told["role"]))
    if role is None:
        known = ", ".join(str(one.label) for one in ParticipantRole)
        why.append(
            f"De rol ‘{told['role'][:40]}’ kennen we niet. Kies uit: {known}."
            if told["role"]
            else f"Er staat geen rol. Kies uit: {known}."
        )
    email = told["email"].strip().lower()
    if not email:
        why.append("Er staat geen e-mailadres, dus deze persoon kan niets horen.")
    elif not _EMAIL.fullmatch(email):
        why.append(f"‘{email[:60]}’ is geen e-mailadres.")
    said: dict[str, bool | None] = {}
    for column in ("under_16", "guardian_agreed", "photo_self", "photo_guardian"):
        said[column] = _yes(told.get(column, ""))
        if said[column] is None and told.get(column):
            # a day on which a guardian said yes is a yes
            if column == "guardian_agreed" and re.fullmatch(r"[\d\s./-]{6,10}", told[column]):
                said[column] = True
            else:
                why.append(f"Bij ‘{HEADS[column][0]}’ staat ‘{told[column][:30]}’. Schrijf ja of nee.")
    young = _under_16(role, said["under_16"], told.get("age", ""), why)
    if young and not told.get("guardian_name"):
        why.append("Jonger dan zestien, maar er staat geen ouder of voogd bij.")
    language = _LANGUAGES.get(squash(told.get("language", "")) or "nl")
    if language is None:
        why.append(f"In de taal ‘{told['language'][:30]}’ schrijven we niet. Kies nl, en, ar, uk of pap.")
    words = {key: " ".join(told.get(key, "").split()) for key in _LONGEST if key not in ("name", "email")}
    for key, most in _LONGEST.items():
        value = {"name": name, "email": email}.get(key, words.get(key, ""))
        if len(value) > most:
            why.append(f"‘{HEADS[key][0]}’ is langer dan {most} tekens.")
    answers = _answers(told, traits, why)
    if why or role is None or language is None:
        return Rejected(line, name[:120] or "(zonder naam)", " ".join(why))
    return Row(
        line=line, name=name, role=role, email=email, is_under_16=young, language=language, traits=answers,
        guardian_agreed=bool(said["guardian_agreed"]) and young, photo_self=said["photo_self"],
        photo_guardian=said["photo_guardian"], **words,
    )  # fmt: skip


def _yes(typed: str) -> bool | None:
    word = typed.strip().casefold()
    return True if word in _YES else False if word in _NO else None


def _under_16(role: ParticipantRole | None, said: bool | None, age: str, why: list[str]) -> bool:
    """Who is called a child is under sixteen unless the list says otherwise; an age is read and not kept."""
    if role not in YOUNG_ROLES:
        return False
    if said is not None:
        return said
    if age:
        if age.isascii() and age.isdecimal() and len(age) < 4:
            return int(age) < 16
        why.append(f"‘{age[:20]}’ is geen leeftijd in jaren.")
    return role == ParticipantRole.CHILD


def _answers(told: Mapping[str, str], traits: Traits, why: list[str]) -> dict[int, int]:
    answers = {}
    for squashed, (trait, name, values, offered) in traits.known.items():
        typed = told.get(f"trait {squashed}", "")
        if not typed:
            continue
        value = values.get(squash(typed))
        if value is None:
            why.append(f"Bij ‘{name}’ staat ‘{typed[:40]}’. Kies uit: {', '.join(offered)}.")
        else:
            answers[trait] = value
    return answers
