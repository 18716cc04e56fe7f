"""What a text says about itself: articles, SDG targets, territories, limbs, sort of statement.

Each finding carries the pattern and the characters that it rests on, so that an editor can judge it.
Every pattern is linear: repeats are bounded, and none stands inside another unbounded one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from weerklank.rights.reading.records import Derived, DerivedKind, Kind, Problem, StatementType, Trouble, Where

# --- articles ---------------------------------------------------------------------------------------------

_OPENER = re.compile(r"\b(arts?\.|[Aa]rticles?)\s{1,3}(?=\d)")
_TOKEN = re.compile(
    r"\s{0,3}(?:"
    r"\((?P<par>\d{1,2})\)|\((?P<let>[a-z]|[ivx]{2,4})\)|(?P<dash>[–—-])|(?P<sep>,\s{0,2}and\b|,|and\b|&|or\b)"
    r"|(?P<para>paras?\.|paragraphs?\b)|(?P<num>\d{1,2})(?![\d.]\d|\d|%))"
)
_TAIL = re.compile(
    r"\s{0,3},?\s{0,2}(?:respectively,?\s)?of\s(?:the\s|its\s)?"
    r"(?P<name>Convention|Covenant|Optional Protocol|[A-Z][\w’'-]{0,40}|same|[a-z]{1,20})"
    r"(?P<more>(?:\s(?:to|on|against|for|relating|concerning)\s[^.;,()]{0,120})?)"
)
_MAX_REFERENCE = 400
_LAST_ARTICLE = {"crc": 54, "crc-opsc": 17, "crc-opac": 13, "crc-opic": 24}

TREATIES = (
    ("CRC/C/OPSC", "crc-opsc"),
    ("CRC/C/OPAC", "crc-opac"),
    ("CRC-OP-SC", "crc-opsc"),
    ("CRC-OP-AC", "crc-opac"),
    ("CRC", "crc"),
    ("E/C.12", "icescr"),
    ("CCPR", "iccpr"),
    ("CEDAW", "cedaw"),
    ("CERD", "icerd"),
    ("CRPD", "crpd"),
    ("CAT", "cat"),
    ("CED", "ced"),
    ("CMW", "icrmw"),
)


def treaty_of(symbol: str) -> str:
    """The treaty whose articles a document means when it says "the Convention"."""
    return next((treaty for lead, treaty in TREATIES if symbol.startswith(lead)), "unknown")


@dataclass(frozen=True, slots=True)
class _Reference:
    numbers: tuple[str, ...]
    start: int
    end: int
    abbreviated: bool


def articles(text: str, *, treaty: str = "crc", where: Where = Where.TEXT, bare: bool = False) -> tuple[Derived, ...]:
    """Articles referred to; `bare` also takes "article 12" where the text names no treaty beside it."""
    found: list[Derived] = []
    for reference in _references(text):
        scheme, pattern = _treaty_of_reference(text, reference, treaty=treaty, bare=bare)
        if not scheme:
            continue
        last = _LAST_ARTICLE.get(scheme, 99)
        span = (reference.start, reference.end)
        words = text[reference.start : reference.end]
        found.extend(
            Derived(DerivedKind.ARTICLE, value, pattern, span, words, where, f"{scheme}-articles")
            for value in reference.numbers
            if 1 <= int(value.split("(")[0]) <= last
        )
    return _first_of_each(found)


def _references(text: str) -> Iterator[_Reference]:
    position = 0
    while opener := _OPENER.search(text, position):
        word = opener.group(1)
        numbers, end = _numbers(text, opener.end(), plural=word.rstrip(".").endswith("s"))
        position = max(end, opener.end())
        if numbers:
            yield _Reference(numbers, opener.start(), end, abbreviated=word.endswith("."))


def _numbers(text: str, position: int, *, plural: bool) -> tuple[tuple[str, ...], int]:
    values: list[str] = []
    limit = min(len(text), position + _MAX_REFERENCE)
    previous = "start"
    in_paragraphs = False
    end = position
    while token := _TOKEN.match(text, position, limit):
        name = token.lastgroup or ""
        if name in {"dash", "sep"}:
            if previous in {"dash", "sep"}:
                break
            position, previous = token.end(), name
            continue
        if name == "para":
            in_paragraphs = True
            position, previous = token.end(), "para"
            continue
        taken = _take(values, name, token.group(name), previous, plural=plural, in_paragraphs=in_paragraphs)
        if not taken:
            break
        position = end = token.end()
        previous = "part" if name != "num" or in_paragraphs else "num"
    return tuple(values), end


def _take(values: list[str], name: str, value: str, previous: str, *, plural: bool, in_paragraphs: bool) -> bool:
    """Put one number or part of it into the list; False where it cannot belong to the reference."""
    article = values[-1].split("(")[0] if values else ""
    if name == "num" and not in_paragraphs:
        if previous == "dash":
            if not values or "(" in values[-1]:
                return False
            values.extend(str(number) for number in _between(int(article), int(value)))
            return True
        if values and (not plural or previous != "sep"):
            return False
        values.append(value)
        return True
    if not values:
        return False
    part = f"({value})"
    if previous == "dash":
        return _take_range(values, value)
    if previous == "sep":
        same_level = "(" in values[-1]
        if not same_level:
            return False
        stem = values[-1][: values[-1].rindex("(")]
        # "18 (1) and (2)" stays in article 18; "40 (2) (b) and (3)" goes back to the article itself.
        if name != "let" and values[-1][-2].isalpha():
            stem = article
        values.append(stem + part)
        return True
    if name == "num" and previous not in {"para"}:
        return False
    values[-1] = (values[-1] if previous != "para" else article) + part
    return True


def _take_range(values: list[str], value: str) -> bool:
    if "(" not in values[-1]:
        return False
    stem, _, first = values[-1].rpartition("(")
    first = first.rstrip(")")
    if first.isdecimal() and value.isdecimal():
        values.extend(f"{stem}({number})" for number in _between(int(first), int(value)))
        return True
    if len(first) == len(value) == 1 and first.isalpha() and value.isalpha():
        values.extend(f"{stem}({chr(code)})" for code in _between(ord(first), ord(value)))
        return True
    return False


def _between(first: int, last: int) -> range:
    """The numbers after `first` up to `last`; a range that runs backwards gives only its end."""
    return range(first + 1, last + 1) if first < last <= first + 60 else range(last, last + 1)


def _treaty_of_reference(text: str, reference: _Reference, *, treaty: str, bare: bool) -> tuple[str, str]:
    tail = _TAIL.match(text, reference.end)
    if tail is None:
        if reference.abbreviated:
            return treaty, "(arts. …)"
        return (treaty, "article … (no treaty named)") if bare else ("", "")
    name, more = tail.group("name"), tail.group("more").casefold()
    if name == "Optional Protocol":
        if "sale of children" in more:
            return "crc-opsc", "articles … of the Optional Protocol"
        if "armed conflict" in more:
            return "crc-opac", "articles … of the Optional Protocol"
        own = treaty if treaty in {"crc-opsc", "crc-opac", "crc-opic"} else "optional-protocol"
        return own, "articles … of the Optional Protocol"
    if name in {"Convention", "Covenant"}:
        if "rights of the child" in more:
            return "crc", "articles … of the Convention on the Rights of the Child"
        if more and not more.startswith((" to ", " for ")):
            return "", ""
        # In a document on an Optional Protocol "the Convention" is still the Convention itself.
        return (treaty.split("-")[0] if treaty.startswith("crc-") else treaty), f"articles … of the {name}"
    return "", ""


# --- Sustainable Development Goals -------------------------------------------------------------------------

_TARGETS = re.compile(r"\b[Tt]argets?\s{1,3}(?=\d{1,2}\.)")
_TARGET = re.compile(r"(?:\s{0,3}(?:,\s{0,2}and\b|,|and\b)\s{0,3})?(\d{1,2}\.[0-9a-z]{1,2})\b")
_OF_THE_GOALS = re.compile(r"\s{0,3},?\s{0,2}(?:of|under|in)\s(?:the\s)?(?:Sustainable Development Goals?|SDGs?)\b")
_SDG_FIELD = re.compile(r"\s{0,3}-?\s{0,3}(\d{1,2})(?:\.([0-9a-z]{1,2}))?\s{1,3}-\s")
_LAST_GOAL = 17


def sdg_targets(text: str, *, where: Where = Where.TEXT) -> tuple[Derived, ...]:
    """Targets of the Sustainable Development Goals that a text names, such as 16.2."""
    found: list[Derived] = []
    for opener in _TARGETS.finditer(text):
        values: list[str] = []
        end = opener.end()
        limit = min(len(text), end + _MAX_REFERENCE)
        while token := _TARGET.match(text, end, limit):
            values.append(token.group(1))
            end = token.end()
        named = _OF_THE_GOALS.match(text, end)
        pattern = "target … of the Sustainable Development Goals" if named else "target … (goals not named)"
        span = (opener.start(), named.end() if named else end)
        found.extend(
            Derived(DerivedKind.SDG_TARGET, value, pattern, span, text[span[0] : span[1]], where, "sdg-targets")
            for value in values
            if 1 <= int(value.split(".")[0]) <= _LAST_GOAL
        )
    return _first_of_each(found)


def sdg_field(values: Iterable[str]) -> tuple[Derived, ...]:
    """Goals and targets out of a field such as "16.2 - Protect …" or "16 - PEACE, …"."""
    found: list[Derived] = []
    for value in values:
        match = _SDG_FIELD.match(value)
        if match is None or not 1 <= int(match.group(1)) <= _LAST_GOAL:
            continue
        goal, target = match.group(1), match.group(2)
        kind = DerivedKind.SDG_TARGET if target else DerivedKind.SDG_GOAL
        code = f"{goal}.{target}" if target else goal
        span = match.span(0)
        found.append(Derived(kind, code, "SDG field", span, match.group(0), Where.FIELD, "sdg-targets"))
    return _first_of_each(found)


# --- territories -------------------------------------------------------------------------------------------

_TERRITORIES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    (
        "Kingdom",
        "all countries of the Kingdom",
        re.compile(
            r"\b(?:all|each of)(?:\s(?:the|its))?(?:\s(?:two|three|four|six|constituent|autonomous)){0,2}\s"
            r"(?:countries|entities|regions|parts|territories)\s(?:of|in|within)\s(?:the\s)?(?:Kingdom|State [Pp]arty)\b"
        ),
    ),
    (
        "Kingdom",
        "throughout the Kingdom",
        re.compile(r"\b(?:[Tt]hroughout|across)\sthe\s(?:whole\s|entire\s)?Kingdom\b"),
    ),
    ("Kingdom", "constituent countries", re.compile(r"\b(?:all|the)\s(?:four\s)?constituent\scountries\b")),
    ("NL-Europe", "European Netherlands", re.compile(r"\bEuropean\sNetherlands\b")),
    ("NL-Europe", "European part", re.compile(r"\bEuropean\spart\sof\sthe\s(?:Kingdom|State [Pp]arty|Netherlands)\b")),
    ("BQ", "Caribbean Netherlands", re.compile(r"\bCaribbean\sNetherlands\b")),
    ("Caribbean", "Caribbean part", re.compile(r"\bCaribbean\s(?:parts?|countries|territories|islands)\b")),
    ("BON", "Bonaire", re.compile(r"\bBonaire\b")),
    ("EUX", "Sint Eustatius", re.compile(r"\b(?:Sint|St\.?|Saint)\sEustatius\b")),
    ("SAB", "Saba", re.compile(r"\bSaba\b")),
    ("AW", "Aruba", re.compile(r"\bAruba\b")),
    ("CW", "Curaçao", re.compile(r"\bCura[çc]ao\b")),
    ("SX", "Sint Maarten", re.compile(r"\b(?:Sint|St\.?|Saint)\sMaarten\b")),
    ("AN", "Netherlands Antilles", re.compile(r"\bNetherlands\sAntilles\b")),
)
_PLAIN_NETHERLANDS = re.compile(
    r"(?<!Kingdom of )(?<!European )(?<!Caribbean )\b[Tt]he\sNetherlands\b(?!\s(?:Antilles|\(Kingdom))"
)
_DEFINES_NETHERLANDS = re.compile(
    r"European\spart\sof\sthe\sKingdom\b[^.]{0,80}\breferred\sto\s(?:solely\s)?as\sthe\sNetherlands\b"
)


def defines_netherlands_as_europe(text: str) -> bool:
    """Whether a note says that "the Netherlands" stands for the European part only."""
    return _DEFINES_NETHERLANDS.search(text) is not None


def territories(text: str, *, netherlands_is_europe: bool = False) -> tuple[Derived, ...]:
    """Parts of the Kingdom that a text names; the State's own name is not a territory."""
    found: list[Derived] = []
    for code, name, pattern in _TERRITORIES:
        if match := pattern.search(text):
            found.append(_derived(DerivedKind.TERRITORY, code, name, match, scheme="territories"))
    if netherlands_is_europe and (match := _PLAIN_NETHERLANDS.search(text)):
        name = "the Netherlands, as the document's own footnote defines it"
        found.append(_derived(DerivedKind.TERRITORY, "NL-Europe", name, match, scheme="territories"))
    return tuple(sorted(_first_of_each(found), key=lambda item: item.span))


# --- clusters ----------------------------------------------------------------------------------------------

_CLUSTERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("10", re.compile(r"\b[Oo]ptional [Pp]rotocols?\b")),
    ("1", re.compile(r"\b[Gg]eneral measures of implementation\b")),
    ("2", re.compile(r"\b[Dd]efinition of (?:the|a) child\b")),
    ("3", re.compile(r"\b[Gg]eneral principles\b")),
    ("4", re.compile(r"\b[Cc]ivil rights and freedoms\b")),
    ("5", re.compile(r"\b[Vv]iolence against children\b")),
    ("6", re.compile(r"\b[Ff]amily environment\b")),
    ("7", re.compile(r"\b(?:[Dd]isability, basic health|[Bb]asic health|[Cc]hildren with disabilities, basic)")),
    ("8", re.compile(r"\b[Ee]ducation, leisure\b")),
    ("9", re.compile(r"\b[Ss]pecial protection measures\b")),
)


def cluster(heading: str) -> tuple[Derived, ...]:
    """The cluster, 1 to 10 of the reporting guidelines, that a heading names."""
    for code, pattern in _CLUSTERS:
        if match := pattern.search(heading):
            return (
                _derived(
                    DerivedKind.CLUSTER, code, "heading of a cluster", match, where=Where.CLUSTER, scheme="crc-clusters"
                ),
            )
    return ()


# --- what the Committee does ---------------------------------------------------------------------------------

_STATEMENTS: tuple[tuple[StatementType, str, re.Pattern[str]], ...] = (
    (
        StatementType.URGENT_AREAS,
        "draws attention to areas for urgent measures",
        re.compile(
            r"\bdraw\sthe\sState\s[Pp]arty[’']s\sattention\sto\sthe\srecommendations\sconcerning\sthe\sfollowing\sareas\b"
        ),
    ),
    (
        StatementType.DISSEMINATION,
        "be made widely available",
        re.compile(r"\b(?:be\smade\swidely\savailable|widely\sdisseminate[ds]?|be\sdisseminated)\b"),
    ),
    (
        StatementType.RECOMMENDATION,
        "the Committee recommends",
        re.compile(
            r"\b(?:Committee|[Ii]t)\b[^.;:]{0,90}?\b(?:recommends|urges|calls\supon|calls\son|encourages|suggests)\b"
        ),
    ),
    (StatementType.RECOMMENDATION, "the State party should", re.compile(r"\bState\s[Pp]arty\sshould\b")),
    (
        StatementType.REQUEST,
        "the Committee requests or invites",
        re.compile(r"\bCommittee\b[^.;:]{0,90}?\b(?:requests|invites|reiterates\sits\srequest)\b"),
    ),
    (
        StatementType.CONCERN,
        "the Committee is concerned",
        re.compile(
            r"\b(?:(?:is|remains|are)\s(?:[a-z]{1,20},?\s){0,3}concerned|regrets|(?:deep|serious|grave)\sconcern"
            r"|notes\swith\s(?:[a-z]{1,20}\s)?concern|expresses\s(?:its\s)?(?:[a-z]{1,20}\s)?concern"
            r"|shares\sthe\sState\s[Pp]arty[’']s\sconcern)\b"
        ),
    ),
    (
        StatementType.CONCERN,
        "but the Committee considers",
        re.compile(
            r"\b(?:[Hh]owever|[Nn]evertheless),?\s(?:the\sCommittee|it)\s(?:is\sof\sthe\sopinion|considers|notes)\b"
        ),
    ),
    (
        StatementType.POSITIVE,
        "the Committee welcomes",
        re.compile(
            r"\b(?:welcomes|notes\swith\s(?:appreciation|satisfaction)|commends|appreciates|expresses\s(?:its\s)?appreciation)\b"
        ),
    ),
    (
        StatementType.INTRODUCTION,
        "the Committee considered",
        re.compile(r"\bCommittee\sconsidered\sthe\b"),
    ),
)


def statements(text: str) -> tuple[Derived, ...]:
    """What the Committee does in a text, the strongest first."""
    found = [
        _derived(DerivedKind.STATEMENT, kind.value, name, match, scheme="statement-types")
        for kind, name, pattern in _STATEMENTS
        if (match := pattern.search(text))
    ]
    return _first_of_each(found)


def kind_of(text: str, section: str | None) -> Kind:
    """The sort of paragraph: its section says so first, then the strongest statement in its text."""
    if section is not None and "introduction" in section.casefold():
        return Kind.INTRODUCTION
    found = statements(text)
    return Kind(found[0].value) if found else Kind.UNKNOWN


# --- urgent areas --------------------------------------------------------------------------------------------

_URGENT_LIST = re.compile(r"\burgent\smeasures\s(?:must|should|need\sto)\sbe\staken\s?:")
_URGENT_AREA = re.compile(r"([^()]{3,200})\((paras?\.\s(?:[^()]|\([a-z]\)){1,80})\)")
_COUNT = re.compile(r"\d{1,3}")
_RANGE = re.compile(r"(\d{1,3})\s?[–—-]\s?(\d{1,3})")


def urgent_areas(text: str) -> tuple[tuple[Derived, ...], Problem | None]:
    """The areas that paragraph 4 calls urgent, each with its paragraph numbers; a cut sentence yields none."""
    if not _STATEMENTS[0][2].search(text):
        return (), None
    opening = _URGENT_LIST.search(text)
    if opening is None or not text.rstrip().endswith((".", ")")):
        what = (
            "de zin met de dringende onderwerpen is afgebroken, dus niets is als dringend gemerkt; "
            "lees de alinea in de bron en merk ze zelf"
        )
        return (), Problem(Trouble.CUT_OFF, what, kept_text=text[-200:])
    found: list[Derived] = []
    for match in _URGENT_AREA.finditer(text, opening.end()):
        name = match.group(1).strip(" ,;:\n")
        name = name.removeprefix("and ").strip()
        numbers = _paragraph_numbers(match.group(2))
        found.append(
            Derived(
                DerivedKind.URGENT_AREA,
                name,
                "area (para. …)",
                match.span(),
                match.group(0),
                scheme="urgent-areas",
                paragraphs=numbers,
            )
        )
    if not found:
        what = "bij de dringende onderwerpen staan geen alineanummers, dus niets is als dringend gemerkt; merk ze zelf"
        return (), Problem(Trouble.BAD_VALUE, what, kept_text=text[opening.end() :][:400])
    return tuple(found), None


def _paragraph_numbers(text: str) -> tuple[int, ...]:
    numbers = {int(found) for found in _COUNT.findall(text)}
    for first, last in _RANGE.findall(text):
        numbers.update(_between(int(first), int(last)))
    return tuple(sorted(numbers))


# --- limbs ---------------------------------------------------------------------------------------------------

_LIMB = re.compile(r"(?:^|(?<=[:;.])|(?<=[:;.]\s)|(?<=\sand\s)|(?<=\sor\s)|(?<=\n))\(([a-z])\)\s{0,3}(?=\S)")


@dataclass(frozen=True, slots=True)
class LimbMark:
    """Where a lettered part starts in a text."""

    letter: str
    start: int
    end: int


def limb_marks(text: str) -> tuple[LimbMark, ...]:
    """The letters (a), (b), (c)… that open parts of a text; "37 (b)" inside a sentence opens nothing."""
    marks: list[LimbMark] = []
    for match in _LIMB.finditer(text):
        expected = chr(ord(marks[-1].letter) + 1) if marks else None
        if expected is None or match.group(1) >= expected:
            marks.append(LimbMark(match.group(1), match.start(), match.end()))
    return tuple(marks)


def split_limbs(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The words before the first letter, and each letter with its own words."""
    marks = limb_marks(text)
    if not marks:
        return text.strip(), ()
    ends = [*(mark.start for mark in marks[1:]), len(text)]
    parts = tuple((mark.letter, text[mark.end : end].strip()) for mark, end in zip(marks, ends, strict=True))
    return text[: marks[0].start].strip(), parts


# --- together ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Setting:
    """What the document as a whole says about how its words are to be read."""

    treaty: str = "crc"
    bare_articles: bool = False
    netherlands_is_europe: bool = False


def of_text(text: str, setting: Setting) -> tuple[Derived, ...]:
    """Everything that a text itself gives, without its headings."""
    return (
        *articles(text, treaty=setting.treaty, bare=setting.bare_articles),
        *sdg_targets(text),
        *territories(text, netherlands_is_europe=setting.netherlands_is_europe),
    )


def of_headings(cluster_heading: str | None, heading: str | None, setting: Setting) -> tuple[Derived, ...]:
    """What the headings above a paragraph give: its cluster, and the articles printed beside it."""
    found: list[Derived] = []
    if cluster_heading:
        found.extend(cluster(cluster_heading))
        found.extend(articles(cluster_heading, treaty=setting.treaty, where=Where.CLUSTER))
    if heading:
        found.extend(articles(heading, treaty=setting.treaty, where=Where.HEADING))
    return tuple(found)


def _derived(
    kind: DerivedKind, value: str, name: str, match: re.Match[str], *, where: Where = Where.TEXT, scheme: str
) -> Derived:
    return Derived(kind, value, name, match.span(), match.group(0), where, scheme)


def _first_of_each(found: Iterable[Derived]) -> tuple[Derived, ...]:
    seen: dict[tuple[DerivedKind, str, str], Derived] = {}
    for item in found:
        seen.setdefault((item.kind, item.value, item.scheme), item)
    return tuple(seen.values())
