"""The whole chain of one theme, from what the UN asked to what was done: for the reports to the UN."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from weerklank.answers.queries import PublicAdvice
from weerklank.briefings.queries.dossier import Held, day, held_of, limb_words, standing
from weerklank.evidence.queries import number, share_words
from weerklank.rights.models import Theme

STAGES = (
    ("asked", "Wat de VN vroeg"),
    ("reported", "Wat organisaties over de aanbevelingen meldden"),
    ("figures", "Cijfers"),
    ("said", "Wat kinderen zeiden"),
    ("advised", "Adviezen"),
    ("answered", "Antwoorden per onderdeel"),
    ("promised", "Toezeggingen"),
    ("progress", "Voortgang"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain."""

    stage: str
    number: str
    what: str
    who: str
    day: str
    standing: str
    permalink: str
    source: str
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """Everything the platform holds of one theme, in the order of the loop."""

    theme: Theme
    as_of: date
    links: tuple[Link, ...]
    is_demonstration: bool

    def stages(self) -> Iterator[tuple[str, tuple[Link, ...]]]:
        """Every stage with its links; an empty stage stays, so that one sees what is missing."""
        for key, title in STAGES:
            yield title, tuple(link for link in self.links if link.stage == key)

    def with_words(self, words: str) -> Chain:
        """Only the links in which all these words stand."""
        wanted = words.replace("\x00", "").casefold().split()[:8]
        fitting = tuple(
            link
            for link in self.links
            if all(
                word in f"{link.number} {link.what} {link.who} {link.standing} {link.definition}".casefold()
                for word in wanted
            )
        )
        return replace(self, links=fitting)


def chain_of(theme: Theme, today: date, *, demonstration: bool = False) -> Chain:
    held = held_of(theme, today, demonstration=demonstration)
    links = (*_from_un(held), *_from_figures(held), *_from_dialogue(held), *_from_promises(held))
    return Chain(theme, today, links, demonstration)


def _iso(value: date | None) -> str:
    return value.isoformat() if value else ""


def _from_un(held: Held) -> Iterator[Link]:
    for limb in held.limbs:
        yield Link(
            "asked", f"{limb.document.symbol} {limb.number}".strip(), limb.text or f"{limb_words(limb)[0]} (in onze woorden)",
            "VN-Kinderrechtencomité", _iso(limb.document.date), limb.get_statement_type_display(), limb.get_absolute_url(),
            limb.paragraph.source_url or limb.document.url or limb.get_absolute_url(),
        )  # fmt: skip
    for topic in held.reported:
        yield Link(
            "reported", topic.document.symbol, f"{topic.topic}: {topic.summary}", topic.reported_by,
            "", "samenvatting, geen tekst van de VN", f"/aanbevelingen/{topic.document.slug}/", topic.source_url,
        )  # fmt: skip


def _from_figures(held: Held) -> Iterator[Link]:
    for row in held.figures:
        for value in row.indicator.observations.all():
            low, high = number(value.value), number(value.value_high)
            amount = f"{low} tot {high}" if high else low
            share = f" ({share_words(value.share)} procent)" if value.share is not None else ""
            what = " ".join(part for part in (value.qualifier, amount, row.indicator.unit if amount else "") if part)
            measured = ", ".join(part for part in (value.breakdown, value.definition_version, value.vintage) if part)
            yield Link(
                "figures", row.indicator.code, f"{row.indicator.title}: {what}{share}.",
                row.indicator.producer, value.period, measured or value.get_quality_display(),
                row.indicator.get_absolute_url(), value.source.url, f"{row.indicator.definition} {row.indicator.scope}",
            )  # fmt: skip


def _from_dialogue(held: Held) -> Iterator[Link]:
    for advice in held.advices:
        source = advice.source_url or advice.href
        handed = _iso(advice.handed_over_on)
        for group in advice.sources:
            yield Link(
                "said", advice.number, f"{group.title}. {group.summary}".strip(), "kinderen en jongeren", "",
                group.often, advice.href, source,
            )  # fmt: skip
            for quote in group.quotes:
                yield Link(
                    "said",
                    advice.number,
                    f"‘{quote.text}’",
                    quote.whose,
                    "",
                    f"taal: {quote.language}",
                    advice.href,
                    source,
                )
        parts = "; ".join(f"{order}. {part}" for order, part in enumerate(advice.parts, start=1))
        stand = " ".join(dict.fromkeys(standing(addressee) for addressee in advice.addressees))
        yield Link(
            "advised",
            advice.number,
            f"{advice.title}. {parts}",
            "kinderen en jongeren",
            handed,
            stand,
            advice.href,
            source,
        )
        yield from _answers(advice)


def _answers(advice: PublicAdvice) -> Iterator[Link]:
    for addressee in advice.addressees:
        for answer in addressee.answers:
            for position in answer.positions:
                reason = f" Reden ({position.reason_label}): {position.explanation}" if position.explanation else ""
                yield Link(
                    "answered", f"{advice.number}, onderdeel {position.order}", f"{position.part}{reason}",
                    addressee.organisation, _iso(answer.published_on), position.position_label, advice.href, advice.href,
                )  # fmt: skip


def _from_promises(held: Held) -> Iterator[Link]:
    for promise in held.promises:
        due = f", uiterlijk {day(promise.due_on)}" if promise.due_on else ""
        late = f", {promise.overdue_days} dagen te laat" if promise.overdue_days else ", stil" if promise.silent else ""
        yield Link(
            "promised", promise.advice_number, f"{promise.title}{due}. {promise.text}", promise.organisation,
            _iso(promise.made_on), f"{promise.state_label}{late}", promise.href, promise.source_url or promise.href,
        )  # fmt: skip
        for update in promise.updates:
            yield Link(
                "progress", promise.title, update.text, promise.organisation, _iso(update.date),
                update.get_state_display(), promise.href, update.evidence_url or promise.href,
            )  # fmt: skip
