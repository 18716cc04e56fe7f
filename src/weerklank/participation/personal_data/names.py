"""Names of people: known first names, what stands behind a title or 'ik heet', and two capitals in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weerklank.participation.personal_data.kinds import DataKind, Finding
from weerklank.participation.personal_data.lists import words

_FIRST_NAMES = words("first_names.txt")
_ALSO_WORDS = words("also_words.txt")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_BETWEEN = frozenset(
    (
        "van",
        "de",
        "der",
        "den",
        "el",
        "al",
        "ten",
        "ter",
        "'t",
        "in",
        "het",
        "op",
        "bin",
        "ben",
        "von",
        "da",
        "dos",
        "di",
        "la",
        "le",
        "st",
        "sint",
        "abu",
        "ait",
    )
)
_TITLE = (
    "juf|juffie|juffrouw|juffouw|meester|mr|meneer|mevrouw|mevr|mw|dhr|dokter|dr|trainer|trainster|coach|mentor|tante|oom|ome|opa|oma"
    "|familie|fam|directeur|directrice|pastoor|imam|begeleider|begeleidster|voogd|docent|leraar|lerares|conciërge|zuster|broeder"
)
_KIN = (
    "broer|broertje|zus|zusje|neef|neefje|nicht|nichtje|vader|moeder|papa|mama|pap|mam|vriend|vriendin|bff|buurman|buurvrouw"
    "|buurjongen|buurmeisje|pleegmoeder|pleegvader|stiefvader|stiefmoeder|stiefbroer|stiefzus|oppas|maatje|klasgenoot|beste"
)
_OWN = "mijn|mij|mn|m'n|m’n|me|ons|onze|haar|zijn|z'n|zn"
_NAME = r"[^\W\d_][\w'’\-]{1,30}"
_TAIL = r"(?:\s(?:(?:van|de|der|den|el|al|ten|ter|bin)\s){0,2}(?-i:[^\W\d_a-zà-ÿ])[\w'’\-]{1,30}){0,3}"
# behind these a name follows, however it is written
_SAID = re.compile(
    rf"(?:\b(?:(?:{_OWN})\s)?(?:voor|achter|roep)?\s?naam(?:\sis|:)|\b(?:ik|je|hij|zij|ze|die|{_OWN}\s(?:{_KIN}))\s(?:heet|heette)|\bword heet|\bheet"
    r"|\b(?:noemen|noemt|noem)\s(?:mij|me|hem|haar)|\bmy name is|\bi am called|\bاسمي|\bмене звати|\bмене звуть|\bменя зовут)"
    rf"\s{{1,3}}(?:geen\s\w{{2,20}}\smaar\s)?(?P<it>{_NAME}{_TAIL})",
    re.IGNORECASE,
)
_CAPITAL_SAID = re.compile(
    rf"(?i:\bik ben|\bik ben de (?:zus|broer|zoon|dochter|vriend|vriendin) van|\bdit is|\bwij zijn|\bvan|\bgroetjes(?: van)?|\bgroeten(?: van)?|\bgr\.?|\bxx{{1,4}}|\bdoei(?: doei)?,?|\bdag,?|\bhaar,?|\bnoem(?:en)? mij"
    rf"|\b(?:{_OWN}) (?:{_KIN})|\b(?:{_KIN}) van)\s{{1,3}}(?P<it>[^\W\d_a-zà-ÿ][\w'’\-]{{1,30}}{_TAIL})"
)
_TITLED = re.compile(
    rf"\b(?i:{_TITLE})\.?\s{{1,2}}(?P<it>(?:(?i:van|de|der|den|el|al|ten|ter)\s){{0,2}}[^\W\d_a-zà-ÿ][\w'’\-]{{1,30}}(?:\s[^\W\d_a-zà-ÿ][\w'’\-]{{1,30}}){{0,2}})"
)
_TITLED_SMALL = re.compile(rf"\b(?:{_TITLE})\.?\s{{1,2}}(?P<it>{_NAME})", re.IGNORECASE)
_ME_NAMED = re.compile(rf"\bmag me (?P<it>{_NAME}) noemen", re.IGNORECASE)
_WITH_AGE = re.compile(r"(?P<it>\b[^\W\d_a-zà-ÿ][\w'’\-]{1,30})(?:,? \(?\d{1,2}\)?(?: jaar)?\b)(?=[ ),.]|$)")
_TWO = re.compile(
    r"(?<![\w.])[^\W\d_a-zà-ÿ][a-zà-ÿ'’\-]{1,30}(?: (?:van|de|der|den|el|al|ten|ter|bin|[^\W\d_a-zà-ÿ][a-zà-ÿ'’\-]{1,30})){0,4} [^\W\d_a-zà-ÿ][a-zà-ÿ'’\-]{1,30}\b"
)
# who does this is somebody, also with a name that is on no list
_DOES = re.compile(
    r"(?:^|[.!?\n]\s{0,3}|\b(?:en|dat|met|naast|door|tegen|tegenover|zit|van|voor|bij|als|hallo|hoi)\s)(?P<it>[^\W\d_a-zà-ÿ][a-zà-ÿ'’\-]{2,30})"
    r"(?=\s(?:zegt|zei|pest|slaat|scheldt?|vindt?|krijgt?|mag|wil|heeft|kan|praat|lacht|huilt|uit mijn klas|uit groep|en ik|zit|krijgen|willen|hebben)\b)"
    r"|\b(?:en|dat|met|naast|door|tegen|tegenover|hallo|hoi|zit|door|sinds) (?P<it2>[^\W\d_a-zà-ÿ][a-zà-ÿ'’\-]{2,30})\b"
)
# no name, though it stands where one could
_NO_NAME = words("no_names.txt")
_FAMOUS = re.compile(
    r"\b(?:memphis depay|virgil van dijk|lieke martens|lionel messi|cristiano ronaldo|anne frank|vincent van gogh|harry potter"
    r"|willem[- ]alexander|max verstappen|frenkie de jong|mark rutte|taylor swift|ariana grande|billie eilish|greta thunberg"
    r"|michael jackson|nelson mandela|martin luther king|kylian mbapp[eé]|snelle|kris kross|enzo knol|albert heijn|prins claus"
    r"|jan van galen|elsa en anna|rembrandt van rijn)\b",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[Finding]:
    """Every name once, at its longest; who everybody knows is left out."""
    spans = sorted({*_behind_words(text), *_known(text), *_in_pairs(text)})
    famous = [(match.start(), match.end()) for match in _FAMOUS.finditer(text)]
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if any(low <= start < high for low, high in famous):
            continue
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    for start, end in joined:
        yield Finding(DataKind.NAME, start, end)


def _behind_words(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_SAID, _CAPITAL_SAID, _TITLED, _ME_NAMED, _WITH_AGE):
        for match in pattern.finditer(text):
            first = next(_WORD.finditer(match["it"]), None)
            name = [word for word in match["it"].casefold().split() if word not in _BETWEEN]
            # 'meneer de Wit' is somebody, 'de juf Wit' is nobody
            named = len(name) < len(match["it"].split())
            if first is not None and name and (named or name[0].strip(",.") not in _NO_NAME):
                yield match.start("it"), match.end("it")
    for match in _DOES.finditer(text):
        group = "it" if match["it"] else "it2"
        if match[group].casefold() not in _NO_NAME:
            yield match.start(group), match.end(group)
    for match in _TITLED_SMALL.finditer(text):
        if match["it"].casefold() in _FIRST_NAMES - _ALSO_WORDS:
            yield match.start("it"), match.end("it")


def _known(text: str) -> Iterator[tuple[int, int]]:
    """First names; what is a word too only with a capital inside a sentence. A surname goes with it."""
    found = list(_WORD.finditer(text))
    for number, word in enumerate(found):
        said = word.group().casefold()
        inside = number > 0 and not re.search(r"[.!?\n]", text[found[number - 1].end() : word.start()])
        sure = said in _FIRST_NAMES and said not in _ALSO_WORDS
        if sure or (said in _ALSO_WORDS and word.group()[0].isupper() and inside and not text.isupper()):
            yield word.start(), _with_surname(text, found, number)


def _with_surname(text: str, found: list[re.Match[str]], number: int) -> int:
    """Where the name ends: 'van' and 'de' belong to it only when a word with a capital follows."""
    end = so_far = found[number].end()
    for word in found[number + 1 : number + 5]:
        said = word.group()
        if text[so_far : word.start()].strip(" "):
            break
        if said[0].isupper() and said.casefold() not in _NO_NAME:
            end = word.end()
        elif said not in _BETWEEN:
            break
        so_far = word.end()
    return end


def _in_pairs(text: str) -> Iterator[tuple[int, int]]:
    """Two words with a capital beside each other, in a text that does not write everything so."""
    said = _WORD.findall(text)
    if sum(word[0].isupper() for word in said) * 2 > len(said) + 2:
        return
    for match in _TWO.finditer(text):
        parts = [part.casefold() for part in match.group().split() if part not in _BETWEEN]
        if not any(part in _NO_NAME for part in parts):
            yield match.start(), match.end()
