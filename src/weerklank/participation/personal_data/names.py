"""Names of people: known first names, what stands behind a title or 'ik heet', and two capitals in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weerklank.participation.personal_data.kinds import DataKind, Finding
from weerklank.participation.personal_data.lists import lines, words

_FIRST_NAMES = words("first_names.txt")
_ALSO_WORDS = words("also_words.txt")
# of nothing else
_SURE = _FIRST_NAMES - _ALSO_WORDS
# with a capital because a sentence begins with it
_OPENERS = words("openers.txt")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_BETWEEN = words("between.txt")
_TITLE = (
    "juf|juffie|juffrouw|juffouw|meester|mr|meneer|mevrouw|mevr|mw|dhr|dokter|dr|trainer|trainster|coach|mentor|tante|oom|ome|opa|oma"
    "|familie|fam|directeur|directrice|pastoor|imam|begeleider|begeleidster|voogd|gezinsvoogd|docent|leraar|lerares|conciërge|zuster|broeder"
    "|psycholoog|psychologe|therapeut|jeugdwerker|wijkagent|agent|mentrix|stagiair|stagiaire|leider|leidster|groepsleider|groepsleidster|kapper"
    "|buurman|buurvrouw|oppas|dominee|rector|wethouder|intern begeleider|papa|mama|pap|mam|abla|abi|ome|tant"
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
_INITIALS = re.compile(
    r"(?<![\w.])(?P<it>(?:[^\W\d_a-zà-ÿ]\.\s?){1,4}(?:(?:van|de|der|den|el|al|ten|ter)\s){0,2}[^\W\d_a-zà-ÿ][\w'’\-]{2,30})"
)
# behind these a known name may stand without a capital, though it is a word elsewhere: 'samen met roos'
_BESIDE = re.compile(
    rf"\b(?:samen met|naast|ruzie met|vrienden met|verliefd op|gepest door|liefs|ondertekend|getekend|(?:{_OWN}) (?:{_KIN}|{_TITLE}))"
    rf"[:,]?\s(?P<it>{_NAME})",
    re.IGNORECASE,
)
# behind these one does where it is a name more often than a word
_PERHAPS = re.compile(rf"\b(?:bij|tegen|met|en|gr\.?|xx{{1,4}}|groetjes|groeten)[:,]?\s(?P<it>{_NAME})", re.IGNORECASE)
_SIGNED = re.compile(
    rf"\b(?i:ondertekend|getekend|liefs|afzender|van|door|namens)[:,]\s{{0,2}}(?i:van )?(?P<it>[^\W\d_a-zà-ÿ][\w'’\-]{{1,30}}{_TAIL})"
)
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
_WITHIN = re.compile(r"(?<=[\w,;:)][ ])(?<![.!?] )(?P<it>[^\W\d_a-zà-ÿ][a-zà-ÿ'’\-]{2,30})(?![\w.])")
# what ends so is a school subject, a language, a people or a feast sooner than somebody
_NO_ENDING = re.compile(
    r"(?:ing|heid|isch|ische|schap|kunde|dag|feest|plein|straat|school|college|lyceum|land|landse|app|club|bal|zorg|raad|huis|partij|museum|park)$"
)
_MIXED = re.compile(r"(?<![\w@.])(?=\w{0,20}[\d@$])[^\W\d_][\w@$]{2,20}(?![\w@.])")
_AS_LETTERS = str.maketrans("013457@$", "oieastas")
# an animal is nobody
_PET = re.compile(
    r"\b(?:hond|hondje|puppy|kat|katje|kitten|kater|poes|poesje|hamster|konijn|cavia|paard|pony|vis|goudvis|papegaai|schildpad|parkiet)"
    r"(?: heet| heette| is)?\s{1,2}$"
)
_TOWNS = frozenset(lines("towns.txt"))
_COUNTRIES = words("countries.txt")
_SMALL_WORDS = frozenset(
    ("per", "can", "said", "elk", "elke", "till", "al", "een", "are", "keer", "das", "else", "wil", "team", "ben")
)
# of the names that are words too, those that stand behind 'met' and 'bij' as a word far more often
_VERY_MUCH_WORDS = words("rather_words.txt")
_BESIDE_NAMES = _ALSO_WORDS - _SMALL_WORDS
_PERHAPS_NAMES = _BESIDE_NAMES - _VERY_MUCH_WORDS
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
        if any(low <= start < high for low, high in famous) or _PET.search(text[max(0, start - 24) : start]):
            continue
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    for start, end in joined:
        yield Finding(DataKind.NAME, start, end)


def _behind_words(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_SAID, _CAPITAL_SAID, _TITLED, _ME_NAMED, _WITH_AGE, _INITIALS, _SIGNED):
        for match in pattern.finditer(text):
            first = next(_WORD.finditer(match["it"]), None)
            name = [word for word in match["it"].casefold().split() if word not in _BETWEEN]
            # 'meneer de Wit' is somebody, 'de juf Wit' is nobody
            named = match["it"].split()[0].casefold() in _BETWEEN
            if first is not None and name and (named or not _nobody(name[0].strip(",."))):
                yield match.start("it"), match.end("it")
    for match in _DOES.finditer(text):
        group = "it" if match["it"] else "it2"
        word = match[group].casefold()
        if not _nobody(word) and word not in _OPENERS:
            yield match.start(group), match.end(group)
    for pattern, names in (
        (_TITLED_SMALL, _SURE),
        (_BESIDE, _BESIDE_NAMES),
        (_PERHAPS, _PERHAPS_NAMES),
    ):
        for match in pattern.finditer(text):
            if match["it"].casefold() in names:
                yield match.start("it"), match.end("it")
    yield from _capitals(text)
    yield from _with_digits(text)


def _nobody(word: str) -> bool:
    return word in _NO_NAME or word in _COUNTRIES


def _capitals(text: str) -> Iterator[tuple[int, int]]:
    """A capital within a sentence, in a text that does not scatter them: a name, unless we know what else it is."""
    said = _WORD.findall(text)
    if sum(word[0].isupper() for word in said) * 3 > len(said) + 3:
        return
    for match in _WITHIN.finditer(text):
        word = match["it"].casefold()
        known = _nobody(word) or word in _TOWNS or word in _OPENERS or _NO_ENDING.search(word)
        if not known:
            yield match.start("it"), match.end("it")


def _with_digits(text: str) -> Iterator[tuple[int, int]]:
    """A known first name with a digit or a sign for a letter: m0hammed, s@nne."""
    for match in _MIXED.finditer(text):
        if match.group().casefold().translate(_AS_LETTERS) in _SURE:
            yield match.start(), match.end()


def _known(text: str) -> Iterator[tuple[int, int]]:
    """First names; what is a word too only with a capital inside a sentence. A surname goes with it."""
    found = list(_WORD.finditer(text))
    for number, word in enumerate(found):
        said = word.group().casefold()
        inside = number > 0 and not re.search(r"[.!?\n]", text[found[number - 1].end() : word.start()])
        sure = said in _SURE
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
        start = match.start()
        first, rest = match.group().split(" ", 1)
        # 'Bel Fatima': the capital of the first word is that of the sentence, and the name comes after it
        if first.casefold() not in _FIRST_NAMES and (
            first.casefold() in _OPENERS or (_begins(text, start) and _is_first_name(rest.split(" ", 1)[0]))
        ):
            start += len(first) + 1
        parts = [part.casefold() for part in text[start : match.end()].split() if part not in _BETWEEN]
        # one word with a capital behind a verb at the beginning: a name, unless we know what else it is
        alone = len(parts) == 1 and parts[0] not in _FIRST_NAMES and parts[0] not in _ALSO_WORDS
        if alone and (parts[0] in _TOWNS or _NO_ENDING.search(parts[0])):
            continue
        if not any(_nobody(part) for part in parts):
            yield start, match.end()


def _is_first_name(word: str) -> bool:
    return word.casefold() in _SURE


def _begins(text: str, place: int) -> bool:
    """Whether a sentence begins here."""
    before = text[:place].rstrip(" ")
    return not before or before[-1] in ".!?\n:"
