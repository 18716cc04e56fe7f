"""What in a child's words may say who somebody is: marked for the moderator, who decides what goes.

Rules find less than a person does; nothing is published on the word of this package. Only a citizen service number
is refused at the door: nobody needs it, and a child can leave it out.
"""

from __future__ import annotations

from weerklank.participation.personal_data import accounts, names, numbers, places, schools
from weerklank.participation.personal_data.kinds import DataKind, Finder, Finding
from weerklank.participation.personal_data.numbers import has_bsn

__all__ = ["DataKind", "Finding", "findings", "has_bsn", "kinds"]

# what stands first is surer: a name within a street or a school is the name of that street or school
_FINDERS: tuple[Finder, ...] = (*numbers.FINDERS, *places.FINDERS, *schools.FINDERS, *accounts.FINDERS)


def findings(text: str) -> tuple[Finding, ...]:
    """Everything that a moderator should look at, in the order of the text."""
    sure = {finding for find in _FINDERS for finding in find(text)}
    # a row of digits that is something else already is no phone number too, and a street is nobody's name
    rest = {
        found
        for found in (*numbers.phones(text), *names.find(text))
        if not any(one.start <= found.start and found.end <= one.end for one in sure)
    }
    return tuple(sorted(sure | rest, key=lambda finding: (finding.start, finding.end, finding.kind.value)))


def kinds(text: str) -> tuple[DataKind, ...]:
    """Which kinds of mark a text holds, each once, in the order of the text."""
    return tuple(dict.fromkeys(finding.kind for finding in findings(text)))
