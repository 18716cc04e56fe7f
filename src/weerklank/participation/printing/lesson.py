"""What somebody who leads a group does and says: the same words on the page and on paper."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from weerklank.participation.models import Consultation, EntryMode
from weerklank.participation.queries.child import Words, words_of

GROUND_RULES = (
    gettext_lazy("Meedoen hoeft niet. Elke vraag mag worden overgeslagen, en stoppen mag altijd. Zeg dat hardop."),
    gettext_lazy("Elk antwoord is goed. Niemand hoeft uit te leggen waarom."),
    gettext_lazy("Niemand schrijft een naam, school of adres op, ook niet van een ander."),
    gettext_lazy("Kijk niet mee op schermen en lees geen kaarten. Laat kinderen dat bij elkaar ook niet doen."),
    gettext_lazy("Zeg wat kan veranderen en wat niet, wie beslist, en wanneer jullie het horen."),
    gettext_lazy("De acht plaatjes zijn van het kind. Bewaar ze niet voor hen."),
)
SAFETY = (
    gettext_lazy("Luister en blijf rustig. Zeg dat het goed is dat het kind dit vertelt."),
    gettext_lazy("Beloof geen geheim. Zeg dat u er met iemand over praat die kan helpen, en met wie."),
    gettext_lazy(
        "Vraag niet door en onderzoek niets. Schrijf dezelfde dag op wat het kind zei, in zijn eigen woorden."
    ),
    gettext_lazy(
        "Volg de vijf stappen van de meldcode van uw organisatie: signalen in kaart brengen, overleggen met de aandachtsfunctionaris, praten met het kind en de ouders, wegen, beslissen."
    ),
    gettext_lazy("Is er nu gevaar? Bel het alarmnummer."),
    gettext_lazy("Wij weten niet wie een kind is. Wat het hier schrijft, kunnen wij niet aan u doorgeven."),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and what it says, with its language where that need not be the language of the page."""

    name: str
    value: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """So many minutes, and what happens in them."""

    minutes: str
    what: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One way to fill the lesson."""

    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """The lesson letter of one group. The question may be in another language than the letter, and says which."""

    question: str
    language: str
    facts: tuple[Fact, ...]
    before: tuple[str, ...]
    plans: tuple[Plan, ...]
    after: tuple[str, ...]


def asked_of(consultation: Consultation) -> Words:
    return words_of(consultation, get_language() or "nl")


def room_there_is(consultation: Consultation) -> tuple[Fact, ...]:
    """What can change and what cannot, who decides and when one hears; in the language of the page where that is there."""
    words = asked_of(consultation)
    facts = [
        Fact(_("Waarom"), words.why, words.language),
        Fact(_("Dit kan veranderen"), words.can_change, words.language),
        Fact(_("Dit kan niet veranderen"), words.cannot_change, words.language),
        Fact(_("Wie beslist"), words.who_decides, words.language),
    ]
    if consultation.hear_by:
        facts.append(Fact(_("Jullie horen het"), _("uiterlijk op %(day)s") % {"day": _day(consultation)}))
    return tuple(fact for fact in facts if fact.value)


def _day(consultation: Consultation) -> str:
    return date_format(consultation.hear_by, "j E Y") if consultation.hear_by else ""


_DOING = {
    EntryMode.OWN_DEVICE: gettext_lazy(
        "Ieder kind typt de code op een eigen apparaat, schrijft een idee en kiest bij elke zin: eens, oneens of weet ik niet. Wie klaar is, schrijft de acht plaatjes over."
    ),
    EntryMode.SHARED_DEVICE: gettext_lazy(
        "Zet één scherm apart, waar niemand meekijkt. Om de beurt: code, idee, zinnen, plaatjes overschrijven, ‘Klaar’. De rest werkt door. Reken op drie minuten per kind."
    ),
    EntryMode.PAPER: gettext_lazy(
        "Ieder kind krijgt een kaart: een idee schrijven, hokjes aankruisen, de strook met plaatjes afscheuren en bewaren. De kaarten gaan ongelezen in één envelop, die u dichtplakt."
    ),
    EntryMode.HANDS: gettext_lazy(
        "Zet de zinnen op het scherm, lees ze één voor één voor en tel de handen: eens, oneens, weet ik niet. Een hand omlaag houden mag."
    ),
}


def _minutes(number: int) -> str:
    return _("%(number)d min") % {"number": number}


def lesson_of(consultation: Consultation, mode: str) -> Lesson:
    """The letter for this question and this way of taking part."""
    words = asked_of(consultation)
    doing = str(_DOING.get(EntryMode(mode), _DOING[EntryMode.HANDS]))
    opening = _("Lees de vraag voor. Zeg wat kan veranderen en wat niet, wie beslist en wanneer jullie het horen.")
    free = _("Zeg: meedoen hoeft niet, overslaan mag, niemand ziet wie wat schreef.")
    talk = _(
        "Praat in groepjes van drie of vier: waar maak jij dit mee, wat zou helpen, voor wie? Vraag de stille kinderen als eersten, en laat ze ook zwijgen."
    )
    together = _(
        "Wat vinden jullie samen? Schrijf het op in woorden van de kinderen, met het aantal kinderen erbij. Waren er twee meningen, verstuur er dan twee."
    )
    ending = _(
        "Zeg wanneer het antwoord komt en hang het blad op. Bedank niet voor een mening, maar voor het meedenken."
    )
    return Lesson(
        question=words.question,
        language=words.language,
        facts=room_there_is(consultation),
        before=_before(mode),
        plans=(
            Plan(
                _("In 15 minuten"),
                (
                    Step(_minutes(3), opening),
                    Step(_minutes(1), free),
                    Step(_minutes(9), doing),
                    Step(_minutes(2), ending),
                ),
            ),
            Plan(
                _("In 30 minuten"),
                (
                    Step(_minutes(5), opening),
                    Step(_minutes(1), free),
                    Step(_minutes(8), talk),
                    Step(_minutes(13), doing),
                    Step(_minutes(3), ending),
                ),
            ),
            Plan(
                _("In 45 minuten"),
                (
                    Step(_minutes(5), opening),
                    Step(_minutes(2), free),
                    Step(_minutes(12), talk),
                    Step(_minutes(14), doing),
                    Step(_minutes(8), together),
                    Step(_minutes(4), ending),
                ),
            ),
        ),
        after=(
            _("Kijk op de bladzijde van de groep of er iets binnenkwam. Wie wat schreef, ziet u daar niet."),
            _(
                "Vraagt een kind later hoe het afliep? Met de acht plaatjes leest het zelf wat er met zijn idee gebeurde."
            ),
            _("Zodra er een antwoord is, staat op uw bladzijde een blad: dit zeiden jullie, dit gebeurde ermee."),
        ),
    )


def _before(mode: str) -> tuple[str, ...]:
    shared = (
        _("Druk het blad af. De voorkant kan op het bord, de achterkant met uw eigen adres niet."),
        _("Bedenk met wie u praat als een kind iets vertelt waarover u zich zorgen maakt."),
    )
    own = {
        EntryMode.PAPER: (_("Druk de kaarten af, één per kind en een paar extra, en leg een envelop klaar."),),
        EntryMode.SHARED_DEVICE: (_("Kies een plek voor het scherm met de rug naar de muur."),),
    }.get(EntryMode(mode), ())
    return (*shared, *own)
