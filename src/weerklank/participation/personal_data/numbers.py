"""Numbers and addresses of the wire: telephone, mail, accounts at a bank, the citizen service number, postcodes, birthdays."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers
from stdnum import iban
from stdnum.nl import bsn

from weerklank.participation.personal_data.kinds import DataKind, Finder, Finding, by_pattern

_REGIONS = ("NL", "BQ", "AW", "CW", "SX", "UA")
_NINE_DIGITS = re.compile(r"(?<!\d)(?:\d[ .\-]?){7,8}\d(?!\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}\b", re.IGNORECASE)
_EMAIL = re.compile(
    r"(?<![\w.+\-])[\w.+\-]{1,64}(?: ?@ ?| ?[(\[] ?(?:at|apenstaart(?:je)?) ?[)\]] ?| (?:at|apenstaart(?:je)?) )"
    r"[\w\-]{1,63}(?:(?:[.,]| (?:punt|dot) )[\w\-]{1,63}){1,4}",
    re.IGNORECASE,
)
_URL = re.compile(
    r"\b(?:https?://|www\.)\S{1,200}"
    r"|\b(?!(?:google|wikipedia|youtube|kindertelefoon|jeugdjournaal|rijksoverheid)\.(?:com|nl|org)\b(?!/))"
    r"[\w\-]{2,63}\.(?:nl|com|net|org|be|eu|gg|me|tv|io|app)\b(?:/\S{0,200})?",
    re.IGNORECASE,
)
_CODE = r"[1-9]\d{3}"
_POSTCODE = re.compile(rf"\b{_CODE}\s?[A-Z]{{2}}\b")
# small letters after four digits are mostly a word: not these
_LITTLE_WORDS = (
    "en|is|in|op|of|om|er|al|te|na|ik|je|we|ze|me|mn|ie|nu|ja|zo|de|km|cm|mm|kg|kb|mb|gb|uu|uur|jr|dl|ml|mw|kw|ha"
)
_SMALL_POSTCODE = re.compile(rf"\b{_CODE} ?(?!(?:{_LITTLE_WORDS})\b)[a-z]{{2}}\b|(?<=code ){_CODE} ?[A-Za-z]{{2}}\b")
# digits with at most three signs between; a capital or small o is often a nought
_PHONE = re.compile(r"(?<![\w+])(?:\+ ?)?[\doO](?:[ .\-/()​]{0,3}[\doO]){8,13}(?!\w)")
_FREE = re.compile(r"^(?:0800|0900|088|112|113)")
_MONTH = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|mrt|apr|aug|sept?|okt|nov|dec"
_DAY = (
    rf"\d{{1,2}}(?:e|ste|de)? ?(?:{_MONTH})\b\.?(?: ?(?:19|20)\d\d)?|\d{{1,2}}[\-/. ]\d{{1,2}}[\-/. ](?:19|20)?\d\d\b"
)
_BIRTHDAY = re.compile(
    rf"\b(?:geboren|jarig|verjaardag|verjaar|geboortedatum|geboortedag|ik ben van|ik word \d{{1,2}})\b[^\d\n]{{0,20}}(?P<it>{_DAY})"
    rf"|(?P<it2>{_DAY})(?= (?:geboren|jarig|ben ik (?:jarig|geboren)))",
    re.IGNORECASE,
)


def has_bsn(text: str) -> bool:
    """Nine digits that pass the test of eleven: a citizen service number, or one time in eleven something else."""
    return any(True for _ in _bsns(text))


def _bsns(text: str) -> Iterator[Finding]:
    for match in _NINE_DIGITS.finditer(text):
        # A phone number of ten digits never gets here; one that a child cut short is no reason to refuse.
        digits = re.sub(r"\D", "", match.group())
        if len(digits) == 9 and not digits.startswith(("00", "06")) and bsn.is_valid(digits):
            yield Finding(DataKind.BSN, match.start(), match.end())


def phones(text: str) -> Iterator[Finding]:
    """Numbers of people; what everybody may call for nothing is no secret."""
    found = set(_dialled(text))
    for start, end in found:
        if not any(other != (start, end) and other[0] <= start and end <= other[1] for other in found):
            yield Finding(DataKind.PHONE, start, end)


def _dialled(text: str) -> Iterator[tuple[int, int]]:
    for match in _PHONE.finditer(text):
        digits = re.sub(r"[^\d+]", "", re.sub("[oO]", "0", match.group()))
        if digits.startswith(("0", "+", "6")) and not _FREE.match(digits):
            yield match.start(), match.end()
    if not any(sign.isdigit() for sign in text):
        return
    for region in _REGIONS:
        for number in phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.POSSIBLE):
            # Amounts and years look like numbers too; a number that can be dialled begins with 0 or +, or really exists.
            dialled = number.raw_string[0] in "0+(" or phonenumbers.is_valid_number(number.number)
            if dialled and not _FREE.match(re.sub(r"\D", "", number.raw_string)):
                yield number.start, number.end


def _ibans(text: str) -> Iterator[Finding]:
    for match in _IBAN.finditer(text):
        if iban.is_valid(match.group()):
            yield Finding(DataKind.IBAN, match.start(), match.end())


FINDERS: tuple[Finder, ...] = (
    _bsns,
    _ibans,
    by_pattern(DataKind.EMAIL, _EMAIL),
    by_pattern(DataKind.URL, _URL),
    by_pattern(DataKind.POSTCODE, _POSTCODE),
    by_pattern(DataKind.POSTCODE, _SMALL_POSTCODE),
    by_pattern(DataKind.BIRTHDAY, _BIRTHDAY),
)
