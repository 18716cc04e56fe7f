"""Where somebody lives: streets with and without a number, and towns where somebody says to be at home."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weerklank.participation.personal_data.kinds import DataKind, Finder, Finding, by_pattern
from weerklank.participation.personal_data.lists import lines, words

# by the first of their words: looking a word up is quicker than a pattern of a thousand names
_TOWNS: dict[str, list[str]] = {}
for _town in sorted(lines("towns.txt"), key=len, reverse=True):
    _TOWNS.setdefault(_town.split()[0], []).append(_town)
_STREET = "straat|straatje|laan|weg|plein|kade|gracht|hof|hofje|dreef|steeg|singel|pad|dijk|park|plantsoen|baan|ring|wal|markt"
_WIDER = f"{_STREET}|buurt|horst|veld|akker|erf|oord|burg|haven|brink|tuin|kamp|donk|wijk|zoom|rode|drift|schans"
# in front of the word that ends on -straat: Hoge, Prinses, Dr., van …
_BEFORE = r"(?:(?:(?-i:[A-Z])[\w'’]{0,20}\.?|van|de|den|der|het|lange|korte|oude|nieuwe|hoge|lage|sint|st\.?|burg\.?|prins|prinses)\s){0,4}"
_NUMBER = r"\s{1,2}\d{1,5}(?:\s?(?:bis|[a-z])|-\d{1,3})?\b"
_WITH_NUMBER = re.compile(
    rf"\b(?:(?:de|het) )?(?P<it>{_BEFORE}[A-Za-z][\w'’\-]{{1,40}}(?:{_STREET}){_NUMBER})", re.IGNORECASE
)
_CAPITAL_WITH_NUMBER = re.compile(
    rf"\b(?:[A-Z][\w'’]{{0,20}}\.? ){{0,3}}(?:[A-Z][\w'’\-]{{1,40}}(?:{_WIDER})|Singel|Gracht|Kade|Markt|Plein|Brink|Dijk|Weg|Wal|Hof){_NUMBER}"
)
_STREET_FIRST = re.compile(
    rf"\b(?:Laan|Ln|Plein|Kaya|Caya|Kade|Weg|Dijk|Hof|Achter|Boven|Onder|Rue)\.? (?:(?:van|v|de|der|den|het|d')\.? ){{0,3}}[A-Z]?[\w'’\-]{{2,30}}(?: [A-Z][\w'’\-]{{1,30}}){{0,3}}{_NUMBER}"
)
_HOME = r"(?:woon(?:t|de)?|wonen|adres(?: is)?|huis (?:is|op)|thuis|flat|verhuisd)"
_AT_HOME = re.compile(
    rf"\b{_HOME}:?(?: (?:nu|daar|in|op|aan|de|het|bij|naar|uit)){{0,4}} (?P<it>(?-i:[A-Z])[\w'’\-]{{2,30}}(?: (?:(?-i:[A-Z])[\w'’\-]{{1,30}}|de|van|den|der|het)){{0,4}}{_NUMBER})",
    re.IGNORECASE,
)
# no street of anybody's: what stands in every town
_NO_STREET = (
    "school|speel|zebra|fiets|voet|snel|spoor|loop|dorps|winkel|trapveld|pret|skate|zand|ski|start|landings|stads|school|rij|auto"
    "|boeren|markt|kerk|industrie|bus|hoofd|zij|achter|om|uit|kruis|water|berg|loop|half|heen|terug|on|onder|boven|gym|spel|natuur"
    "|attractie|vakantie|dieren|park|doel|kunst|trottoir|wandel|ruiter|uitrij|ijs|atletiek|renn?|race|bijstands|bij|vrij|olie"
)
_STREET_ALONE = re.compile(
    rf"\b(?:in|op|aan|langs|door|is|bij|uit|van) (?:de|het) (?P<it>(?:(?-i:[A-Z])[\w'’]{{1,20}} ){{0,2}}(?!(?:{_NO_STREET})(?:{_STREET})\b)[\w'’\-]{{3,40}}(?:straat|laan|plein|kade|gracht|dreef|steeg|singel|plantsoen|dijk))\b",
    re.IGNORECASE,
)
_OUR_STREET = re.compile(
    r"\b(?:straat|laan|adres) (?:is|heet) (?:de |het )?(?P<it>[A-Z]?[\w'’\-]{3,40}(?:straat|laan|plein|kade|gracht|dreef|steeg|singel|dijk|weg|hof|pad))\b",
    re.IGNORECASE,
)
_LIVES = re.compile(
    r"\b(?:woon|woont|wonen|woonde|woonden|woonplaats|kom|komen|komt|verhuisd|verhuizen|verhuisden|dorp|azc|opvang|jeugdzorg|kamers"
    r"|pleegouders|pleeggezin|tehuis|geboren|hier in|bij ons in|bij mij in|uit|logeer|logeren|school in|werkt|sport|club in|huis in|kamer in)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?<![\w\-])[\w'’.\-]+")
_UNKNOWN_TOWN = re.compile(
    r"\b(?:(?:woon|woont|wonen|woonde|woonden)(?: (?:nu|nog|daar|hier|weer|al|bij \w+(?: \w+)?|in een (?:klein |groot )?dorp,?|in het dorp))? ?(?:in|op|te|,)|dorp(?:je)?,?|stad(?:je)?,?|gehucht|komt? uit|komen uit|logeer (?:bij [\w ]{2,30} )?in|logeren in|kom van|verhuisd naar|verhuisden naar"
    r"|(?:azc|opvang|jeugdzorg|tehuis|instelling|kamers) in|bij ons in|hier in) (?P<it>(?-i:[A-Z])[\w'’\-]{1,30}(?: (?:aan|den|de|op|bij|(?-i:[A-Z])[\w'’\-]{1,30})){0,4})",
    re.IGNORECASE,
)
_AFTER_POSTCODE = re.compile(r"\b[1-9]\d{3}\s?[A-Z]{2},? (?P<it>[A-Z][\w'’\-]{2,30})")
# a country says as little as a language
_COUNTRIES = words("countries.txt")
_HOW_FAR = 60
# so large that it says nothing of who lives there, without a word about living
_LARGE = words("large_towns.txt") | {"den haag", "den bosch", "sint maarten", "sint eustatius", "het gooi"}
_OWN = re.compile(r"\b(?:ik|mijn|mn|m'n|me|wij|we|ons|onze)\b", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|uit|te|op|bij|van)\s$", re.IGNORECASE)
_LIVE_HERE = re.compile(r"^ ?,? waar (?:ik|wij|we) wo+ne?n?\b", re.IGNORECASE)


def _named_towns(text: str) -> Iterator[tuple[int, int]]:
    """Where a town stands that we know, at its longest; of two that overlap the first."""
    # letter by letter: some letters have a small form of two signs, and places must hold
    lower, past = "".join(sign.lower()[0] for sign in text), 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < past:
            continue
        for town in _TOWNS.get(word.group().lower().rstrip("."), ()):
            end = start + len(town)
            if lower.startswith(town, start) and not (end < len(text) and (text[end].isalnum() or text[end] == "-")):
                yield start, end
                past = end
                break


def _towns(text: str) -> Iterator[Finding]:
    """A town behind a word about living; a small one also where somebody speaks of themselves."""
    homes = [match.end() for match in _LIVES.finditer(text)]
    own = bool(_OWN.search(text))
    if not homes and not own:
        return
    at = 0
    for start, end in _named_towns(text):
        while at + 1 < len(homes) and homes[at + 1] <= start:
            at += 1
        between = text[homes[at] : start] if homes and homes[at] <= start else None
        lives = between is not None and len(between) <= _HOW_FAR and not re.search(r"[.!?\n]", between)
        # 'stein', 'best' and 'goes' are words: without one about living only with a capital
        small = own and text[start].isupper() and text[start:end].lower() not in _LARGE
        here = _LIVE_HERE.search(text[end : end + 24])
        if lives or here or (small and _IN.search(text[max(0, start - 6) : start])):
            yield Finding(DataKind.PLACE, start, end)


def _unknown_towns(text: str) -> Iterator[Finding]:
    for match in _UNKNOWN_TOWN.finditer(text):
        if match["it"].split()[0].casefold() not in _COUNTRIES:
            yield Finding(DataKind.PLACE, match.start("it"), match.end("it"))


def _streets_alone(text: str) -> Iterator[Finding]:
    """A street without a number says little, unless somebody lives there or it is called by its name."""
    for match in _STREET_ALONE.finditer(text):
        named = any(sign.isupper() for sign in match["it"])
        around = text[max(0, match.start() - _HOW_FAR) : match.end() + _HOW_FAR].casefold()
        if named or re.search(r"\b(?:woon|wonen|woont|thuis|huis|adres|hoek|kamer|flat)\b", around):
            yield Finding(DataKind.ADDRESS, match.start("it"), match.end("it"))


FINDERS: tuple[Finder, ...] = (
    by_pattern(DataKind.ADDRESS, _WITH_NUMBER),
    by_pattern(DataKind.ADDRESS, _CAPITAL_WITH_NUMBER),
    by_pattern(DataKind.ADDRESS, _STREET_FIRST),
    by_pattern(DataKind.ADDRESS, _AT_HOME),
    by_pattern(DataKind.ADDRESS, _OUR_STREET),
    by_pattern(DataKind.PLACE, _AFTER_POSTCODE),
    _streets_alone,
    _towns,
    _unknown_towns,
)
