"""Words that may mean that a child is in danger: an aid for the people who read everything, never a verdict.

What is found puts an idea in front of the safeguarding officer first and shows the child where help is at once.
What is not found is read by a moderator all the same. The lists are our own, in children's language and with
children's spelling; every text is held against all four languages, because children mix them.

A phrase is a row of words: ``a|b`` is either, ``a*`` begins with a, and up to two other words may stand between.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

GAP = 2
_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_RUN = re.compile(r"(.)\1+")
_ARABIC_FIRST = frozenset("وفبل")


class SignalKind(Enum):
    """What may be the matter; it chooses which help stands first."""

    SELF_HARM = "self_harm"
    VIOLENCE = "violence"
    SEXUAL = "sexual"
    DANGER = "danger"
    NEGLECT = "neglect"


@dataclass(frozen=True, slots=True)
class Signal:
    """One place in a text that a person must look at first."""

    kind: SignalKind
    start: int
    end: int


_NL_WHO = (
    "papa|pap|vader|stiefvader|pleegvader|mama|mam|moeder|stiefmoeder|pleegmoeder|ouders|opa|oma|oom|tante|broer|zus|neef"
    "|vriend|juf|meester|leraar|trainer|coach|begeleider|leider|hij|zij|ze|iemand"
)
_EN_WHO = "dad|daddy|father|stepdad|stepfather|mom|mum|mother|stepmom|parents|grandpa|uncle|aunt|brother|sister|teacher|coach|he|she|they|someone"
_AR_WHO = "ابي|بابا|والدي|امي|ماما|والدتي|اخي|خالي|عمي|جدي|زوج|معلم*|استاذ*|هو|هي"
_UK_WHO = "тато|батько|папа|вітчим|мама|мати|мачуха|дядько|дідусь|дід|брат|вчител*|тренер|він|вона|вони|хтось"

PHRASES: dict[SignalKind, tuple[str, ...]] = {
    SignalKind.SELF_HARM: (
        # nl
        "wil|wou|wilde|wild dood|doot|doodgaan|dootgaan|sterven",
        "niet|nie meer leven|leve|bestaan",
        "liever|beter dood|doot",
        "ik dood|doot was",
        "wil er niet meer zijn",
        "zelfmoord*|zelfmoort*|zelfdoding*|suicid*",
        "zelf moord",
        "mezelf|mijzelf|mezelluf|mezelv pijn|zeer|snij*|snei*|snijd*|doden|ophangen|aandoen",
        "snij|snijd|snei|snijt|krab mezelf|mijzelf|me|mij|armen|polsen|pols",
        "einde|eind aan leven|maken",
        "spring* voor|van trein|dak|brug|flat",
        # en
        "want|wanna|wish die|dead",
        "kill|hurt|cut|cutting|hang|harm myself",
        "kill|hurt|cut|cutting|hang|harm my self",
        "suicid*",
        "not|dont|don live anymore|longer",
        "end my life",
        "better without me",
        # ar
        "اريد|ابغى|ابي|اتمنى|بدي|نفسي اموت|الموت|موت",
        "اقتل|اجرح|اوذي|اذي نفسي|حالي",
        "انتحر*|انتحار*|الانتحار",
        "لا|ما اريد|بدي|ابغى اعيش|العيش|الحياه",
        # uk
        "хочу померти|вмерти|здохнути|умерти",
        "не хочу жити|жить",
        "хочу умереть|сдохнуть",
        "вбити|вбить|убити|ріжу|порізати|різати|режу себе",
        "самогубств*|суїцид*|суицид*|самоубийств*",
        "покінчити життям|собою|життя",
    ),
    SignalKind.VIOLENCE: (
        f"{_NL_WHO} sla|slaat|slaad|slaan|slat|sloeg|mept|schopt|schopte|trapt|knijpt|bijt|wurgt|duwt|gooit|bedreigt me|mij|ons|mama|moeder|broertje|zusje",
        f"slaat|slaad|sloeg|schopt|mept|trapt|bedreigt {_NL_WHO} me|mij|ons",
        f"{_NL_WHO} doet|doen|deed me|mij pijn|zeer|iets",
        "word|wordt|wort|werd|ben|worden geslagen|geslage|gesagen|geslaagen|mishandel*|misshandel*|geschopt|gemept|bedreigd|bedreigt|gewurgd",
        "krijg|kreeg|krijgen klappen|slaag|klap",
        f"bang voor|van {_NL_WHO}",
        "mishandel*|misshandel*|kindermishandel*",
        "thuis|huis geweld|geslagen|klappen",
        # en
        f"{_EN_WHO} hit|hits|beat|beats|beating|kick|kicks|punch|punches|slap|slaps|hurt|hurts|choke|chokes|threaten* me|us|mom|mum",
        "get|gets|am|im|being|was|got hit|beaten|beat|kicked|punched|slapped|threatened|abused",
        f"afraid|scared of {_EN_WHO}",
        "abuse|abused|abuses|abusive",
        # ar
        f"{_AR_WHO} يضربني|تضربني|ضربني|ضربتني|يضربنا|يضرب|تضرب|يؤذيني|يهددني",
        "يضربني|تضربني|يضربوني|يضربونني|ضربوني|يضربوننا|يعنفني|يعذبني|يهددني|يهددونني|يؤذيني|يؤذونني",
        "اتعرض للضرب|لضرب|للعنف|للتعنيف",
        "خايف*|خائف*|اخاف من ابي|بابا|امي|ماما|والدي|عمي|خالي|البيت",
        # uk
        f"{_UK_WHO} б'є|бє|бють|бив|била|вдарив|вдарила|лупить|душить|погрожує|бьет мене|нас|маму|меня",
        f"мене|меня {_UK_WHO} б'є|бє|бють|бив|била|лупить|бьет|ображає",
        "мене|меня б'ють|бють|бє|побили|лупцюють|бьют|бьет",
        f"б'є|бє|бють|бив|била|лупить|бьет мене|меня|нас {_UK_WHO}",
        "боюс* тата|батька|маму|мами|вітчима|додому",
        "знуща* наді|надо|з мене|мною",
        "насильств*|насилля",
    ),
    SignalKind.SEXUAL: (
        "zit|zat|zitten|komt|kwam aan me|mij|mijn|mn lichaam|borsten|piemel|kont|billen|kruis|lijf",
        "zit|zat steeds|altijd aan me|mij",
        "raakt|raakte|raken me|mij aan",
        "aangeraakt|aangerand*|aanrand*|betast*|verkracht*|verkragt*|verkrach*|misbruik*|mischbruik*|ontucht",
        "naaktfoto*|naaktfilm*|nude*",
        "naakt|naakte|blote|bloot foto*|film*",
        "moet|moest uitkleden|uitkleed|bloot|naakt",
        "moet|moest kleren uit",
        "seks|sex met|hebben me|mij",
        "foto*|filmpje* chanteer*|chantage|afpers*|doorstur*|doorgestuurd",
        "rape*|raped|molest*|groped|sexually",
        "touch|touches|touched|touching me|my",
        "naked pic*|photo*",
        "sex with me",
        "يلمس|لمس جسمي|جسدي",
        "يلمسني|لمسني|لمسنى|يتحرش*|تحرش*|التحرش|اغتصب*|اغتصاب*|الاغتصاب",
        "صور* عاريه|عاري|عريان*",
        "чіпа*|лапа*|торка* мене|меня",
        "зґвалт*|згвалт*|изнасил*|розбещ*|домага*",
        "голі|голе|інтимн*|голые фото*|фотк*",
    ),
    SignalKind.DANGER: (
        "ben in gevaar",
        "help|helpt|helpp me|mij|ons alsjeblieft|alstublieft|aub|asjeblieft|please|nu|snel|astublieft",
        "durf|durfde|mag niet naar huis",
        "weggelopen|weglopen|weglope|wegloop van|thuis|huis",
        "opgesloten|vastgebonden",
        "sluit|sloot|sluiten me|mij op",
        "uithuwelijk*|uitgehuwelijk*",
        "moet|moeten trouwen van|met",
        "vermoord*|doodmaken|doodmaakt|doodslaan|doodsteken me|mij|ons",
        "me|mij|ons vermoord*|doodmaken|doodmaakt|doodslaan|doodsteken",
        "onveilig thuis",
        "thuis onveilig",
        "niet veilig thuis|huis",
        "thuis niet veilig",
        "im|am in danger",
        "please|pls help me|us",
        "run|ran|running away from|home",
        "locked|locks|tied me|up",
        "kill|kills me|us",
        "not safe at|home",
        "forced|force marry|marriage",
        "ساعدوني|انقذوني|ساعدني|انقذني|النجده",
        "انا في خطر",
        "هربت|اهرب من البيت|بيتي|اهلي|المنزل",
        "يحبسني|حبسني|يحبسونني|حبسوني",
        "يقتلني|سيقتلني|يقتلوني|يقتلنا|بيقتلني",
        "يزوجوني|تزويجي|يزوجني",
        "допоможіть|врятуйте|рятуйте|спасите мені|мене|нас|меня|будь",
        "в небезпеці",
        "втекла|втік|тікаю|утекла з|із дому|додому",
        "замикають|замкнули|замикає|зачинили мене",
        "вб'є|вбє|уб'є|убє|вбити|убьет мене|нас|меня",
        "не безпечно вдома",
        "небезпечно|страшно вдома|дома",
    ),
    SignalKind.NEGLECT: (
        "krijg|krijgen|is|hebben|heb geen|niks|niets eten|ete thuis|dag|dagen",
        "niks|niets te|om eten|ete",
        "krijg|krijgen geen eten|ete",
        "ik|we heb|hep|hebben altijd|vaak|elke|zo honger",
        "slaap|slapen|slape op|in|buiten straat|auto|park|buiten",
        "niemand zorgt|zorgd|zorg voor me|mij|ons",
        "alleen thuis gelaten|nacht|nachts|dagen",
        "nothing|no to eat",
        "no food at|home",
        "always|often|so hungry",
        "nobody|noone takes|cares care|for|about me|us",
        "sleep|sleeping on|in|outside street|streets|car",
        "لا|ما يوجد|عندنا|في|فيه طعام|اكل",
        "انا جائع*|جوعان*",
        "ننام|انام في الشارع|السياره",
        "нема|немає що|чого їсти",
        "нема|немає їжі|еды",
        "спимо|сплю на|в вулиці|машині|улице",
        "ніхто про|за мене|мною не|дбає|піклується",
    ),
}


def signals(text: str) -> tuple[Signal, ...]:
    """Every place that matches, in the order of the text; the most urgent kind first where two begin together."""
    tokens = _tokens(text)
    found = {
        signal
        for kind, phrases in _compiled().items()
        for phrase in phrases
        for signal in _matches(kind, phrase, tokens)
    }
    order = list(SignalKind)
    return tuple(sorted(found, key=lambda signal: (signal.start, order.index(signal.kind), signal.end)))


def kinds(text: str) -> tuple[SignalKind, ...]:
    """What may be the matter, the most urgent first."""
    present = {signal.kind for signal in signals(text)}
    return tuple(kind for kind in SignalKind if kind in present)


@dataclass(frozen=True, slots=True)
class _Token:
    forms: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Slot:
    """One place in a phrase: whole words, or beginnings of words."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def fits(self, token: _Token) -> bool:
        return any(form in self.whole or form.startswith(self.beginnings) for form in token.forms)


def plain(word: str) -> str:
    """A word without case, accents, Arabic vowel signs, apostrophes and doubled letters, so that spelling matters less."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(sign))
    bare = bare.replace("ـ", "").replace("ى", "ي").replace("ة", "ه").replace("ؤ", "و")
    return _RUN.sub(r"\1", bare.replace("'", "").replace("’", "").replace("ʼ", ""))


def _tokens(text: str) -> tuple[_Token, ...]:
    return tuple(_Token(_forms(match.group()), match.start(), match.end()) for match in _WORD.finditer(text))


def _forms(word: str) -> tuple[str, ...]:
    base = plain(word)
    # In Arabic 'and', 'so', 'with' and 'for' are written onto the word that follows.
    return (base, base[1:]) if len(base) > 3 and base[0] in _ARABIC_FIRST else (base,)


@cache
def _compiled() -> dict[SignalKind, tuple[tuple[_Slot, ...], ...]]:
    return {
        kind: tuple(tuple(_slot(part) for part in phrase.split()) for phrase in phrases)
        for kind, phrases in PHRASES.items()
    }


def _slot(part: str) -> _Slot:
    words = part.split("|")
    return _Slot(
        whole=frozenset(plain(word) for word in words if not word.endswith("*")),
        beginnings=tuple(plain(word[:-1]) for word in words if word.endswith("*")),
    )


def _matches(kind: SignalKind, phrase: tuple[_Slot, ...], tokens: tuple[_Token, ...]) -> Iterator[Signal]:
    for first, token in enumerate(tokens):
        if phrase[0].fits(token):
            last = _follow(phrase, tokens, first)
            if last is not None:
                yield Signal(kind, token.start, tokens[last].end)


def _follow(phrase: tuple[_Slot, ...], tokens: tuple[_Token, ...], at: int) -> int | None:
    """The place of the last word of the phrase, taking the nearest fit each time."""
    for slot in phrase[1:]:
        near = range(at + 1, min(at + 2 + GAP, len(tokens)))
        at = next((place for place in near if slot.fits(tokens[place])), -1)
        if at < 0:
            return None
    return at
