"""A whole round as a browser sends it, as JSON or as a form, becomes clean ideas and answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from weerklank.moves import Refusal
from weerklank.participation import proof, tickets
from weerklank.participation.actions.round import Answer, Idea, Refused
from weerklank.participation.forms.child import IdeaForm
from weerklank.participation.models import VoteValue
from weerklank.participation.queries.child import MAX_IDEAS

MOST_ANSWERS = 60
Kind = TypeVar("Kind")
_MOST_ID = 2**31
_LONGEST_ITEM = 40


@dataclass(frozen=True, slots=True)
class Round:
    """Everything that one visit sends at once, and what of it cannot be read."""

    visit: tickets.Visit | None
    work: proof.Work | None
    ideas: tuple[Idea, ...]
    answers: tuple[Answer, ...]
    refused: tuple[Refused, ...]


def read_json(body: bytes) -> Round:
    """The round in the body of a request; whatever is no round of ours is refused with a sentence."""
    try:
        # no number of ours is long, and reading a very long one takes very long
        sent = json.loads(body.decode("utf-8"), parse_int=_number, parse_constant=str)
    except (ValueError, RecursionError):
        raise Refusal(_unreadable()) from None
    if not isinstance(sent, dict):
        raise Refusal(_unreadable())
    return _read(sent)


def read_form(form: Mapping[str, str]) -> Round:
    """The same from the fields of a form: text, and value-1, important-1 for sentence 1."""
    votes = [
        {"item": name, "statement": name[6:], "value": value, "important": f"important-{name[6:]}" in form}
        for name, value in form.items()
        if name.startswith("value-")
    ]
    idea = {"item": "text", "text": form.get("text", ""), "private": bool(form.get("wants_private"))}
    ideas = [idea] if form.get("text") else []
    return _read({name: form.get(name, "") for name in ("start", "puzzle", "work")} | {"ideas": ideas, "votes": votes})


def _read(sent: Mapping[str, Any]) -> Round:
    ideas, answers = sent.get("ideas", []), sent.get("votes", [])
    if not (_is_list(ideas) and _is_list(answers)):
        raise Refusal(_unreadable())
    if len(ideas) > MAX_IDEAS:
        raise Refusal(_("Dit zijn te veel ideeën in één keer. Het mogen er vijf zijn."), field="ideas")
    if len(answers) > MOST_ANSWERS:
        raise Refusal(_unreadable(), field="votes")
    read = [*map(_idea, ideas), *map(_answer, answers)]
    return Round(
        visit=tickets.unseal(_text(sent, "start"), purpose="start"),
        work=proof.offered({name: _text(sent, name) for name in ("puzzle", "work")}),
        ideas=tuple(_of(read, Idea)),
        answers=tuple(_of(read, Answer)),
        refused=tuple(_of(read, Refused)),
    )


def _idea(sent: Mapping[str, Any]) -> Idea | Refused:
    form = IdeaForm(
        {
            "text": _text(sent, "text"),
            "wants_private": sent.get("private") is True,
        },
        own_device=True,
    )
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        return Refused(_item(sent), field, str(errors[0]))
    kept = form.cleaned_data
    return Idea(_item(sent), kept["text"], kept["wants_private"])


def _answer(sent: Mapping[str, Any]) -> Answer | Refused:
    value, statement = sent.get("value"), sent.get("statement")
    if not isinstance(value, str) or value not in VoteValue.values:
        return Refused(_item(sent), "value", _("Kies een van de drie antwoorden, of sla deze zin over."))
    number = _number(str(statement)) if isinstance(statement, int | str) else 0
    return Answer(_item(sent), number, VoteValue(value), sent.get("important") is True)


def _item(sent: Mapping[str, Any]) -> str:
    return _text(sent, "item")[:_LONGEST_ITEM]


def _text(sent: Mapping[str, Any], name: str) -> str:
    value = sent.get(name)
    return value if isinstance(value, str) else ""


def _number(digits: str) -> int:
    """A key of a row, or 0, which no row has."""
    number = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 12 else 0
    return number if number < _MOST_ID else 0


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _of(read: list[Any], kind: type[Kind]) -> Iterator[Kind]:
    return (one for one in read if isinstance(one, kind))


def _unreadable() -> str:
    return _("We kunnen niet lezen wat er werd verstuurd. Wat je schreef staat nog op dit apparaat.")
