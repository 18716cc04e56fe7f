"""The first help lines for a page that cannot ask the database; a test holds them against the content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

CHECKED_ON = date(2026, 11, 1)


@dataclass(frozen=True, slots=True)
class Number:
    """A line that every child page names first."""

    slug: str
    name: str
    phone: str
    for_whom: str

    @property
    def dial(self) -> str:
        return self.phone.replace("-", "")


NUMBERS = (
    Number(
        "kindertelefoon",
        "Kindertelefoon",
        "0800-0432",
        "Voor kinderen en jongeren die willen praten over wat dan ook. Je hoeft niet te zeggen wie je bent.",
    ),
    Number("112", "112", "112", "Als er nu direct gevaar is."),
    Number(
        "veilig-thuis",
        "Veilig Thuis",
        "0800-2000",
        "Als het thuis niet veilig is, voor jezelf of voor iemand anders.",
    ),
)
