"""What in a child's words may say who somebody is: marked for the moderator, who decides what goes.

Rules find less than a person does; nothing is published on the word of this package. Only a citizen service number
is refused at the door: nobody needs it, and a child can leave it out.
"""

from __future__ import annotations

from weerklank.participation.folding import fold
from weerklank.participation.personal_data import accounts, classes, names, numbers, places, schools
from weerklank.participation.personal_data.kinds import DataKind, Finder, Finding

__all__ = ["DataKind", "Finding", "findings", "has_bsn", "kinds"]

# what stands first is surer: a name within a street or a school is the name of that street or school
_FINDERS: tuple[Finder, ...] = (*numbers.FINDERS, *places.FINDERS, *schools.FINDERS, *accounts.FINDERS)


def has_bsn(text: str) -> bool:
    """Whether a citizen service number stands in it, also one with signs between that nobody sees."""
    return numbers.has_bsn(fold(text).text)


def findings(text: str) -> tuple[Finding, ...]:
    """Everything that a moderator should look at, in the order of the text, with its place in the text as it was sent."""
    folded = fold(text)
    seen = folded.text
    sure = {finding for find in _FINDERS for finding in find(seen)}
    # a row of digits that is something else already is no phone number too, and a street is nobody's name
    rest = {
        found
        for found in (*numbers.phones(seen), *names.find(seen))
        if not any(one.start <= found.start and found.end <= one.end for one in sure)
    }
    # a class alone is one of thousands; beside a name, a school or a town it says who
    if sure | rest:
        rest |= set(classes.find(seen))
    found = (Finding(one.kind, *folded.span(one.start, one.end)) for one in sure | rest)
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.kind.value)))


def kinds(text: str) -> tuple[DataKind, ...]:
    """Which kinds of mark a text holds, each once, in the order of the text."""
    return tuple(dict.fromkeys(finding.kind for finding in findings(text)))
