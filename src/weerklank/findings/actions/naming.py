"""What the words of a group give away: everybody reads them, and of the children in it nobody is to be known by them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from weerklank.findings.queries import words_of
from weerklank.moves import Refusal
from weerklank.participation import personal_data, quotes
from weerklank.participation.models import Contribution

AGREED = "agreed"


def check(title: str, summary: str, members: QuerySet[Contribution], *, agreed: bool) -> None:
    """Refuses words that nobody may read; of words that may tell who somebody is, a person says that they may stay."""
    words = f"{title}\n{summary}"
    if personal_data.has_bsn(words):
        raise Refusal("Er staat een burgerservicenummer in. Haal het weg.", field="title")
    inside = list(members)
    unseen, shown = [one for one in inside if not one.shown_text], [one for one in inside if one.shown_text]
    if any(_own_words((title, summary), one, shown) for one in unseen):
        raise Refusal(
            "Dit zijn woorden van een kind dat niet wil dat iemand ze ziet. Zeg het in andere woorden.", field="title"
        )
    warnings = [*_marks(words), *_echoes((title, summary), shown)]
    if warnings and not agreed:
        raise Refusal(f"{' '.join(warnings)} Verander het, of vink aan dat het zo mag blijven.", field=AGREED)


def _own_words(ours: Iterable[str], unseen: Contribution, shown: list[Contribution]) -> bool:
    """Words of one child, unless somebody whose words may be read said all of it too."""
    said = words_of(unseen)
    return any(
        quotes.echoes(text, said) and not any(quotes.holds(words_of(one), text) for one in shown) for text in ours
    )


def _marks(words: str) -> list[str]:
    kinds = personal_data.kinds(words)
    return [f"In de naam of samenvatting staat: {', '.join(kind.value for kind in kinds)}. Iedereen leest dat."] * bool(
        kinds
    )


def _echoes(ours: Iterable[str], shown: list[Contribution]) -> list[str]:
    if not any(quotes.echoes(text, words_of(one)) for text in ours for one in shown):
        return []
    return [
        "Dit zijn woorden die een kind zelf schreef. Neemt het zijn idee terug, dan is de groep haar naam kwijt.",
    ]
