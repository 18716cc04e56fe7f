"""What in a child's words may say who somebody is: marked for the moderator, who decides what goes.

Rules find less than a person does; nothing is published on the word of this module. Only a citizen service number
is refused at the door: nobody needs it, and a child can leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

import phonenumbers
from stdnum import iban
from stdnum.nl import bsn


class DataKind(Enum):
    PHONE = "telefoonnummer"
    EMAIL = "e-mailadres"
    BSN = "burgerservicenummer"
    IBAN = "rekeningnummer"
    URL = "internetadres"
    HANDLE = "naam op sociale media"
    ADDRESS = "adres"
    POSTCODE = "postcode"
    NAME = "naam"
    SCHOOL = "naam van een school"


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of text, and what it may be."""

    kind: DataKind
    start: int
    end: int


_REGIONS = ("NL", "BQ", "AW", "CW", "SX", "UA")
_NINE_DIGITS = re.compile(r"(?<!\d)(?:\d[ .\-]?){7,8}\d(?!\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}\b", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+\-]{1,64}(?: ?@ ?|\s?\(at\)\s?|\s?\[at\]\s?)[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4}")
_URL = re.compile(
    r"\b(?:https?://|www\.)\S{1,200}|\b[\w\-]{2,63}\.(?:nl|com|net|org|be|eu|gg|me|tv)\b(?:/\S{0,200})?", re.IGNORECASE
)
_HANDLE = re.compile(
    r"(?<![\w@.])@[\w.]{2,30}"
    r"|\b(?:snap(?:chat)?|insta(?:gram)?|tiktok|discord|roblox|whatsapp|app)\s?(?:is|naam|:|=)+\s{0,2}[\w.#]{2,30}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b[A-Z][\w'’\-]{1,40}(?:straat|laan|weg|plein|kade|gracht|hof|dreef|steeg|singel|pad|dijk|park|plantsoen|baan|ring)\s{1,2}\d{1,5}\s?[a-z]?\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[1-9]\d{3}\s?[A-Z]{2}\b")
_NAME = re.compile(
    r"(?:(?i:\bik heet|\bmijn naam is|\bmn naam is|\bmy name is|\bi am called|\bاسمي|\bмене звати|\bмене звуть|\bменя зовут)"
    r"|\b[Ii]k ben(?=\s{1,3}[A-Z]))"
    r"\s{1,3}(?P<name>[^\W\d_][\w'’\-]{1,30}(?: (?:van|de|der|den|el|al|[A-Z][\w'’\-]{1,30})){0,3})"
)
_SCHOOL = re.compile(
    r"\b(?:basisschool|school|college|lyceum|obs|kbs|cbs|pcbs|azc|opvang)\s(?P<name>(?:(?i:de|het|t|'t|in|sint|st\.?)\s){0,2}[A-Z][\w'’\-]{2,30})"
    r"|\b[A-Z][\w'’\-]{2,30}(?:school|college|lyceum)\b"
)


def findings(text: str) -> tuple[Finding, ...]:
    """Everything that a moderator should look at, in the order of the text."""
    certain = [finding for find in _FINDERS for finding in find(text)]
    # A row of digits that is something else already is no phone number too.
    phones = (
        phone
        for phone in _phones(text)
        if not any(one.start <= phone.start and phone.end <= one.end for one in certain)
    )
    return tuple(sorted((*certain, *phones), key=lambda finding: (finding.start, finding.end, finding.kind.value)))


def kinds(text: str) -> tuple[DataKind, ...]:
    """Which kinds of mark a text holds, each once, in the order of the text."""
    return tuple(dict.fromkeys(finding.kind for finding in findings(text)))


def has_bsn(text: str) -> bool:
    """Nine digits that pass the test of eleven: a citizen service number, or one time in eleven something else."""
    return any(True for _ in _bsns(text))


def _bsns(text: str) -> Iterator[Finding]:
    for match in _NINE_DIGITS.finditer(text):
        # A phone number of ten digits never gets here; one that a child cut short is no reason to refuse.
        digits = re.sub(r"\D", "", match.group())
        if len(digits) == 9 and not digits.startswith(("00", "06")) and bsn.is_valid(digits):
            yield Finding(DataKind.BSN, match.start(), match.end())


def _phones(text: str) -> Iterator[Finding]:
    found = {
        (match.start, match.end)
        for region in _REGIONS
        for match in phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.POSSIBLE)
        # Amounts and years look like numbers too; a number that can be dialled begins with 0 or +, or really exists.
        if match.raw_string[0] in "0+(" or phonenumbers.is_valid_number(match.number)
    }
    for start, end in found:
        if not any(other != (start, end) and other[0] <= start and end <= other[1] for other in found):
            yield Finding(DataKind.PHONE, start, end)


def _ibans(text: str) -> Iterator[Finding]:
    for match in _IBAN.finditer(text):
        if iban.is_valid(match.group()):
            yield Finding(DataKind.IBAN, match.start(), match.end())


def _pattern(kind: DataKind, pattern: re.Pattern[str]) -> Callable[[str], Iterator[Finding]]:
    group = "name" if "name" in pattern.groupindex else 0

    def find(text: str) -> Iterator[Finding]:
        for match in pattern.finditer(text):
            part = group if match.group(group) is not None else 0
            yield Finding(kind, match.start(part), match.end(part))

    return find


_FINDERS: tuple[Callable[[str], Iterator[Finding]], ...] = (
    _bsns,
    _ibans,
    _pattern(DataKind.EMAIL, _EMAIL),
    _pattern(DataKind.URL, _URL),
    _pattern(DataKind.HANDLE, _HANDLE),
    _pattern(DataKind.ADDRESS, _ADDRESS),
    _pattern(DataKind.POSTCODE, _POSTCODE),
    _pattern(DataKind.NAME, _NAME),
    _pattern(DataKind.SCHOOL, _SCHOOL),
)
