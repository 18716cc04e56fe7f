"""What translators ask: every text that a child reads, per language, and how its translation stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse

from weerklank.accounts.models import Account, Role
from weerklank.editions import queries as editions
from weerklank.participation import pictures
from weerklank.participation.lifecycle import ConsultationState, StatementState
from weerklank.participation.models import Consultation, ConsultationText, HelpLine, Statement, StatementText
from weerklank.participation.origins import QUESTION_FIELDS, Origin, is_behind, origin_of
from weerklank.participation.queries.staff import LANGUAGES, language_name
from weerklank.web import catalogues

# a question whose outcome is settled is history: nobody answers it in another language any more
PAST = (ConsultationState.FIXED, ConsultationState.REPORTED)
HELP_LINES_IN = "config/content/help_lines.toml"


class Kind(StrEnum):
    """What sort of text it is: what changes every year first."""

    QUESTION = "vraag"
    STATEMENT = "stelling"
    HELP_LINE = "hulplijn"
    INTERFACE = "knoppen"
    PICTURE = "plaatje"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]


_KIND_LABELS = {
    Kind.QUESTION: "vragen aan kinderen",
    Kind.STATEMENT: "stellingen",
    Kind.HELP_LINE: "hulplijnen",
    Kind.INTERFACE: "zinnen en knoppen",
    Kind.PICTURE: "namen van plaatjes",
}


class Standing(StrEnum):
    """How far a translation is, what needs work first."""

    MISSING = "ontbreekt"
    BEHIND = "verouderd"
    MACHINE = "computer"
    UNREAD = "ongelezen"
    READ = "nagelezen"

    @property
    def label(self) -> str:
        return _STANDING_LABELS[self]

    @property
    def mood(self) -> str:
        """How the face draws it."""
        return _MOODS[self]


_STANDING_LABELS = {
    Standing.MISSING: "ontbreekt",
    Standing.BEHIND: "het Nederlands is veranderd",
    Standing.MACHINE: "van een computer, nog niet nagelezen",
    Standing.UNREAD: "van een vertaler, nog niet nagelezen",
    Standing.READ: "nagelezen door een mens",
}
_MOODS = {
    Standing.MISSING: "late",
    Standing.BEHIND: "late",
    Standing.MACHINE: "waiting",
    Standing.UNREAD: "waiting",
    Standing.READ: "reached",
}
_STANDING_OF = {Origin.CHECKED: Standing.READ, Origin.MACHINE: Standing.MACHINE, Origin.UNREAD: Standing.UNREAD}


@dataclass(frozen=True, slots=True)
class Row:
    """One text in one language."""

    kind: Kind
    language: str
    dutch: str
    text: str
    place: str
    standing: Standing
    href: str = ""
    by: str = ""

    @property
    def language_name(self) -> str:
        return language_name(self.language)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the list."""

    search: str = ""
    language: str = ""
    kind: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one kind is in one language."""

    language: str
    kind: Kind
    total: int
    missing: int
    unread: int


def languages() -> tuple[str, ...]:
    """Every language that something is translated in: those of the pages, and those of the pictures alone."""
    return (*LANGUAGES, *(code for code in pictures.LANGUAGES if code not in LANGUAGES and code != "nl"))


def texts(account: Account) -> tuple[Row, ...]:
    """Every text that this account may see, in every language that it is meant to be in."""
    return tuple(row for language in languages() for kind in Kind for row in _of(kind, language, account))


def chosen(found: Iterable[Row], wanted: Wanted) -> list[Row]:
    """What was asked for, what needs work first."""
    kept = (
        row
        for row in found
        if wanted.language in ("", row.language)
        and wanted.kind in ("", row.kind)
        and wanted.standing in ("", row.standing)
        and _holds(row, wanted.search)
    )
    return sorted(kept, key=_order)


def _order(row: Row) -> tuple[int, int]:
    return list(Standing).index(row.standing), list(Kind).index(row.kind)


def _holds(row: Row, search: str) -> bool:
    said = search.casefold()
    return not said or said in row.dutch.casefold() or said in row.text.casefold() or said in row.place.casefold()


def progress(found: Iterable[Row]) -> tuple[Progress, ...]:
    """How far every language is, kind by kind; a kind that a language does not have is left out."""
    counted: dict[tuple[str, Kind], Counter[Standing]] = {}
    for row in found:
        counted.setdefault((row.language, row.kind), Counter())[row.standing] += 1
    return tuple(_progress(language, kind, standings) for (language, kind), standings in counted.items())


def _progress(language: str, kind: Kind, standings: Counter[Standing]) -> Progress:
    total, missing = standings.total(), standings[Standing.MISSING] + standings[Standing.BEHIND]
    return Progress(language, kind, total, missing, total - missing - standings[Standing.READ])


def _of(kind: Kind, language: str, account: Account) -> Iterable[Row]:
    if kind is Kind.PICTURE:
        return _pictures(language)
    if language not in LANGUAGES:
        return ()
    match kind:
        case Kind.QUESTION:
            return _questions(language, account)
        case Kind.STATEMENT:
            return _statements(language, account)
        case Kind.HELP_LINE:
            return _help_lines(language)
        case _:
            return (
                _sentence(one, language)
                for one in catalogues.sentences(language)
                if not one.place.startswith(HELP_LINES_IN)
            )


def _questions(language: str, account: Account) -> Iterator[Row]:
    organised = set(editions.editions_of(account, Role.ORGANISER).values_list("pk", flat=True))
    asked = Consultation.objects.filter(edition__in=editions.editions_of(account, Role.ORGANISER, Role.ANALYST))
    for one in asked.exclude(state__in=PAST).prefetch_related("texts"):
        text = next((text for text in one.texts.all() if text.language == language), None)
        yield Row(
            kind=Kind.QUESTION,
            language=language,
            dutch=_joined(one),
            text=_joined(text) if text else "",
            place=one.question,
            standing=_standing(text, one),
            # the words of a question are the organiser's; whoever edits what came in reads them here
            href=reverse("participation-translation", args=[one.slug, language]) if one.edition_id in organised else "",
            by=text.checked_by if text else "",
        )


def _joined(words: object) -> str:
    return "\n".join(part for part in (str(getattr(words, field)) for field in QUESTION_FIELDS) if part)


def _standing(text: ConsultationText | StatementText | None, of: Consultation | Statement) -> Standing:
    if text is None:
        return Standing.MISSING
    return Standing.BEHIND if is_behind(text, of) else _STANDING_OF[origin_of(text, of)]


def _statements(language: str, account: Account) -> Iterator[Row]:
    mine = editions.editions_of(account, Role.ORGANISER, Role.ANALYST)
    found = Statement.objects.filter(consultation__edition__in=mine).exclude(consultation__state__in=PAST)
    for one in found.exclude(state=StatementState.RETIRED).select_related("consultation").prefetch_related("texts"):
        if one.language == language:
            continue
        text = next((text for text in one.texts.all() if text.language == language), None)
        yield Row(
            kind=Kind.STATEMENT,
            language=language,
            dutch=one.text,
            text=text.text if text else "",
            place=one.consultation.question,
            standing=_standing(text, one),
            href=reverse("participation-translators-statement", args=[one.pk, language]),
            by=text.checked_by if text else "",
        )


def _help_lines(language: str) -> Iterator[Row]:
    known = {one.text: one for one in catalogues.sentences(language)}
    for line in HelpLine.objects.all():
        for words in filter(None, (line.for_whom, line.hours)):
            sentence = known.get(words)
            text = sentence.forms[0] if sentence else ""
            yield Row(
                Kind.HELP_LINE,
                language,
                words,
                text,
                line.name,
                _in_catalogue(sentence) if sentence else Standing.MISSING,
            )


def _sentence(one: catalogues.Sentence, language: str) -> Row:
    dutch = f"{one.text}\n{one.plural}" if one.plural and one.plural != one.text else one.text
    return Row(Kind.INTERFACE, language, dutch, "\n".join(one.forms), one.place, _in_catalogue(one))


def _in_catalogue(one: catalogues.Sentence) -> Standing:
    if one.is_missing:
        return Standing.MISSING
    if one.is_fuzzy:
        return Standing.BEHIND
    return Standing.READ if one.is_read else Standing.MACHINE


def _pictures(language: str) -> Iterator[Row]:
    if pictures.language_of_names(language) != language:
        return
    for one in pictures.PICTURES:
        yield Row(
            Kind.PICTURE,
            language,
            pictures.name(one.index, "nl"),
            pictures.name(one.index, language),
            f"{one.sign} nummer {one.index}",
            Standing.MACHINE,
        )
