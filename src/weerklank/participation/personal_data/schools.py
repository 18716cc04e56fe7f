"""Names of schools: a class of thirty is small, and who sits in it can be found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weerklank.participation.personal_data.kinds import DataKind, Finder, Finding, by_pattern
from weerklank.participation.personal_data.lists import words

_ARTICLE = r"(?:(?i:de|het|'t|t|in|sint|st\.?|al|el|van)\s)"
_CAPITAL = r"[A-Z][\w'’\-]{1,30}"
_MORE = rf"(?:\s(?:(?:van|de|den|der|het|op|aan)\s){{0,2}}{_CAPITAL}){{0,3}}"
_NAME = rf"{_ARTICLE}{{0,2}}{_CAPITAL}{_MORE}"
# behind these the name follows, also with a small letter
_SHORT = re.compile(
    r"\b(?:obs|cbs|kbs|rkbs|pcbs|pcb|icbs|sbo|vso|ikc|isk|roc|mbo|vrije school|brede school|\w{4,12}school)\s"
    r"(?P<it>(?:(?:de|het|'t|sint|st\.?|van)\s){0,2}(?!(?:is|was|heeft|in|op|en|moet|mag|gaat|doet|had|waar|met|voor|of|als|te|niet|de|het|een|ik|wij|we|beginnen|begint|moeten|om|zit|zijn|word|wordt|naar|dan|dat|ook|kan|kunnen|zou|leer|leren|was|van|bij|aan|toe|niveau|of|andere|omdat|want|doen)\b)[\w'’\-]{2,30}(?:\s[A-Z][\w'’\-]{1,30}){0,3})",
    re.IGNORECASE,
)
_NO_NAME_AFTER = frozenset(
    ("basisschool", "middelbareschool", "hogeschool", "zwemschool", "muziekschool", "dansschool", "taalschool")
)
_KIND_FIRST = re.compile(
    rf"\b(?i:basisschool|school|college|lyceum|gymnasium|mavo|azc|opvang|mbo|roc|isk|brede school|vrije school)[:,]?\s(?P<it>{_NAME})"
)
_KIND_LAST = re.compile(
    rf"\b{_CAPITAL}(?:\s(?:(?:van|de|den|der|het)\s){{0,2}}{_CAPITAL}){{0,4}}\s(?:College|Lyceum|Gymnasium|Mavo|Scholengemeenschap|School|Academie|Atheneum)\b"
    r"|\b[A-Z][\w'’\-]{2,30}(?:school|college|lyceum)\b"
    r"|\b(?:sint|st\.?|heilig\w{0,3})\s\w{3,20}school\b"
)
_KIND_LAST_SMALL = re.compile(r"\b(?:sint|st\.?|heilig\w{0,3})[\s\-]\w{3,20}school\b", re.IGNORECASE)
_CALLED = re.compile(
    r"\b(?:(?:mijn|onze|me|mn|m'n|ons)\s(?:nieuwe\s|oude\s|lieve\s)?(?:basis)?school)(?:,|\sis|\sheet|:)?\s(?P<it>(?:(?:de|het|'t)\s)?(?-i:[A-Z])[\w'’\-]{2,30}(?:\s(?:(?:van|de|der)\s){0,2}(?-i:[A-Z])[\w'’\-]{1,30}){0,3})"
    r"|\bschool heet\s(?P<it2>(?:(?:de|het|'t)\s)?[\w'’\-]{2,30}(?:\s[A-Z][\w'’\-]{1,30}){0,2})",
    re.IGNORECASE,
)
_SITS = re.compile(
    r"\b(?:zit|zitten|zat|zaten|ga|gaan|gaat|ging|kom|leer|school|ons|mij|onderwijs)\b(?:\s(?:in|op|naar|nu|eerst|ook|al|klas|groep|\d|havo|vwo|vmbo|mavo|leerjaar|school|les)){0,5}\s(?:op|naar)\s(?P<it>(?:(?:de|het|'t|een)\s)?(?-i:[A-Z])[\w'’\-]{2,30}(?:\s(?:(?:van|de|der)\s){0,2}(?-i:[A-Z])[\w'’\-]{1,30}){0,4})",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"\b(?:groep|klas|vmbo(?:-\w{{1,2}})?|havo|mavo|vwo|isk|leerling|leerlingen|juf|meester|directeur)\s?\d?\w?\svan\s(?P<it>(?:(?:de|het|'t)\s)?(?-i:[A-Z])[\w'’\-]{{2,30}}{_MORE})",
    re.IGNORECASE,
)
_SOMEBODY_OF = re.compile(
    r"(?<=[a-z] )van (?P<it>(?:De|Het|de|het|'t) [A-Z][\w'’\-]{2,30})(?= (?:zei|zegt|is|mag|wil|heeft|en|gaan|gaat))"
)
# a kind of school with a small letter in front of the name, an article between: 'brugklas van het Calvijn'
_OF_THE = re.compile(
    r"\b(?:brugklas|brugger|leerlingen|leerling|klasgenoten|kinderen|leraren|docenten|juf|meester|team|directie|groep \d|klas \w{1,3})\s(?:van|op|uit)\s"
    r"(?P<it>(?:het|de|'t)\s(?-i:[A-Z])[\w'’\-]{2,30}(?:\s[A-Z][\w'’\-]{1,30}){0,3})",
    re.IGNORECASE,
)
# what one does, watches or speaks is no school
_NO_SCHOOL = words("no_schools.txt")


def _sits(text: str) -> Iterator[Finding]:
    for match in _SITS.finditer(text):
        name = [word for word in match["it"].casefold().split() if word not in ("de", "het", "'t", "een")]
        if name and name[0] not in _NO_SCHOOL:
            yield Finding(DataKind.SCHOOL, match.start("it"), match.end("it"))


def _short(text: str) -> Iterator[Finding]:
    for match in _SHORT.finditer(text):
        kind = match.group().split()[0].casefold()
        plain = match["it"] == match["it"].casefold()
        # 'basisschool leuk' is no name; 'basisschool Leuk' may be
        if not (plain and kind in _NO_NAME_AFTER):
            yield Finding(DataKind.SCHOOL, match.start("it"), match.end("it"))


FINDERS: tuple[Finder, ...] = (
    _short,
    _sits,
    by_pattern(DataKind.SCHOOL, _KIND_FIRST),
    by_pattern(DataKind.SCHOOL, _KIND_LAST),
    by_pattern(DataKind.SCHOOL, _KIND_LAST_SMALL),
    by_pattern(DataKind.SCHOOL, _CALLED),
    by_pattern(DataKind.SCHOOL, _OF),
    by_pattern(DataKind.SCHOOL, _SOMEBODY_OF),
    by_pattern(DataKind.SCHOOL, _OF_THE),
)
