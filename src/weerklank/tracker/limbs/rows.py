"""A limb as it stands in a list, with its path, and the sentence over the whole list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.advices.lifecycle import PUBLIC_STATES
from weerklank.advices.models import Advice
from weerklank.answers.lifecycle import AnswerState, CommitmentState
from weerklank.answers.models import Commitment
from weerklank.answers.queries import confirmed_promises
from weerklank.rights import queries as rights
from weerklank.rights.kept import kept
from weerklank.rights.lifecycle import RecommendationState, ResponsibilityState
from weerklank.rights.models import (
    Recommendation,
    RecommendationText,
    Register,
    Responsibility,
    ReviewCycle,
    SourceDocument,
)
from weerklank.rights.queries import Piece, TimesAsked
from weerklank.rights.search import Found, excerpt, highlight
from weerklank.tracker import paths
from weerklank.tracker.limbs.choosing import ASKS
from weerklank.tracker.loop.words import number, series, theme_name
from weerklank.web.path import Earlier, Kind, NotFound, Path, RaisedBefore, Reached, State, Station, Withdrawn

# who was proposed holds until the body itself says that it is not
HOLDS = (ResponsibilityState.PROPOSED, ResponsibilityState.ACCEPTED)

# --- Wording ----------------------------------------------------------------------------------------------------------


def own_words(limb: Recommendation, register: str) -> RecommendationText | None:
    """A confirmed Dutch wording, from what was fetched along."""
    return next((text for text in limb.texts.all() if text.language == "nl" and text.register == register), None)


def in_short(limb: Recommendation) -> tuple[str, str]:
    """What the limb asks in the words that a reader of Dutch understands, and the language of those words."""
    for register in (Register.PLAIN, Register.OFFICIAL, Register.UNOFFICIAL):
        if words := own_words(limb, register):
            return words.text, "nl"
    return limb.text, limb.language


def title(limb: Recommendation) -> str:
    return limb.subject or limb.paragraph.heading or str(limb.get_statement_type_display())


# --- The path ---------------------------------------------------------------------------------------------------------


def asked_on(limb: Recommendation) -> date | None:
    cycle = limb.document.cycle
    return limb.document.date or (cycle.issued_on if cycle else None)


def _year(limb: Recommendation) -> int:
    return limb.document.cycle.year if limb.document.cycle else 0


def path_of(limb: Recommendation, today: date, rounds: TimesAsked) -> Path:
    """The way of one limb: asked by the Committee, and what came of it since."""
    here = _year(limb)
    earlier = tuple(Earlier(_year(one), one.get_absolute_url()) for one in rounds.limbs if _year(one) < here)
    asks = limb.statement_type in ASKS
    asked: State = RaisedBefore(tuple(dict.fromkeys(one.year for one in earlier))) if earlier else Reached()
    label = "" if asks else _("Genoemd")
    stations = [Station(Kind.ASKED, asked, asked_on(limb), label=label)]
    if limb.state == RecommendationState.WITHDRAWN:
        return Path(title(limb), (*stations, Station(Kind.DONE, Withdrawn())), earlier, limb.get_absolute_url())
    given = [paths.of_advice(advice, today) for advice in limb.advices.all()]
    also = ""
    if given:
        furthest = min(given, key=lambda path: (bool(path.standing and path.standing.happened), path.title))
        stations += [station for station in furthest.stations if station.kind != Kind.ASKED]
        also = furthest.also
    via_advice = {promise.pk for advice in limb.advices.all() for promise in paths.promises(advice)}
    direct = [promise for promise in _pointing(limb) if promise.pk not in via_advice]
    stations += _promised(direct, today)
    if asks and len(stations) == 1:
        stations.append(Station(Kind.ANSWERED, NotFound(sought=False)))
    again = [one for one in rounds.limbs if _year(one) > here]
    stations += [
        Station(
            Kind.ASKED_AGAIN,
            Reached(),
            asked_on(later),
            detail=_("Het comité vroeg dit later weer."),
            href=later.get_absolute_url(),
        )
        for later in again
    ]
    return Path(title(limb), tuple(stations), earlier, limb.get_absolute_url(), also)


def _pointing(limb: Recommendation) -> list[Commitment]:
    """The promises that a confirmed link says are for this limb."""
    return [link.commitment for link in limb.commitment_links.all()]


def _promised(made: list[Commitment], today: date) -> list[Station]:
    """Promises that point to the limb itself: the one that says where it stops speaks for all."""
    found = []
    if made:
        first = made[0]
        found.append(
            Station(Kind.PROMISED, Reached(), first.made_on, detail=first.title, href=first.get_absolute_url())
        )
        done = paths.gravest([paths.done_station(promise, today) for promise in made])
        found += [done] if done else []
    return found


# --- The list ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hits:
    """The texts of a row cut at the words that were asked; ``also`` is of the UN's own text where ours holds none."""

    title: tuple[Piece, ...]
    words: tuple[Piece, ...]
    also: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class LimbRow:
    """A limb as it stands in a list."""

    number: str
    title: str
    title_language: str
    words: str
    language: str
    href: str
    document: str
    document_slug: str
    year: int | None
    kind: str
    urgent: bool
    responsible: str
    themes: tuple[str, ...]
    theme_slugs: tuple[str, ...]
    territories: tuple[str, ...]
    has_text: bool
    is_checked: bool
    has_made_up: bool
    path: Path
    limb: Recommendation
    stand: str = rights.NOBODY
    hits: Hits | None = None

    @property
    def disputed(self) -> bool:
        return self.stand == ResponsibilityState.DISPUTED

    @property
    def only_proposed(self) -> bool:
        """Whether nobody said yet that it is theirs."""
        return self.stand == ResponsibilityState.PROPOSED

    @property
    def is_ask(self) -> bool:
        """Whether somebody must do something."""
        return self.limb.statement_type in ASKS

    @property
    def when(self) -> str:
        """The year of the round, or the document where it belongs to none."""
        return str(self.year or self.document)


def _row(limb: Recommendation, today: date, rounds: TimesAsked, found: Found | None) -> LimbRow:
    words, language = in_short(limb)
    duties = list(limb.responsibilities.all())
    bodies = [str(one.organisation) for one in duties if one.state in HOLDS]
    title_, title_language = title(limb), "nl" if limb.subject or not limb.paragraph.heading else "en"
    return LimbRow(
        number=limb.number,
        title=title_,
        title_language=title_language,
        words=words,
        language=language,
        href=limb.get_absolute_url(),
        document=limb.document.symbol,
        document_slug=limb.document.slug,
        year=limb.document.cycle.year if limb.document.cycle else None,
        kind=str(limb.get_statement_type_display()),
        urgent=limb.is_urgent,
        responsible=series(list(dict.fromkeys(bodies))),
        themes=tuple(theme_name(link.theme) for link in limb.theme_links.all()),
        theme_slugs=tuple(link.theme.slug for link in limb.theme_links.all()),
        territories=tuple(link.territory.name for link in limb.territory_links.all()),
        has_text=bool(limb.text),
        is_checked=rights.text_is_checked(limb),
        has_made_up=has_made_up(limb),
        path=path_of(limb, today, rounds),
        limb=limb,
        stand=rights.lead_stand((one.role, one.state) for one in duties),
        hits=_hits(limb, found, (title_, title_language), (words, language)) if found else None,
    )


def rows(limbs: Iterable[Recommendation], today: date, found: Found | None = None) -> tuple[LimbRow, ...]:
    """The limbs as rows; where words were asked, with the places where they stand."""
    shown = list(limbs)
    rounds = rights.asked_times_of(shown)
    return tuple(_row(limb, today, rounds[limb.pk], found) for limb in shown)


def _hits(limb: Recommendation, found: Found, title: tuple[str, str], words: tuple[str, str]) -> Hits:
    shown = excerpt(words[0], found, words[1])
    also: tuple[Piece, ...] = ()
    # the words that a reader sees may be ours while what was asked stands in the UN's own text
    if limb.text and limb.text != words[0] and not any(piece.why for piece in shown):
        also = excerpt(limb.text, found, limb.language)
    return Hits(highlight(title[0], found, title[1]), shown, also if any(piece.why for piece in also) else ())


def has_made_up(limb: Recommendation) -> bool:
    """Whether a made-up advice, promise or ministry of the demonstration hangs on it."""
    made_up = (
        *(advice.edition.is_demonstration for advice in limb.advices.all()),
        *(promise.is_demonstration for promise in _pointing(limb)),
        *(duty.organisation.is_demonstration for duty in limb.responsibilities.all()),
    )
    return any(made_up)


def how_it_stands() -> str:
    """One sentence over the whole list: known, with a text, with somebody responsible, advised, promised."""
    return kept("how it stands", _how_it_stands)


def _how_it_stands() -> str:
    limbs = rights.visible()
    real = Commitment.objects.filter(is_demonstration=False).exclude(state=CommitmentState.PROPOSED).order_by()
    answered = real.filter(
        position__answer__state=AnswerState.PUBLISHED, position__part__advice__recommendations__isnull=False
    )
    pointing = confirmed_promises().filter(commitment__is_demonstration=False).order_by().select_related(None)
    advices = Advice.objects.filter(
        state__in=PUBLIC_STATES, edition__is_demonstration=False, recommendations__isnull=False
    )
    held = Responsibility.objects.filter(state__in=HOLDS, organisation__is_demonstration=False).order_by()
    # each of these is one list; asked of every limb apart they are thousands of questions
    has_promise = Q(pk__in=pointing.values("recommendation")) | Q(
        pk__in=answered.values("position__part__advice__recommendations")
    )
    told = limbs.order_by().aggregate(
        known=Count("pk"),
        text=Count("pk", filter=~Q(text="")),
        who=Count("pk", filter=Q(pk__in=held.values("recommendation"))),
        advised=Count("pk", filter=Q(pk__in=advices.order_by().values("recommendations"))),
        promised=Count("pk", filter=has_promise),
    )
    if not told["known"]:
        return _("Er is nog niets bekend van wat het VN-Kinderrechtencomité vroeg.")
    held_in = SourceDocument.objects.filter(pk__in=limbs.order_by().values("document"))
    cycles = ReviewCycle.objects.filter(pk__in=held_in.order_by().values("cycle")).order_by("year")
    years = [str(year) for year in cycles.values_list("year", flat=True).distinct()]
    return " ".join(
        [
            ngettext(
                "We kennen {n} onderdeel van wat het VN-Kinderrechtencomité vroeg ({years}).",
                "We kennen {n} onderdelen van wat het VN-Kinderrechtencomité vroeg ({years}).",
                told["known"],
            ).format(n=number(told["known"]), years=series(years)),
            _("Bij {text} staat de tekst van de VN, voor {who} is iemand voorgesteld of aangewezen.").format(
                text=_some(told["text"]), who=_some(told["who"])
            ),
            _("Over {advised} gaven kinderen een advies, bij {promised} hoort een toezegging.").format(
                advised=_some(told["advised"]), promised=_some(told["promised"])
            ),
        ]
    )


def _some(count: int) -> str:
    return number(count) if count else _("geen enkel")
