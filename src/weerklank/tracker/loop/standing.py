"""How it stands with an advice today, in sentences: who answered what, who must, and who is late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.advices.lifecycle import AdviceState
from weerklank.advices.models import Advice
from weerklank.answers.lifecycle import AddresseeState
from weerklank.answers.models import Addressee, Answer, Position
from weerklank.tracker import paths
from weerklank.tracker.loop.words import capital, number, series, who
from weerklank.web.path import NotFound


def of_addressee(addressee: Addressee, today: date) -> str:
    """One sentence on one addressee, with the day and, where it is late, the number of days."""
    name, term = who(addressee.organisation), addressee.term
    answer = paths.latest_answer(addressee)
    if answer:
        return " ".join([_positions_sentence(name, answer), *_not_answered(addressee, today)])
    if addressee.state == AddresseeState.TRANSFERRED:
        return _("{name} heeft dit overgedragen aan een ander.").format(name=name)
    if addressee.state == AddresseeState.NOT_FOUND:
        return _("Van {name} is geen antwoord gevonden.").format(name=_inside(name))
    days = addressee.overdue_on(today)
    if days and (given := addressee.gave_all_away_on()):
        return paths.gave_away_late(addressee, given)
    if days and term:
        ago = ngettext("Dat is {n} dag geleden.", "Dat is {n} dagen geleden.", days).format(n=days)
        due = _("{name} had uiterlijk {day} moeten antwoorden.").format(name=name, day=date_format(term, "j F Y"))
        return f"{due} {ago}"
    if term:
        left = (term - today).days
        until = ngettext("Dat is nog {n} dag.", "Dat is nog {n} dagen.", left).format(n=left)
        until = until if left else _("Dat is vandaag.")
        return (
            _("{name} moet uiterlijk {day} antwoorden.").format(name=name, day=date_format(term, "j F Y")) + f" {until}"
        )
    return _("{name} moet antwoorden. Er is geen dag afgesproken.").format(name=name)


def _not_answered(addressee: Addressee, today: date) -> list[str]:
    """What follows where those who asked say that this is no answer."""
    if addressee.state == AddresseeState.DISSENT_RECORDED:
        return [_("Wie het vroeg, is het daar niet mee eens. Dat blijft hier staan.")]
    due = addressee.clarification_due_on
    if addressee.state != AddresseeState.CLARIFICATION_DUE or due is None:
        return []
    said = _("Kinderen of jongeren zeggen: dit is geen antwoord.")
    day = date_format(due, "j F Y")
    if due < today:
        days = (today - due).days
        ago = ngettext("Dat is {n} dag geleden.", "Dat is {n} dagen geleden.", days).format(n=days)
        return [said, _("Uitleg had er uiterlijk {day} moeten zijn.").format(day=day), ago]
    return [said, _("Uiterlijk {day} moet er uitleg zijn.").format(day=day)]


def _inside(name: str) -> str:
    """A name in the middle of a sentence."""
    return name[:1].lower() + name[1:] if name.startswith("Het ") else name


def _positions_sentence(name: str, answer: Answer) -> str:
    taken = Counter(place.position for place in answer.positions.all())
    said: list[str] = []
    for position, how in (
        (Position.FOLLOW, _("{things} wel")),
        (Position.PARTLY, _("{things} voor een deel")),
        (Position.DEVIATE, _("{things} niet")),
    ):
        if taken[position]:
            said.append(how.format(things=_things(taken[position], said)))
    sentences = [_("{name} doet {said}.").format(name=name, said=series(said))] if said else []
    if taken[Position.NOT_OURS]:
        others = _things(taken[Position.NOT_OURS])
        sentences.append(_("Bij {things} zegt {name}: dit is niet van ons.").format(things=others, name=_inside(name)))
    return " ".join(sentences) or _("{name} heeft geantwoord.").format(name=name)


def _things(count: int, before: Sequence[str] = ()) -> str:
    if before:
        return number(count)
    return ngettext("{n} ding", "{n} dingen", count).format(n=number(count))


def of_advice(advice: Advice, today: date) -> str:
    """One or two sentences that say how it stands with an advice today."""
    addressees = list(paths.answering(advice))
    if advice.state == AdviceState.FROZEN or not addressees:
        return _("Dit advies ligt vast. Het is nog niet overhandigd.")
    stations = [paths.answer_station(addressee, today) for addressee in addressees]
    if all(isinstance(station.state, NotFound) for station in stations):
        names = series([str(addressee.organisation) for addressee in addressees])
        return _("Dit advies is overhandigd aan {names}. Er is geen antwoord gevonden.").format(names=names)
    broken = sum(bool(promise.overdue_on(today)) for promise in paths.promises(advice))
    late = ngettext("{n} toezegging is te laat.", "{n} toezeggingen zijn te laat.", broken).format(n=number(broken))
    said = [of_addressee(addressee, today) for addressee in addressees]
    return " ".join([*said, capital(late)] if broken else said)
