"""An answer that comes back from the internal line: looked at first, then taken whole, or not at all."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from weerklank.accounts.models import Account
from weerklank.answers.actions import answering
from weerklank.answers.draft import Draft
from weerklank.answers.line.sheet import Place, Sheet, as_text, filled, in_words, read, rows_of
from weerklank.answers.models import Addressee, Answer
from weerklank.moves import Refusal

_ALIKE = 0.6
_TOO_MUCH = 4_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """One question to which something else is said: what stands there, what comes, and the words in which they differ."""

    place: Place
    before: str
    after: str

    @property
    def words(self) -> Iterator[tuple[str, str]]:
        """Piece by piece: ``same``, ``gone`` or ``new``."""
        old, new = (re.findall(r"\s+|[^\s]+", text) for text in (self.before, self.after))
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        # words of two different texts strewn through each other can be read by nobody
        if len(old) * len(new) > _TOO_MUCH or matcher.ratio() < _ALIKE:
            yield from ((kind, text) for kind, text in (("gone", self.before), ("new", self.after)) if text)
            return
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind == "equal":
                yield "same", "".join(old[a:b])
                continue
            if b > a:
                yield "gone", "".join(old[a:b])
            if d > c:
                yield "new", "".join(new[c:d])


@dataclass(frozen=True, slots=True)
class Look:
    """What would happen: the changes, or why nothing can be taken."""

    sheet: Sheet
    changes: tuple[Change, ...]
    revision: int

    @property
    def text(self) -> str:
        return as_text(self.sheet.said, revision=self.sheet.revision)

    @property
    def is_older(self) -> bool:
        """Whether somebody saved since the file was made."""
        return self.sheet.revision is not None and self.sheet.revision != self.revision


def look(text: str, addressee: Addressee, draft: Draft, revision: int) -> Look:
    """Reads what came back and compares it, question by question, with what stands there. Changes nothing."""
    sheet = read(text, addressee)
    now = {row.place: row.value for row in rows_of(addressee, draft)}
    then = {row.place: row.value for row in rows_of(addressee, filled(draft, sheet, addressee))}
    changes = tuple(
        Change(place, before, in_words(place.name, then[place]))
        for place, before in now.items()
        if _settled(then[place]) != _settled(before)
    )
    return Look(sheet, changes, revision)


def _settled(text: str) -> str:
    """Word ends its lines in its own way: that is no change."""
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))


@transaction.atomic
def take_back(*, addressee_id: int, text: str, revision: int, by: Account, now: datetime) -> Answer | None:
    """Takes everything that came back, or nothing. None where all of it stood there already: twice is once."""
    addressee = answering.held(addressee_id=addressee_id, by=by)
    answer = answering.current_answer(addressee)
    draft = Draft.from_json(answer.draft) if answer else Draft()
    found = look(text, addressee, draft, answer.revision if answer else 0)
    if found.sheet.complaints:
        raise Refusal(" ".join(found.sheet.complaints[:5]))
    if not found.changes:
        return None
    return answering.save_draft(
        addressee_id=addressee_id,
        draft=filled(draft, found.sheet, addressee),
        revision=revision,
        by=by,
        now=now,
    )
