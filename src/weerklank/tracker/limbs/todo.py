"""The to-do list of one body: what is asked of it, what it promised, what it does, and what is late on top."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.answers.lifecycle import AnswerState
from weerklank.answers.models import Action, Commitment
from weerklank.answers.queries import confirmed_actions, confirmed_promises
from weerklank.rights import queries as rights
from weerklank.rights.lifecycle import ResponsibilityState, TextState
from weerklank.rights.models import (
    Recommendation,
    RecommendationText,
    RecommendationTheme,
    Responsibility,
    ReviewCycle,
    Theme,
)
from weerklank.tracker.limbs import came, narrowing
from weerklank.tracker.limbs.bodies import Family, families
from weerklank.tracker.limbs.choosing import CONFIRMED
from weerklank.tracker.limbs.rows import in_short, title
from weerklank.tracker.loop import promises as promised
from weerklank.tracker.loop.words import number, theme_name, who

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Duty:
    """In which role, where, and what the body says of it."""

    role: str
    territory: str
    state: str
    words: str
    reason: str
    made_as: str


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A limb on the to-do list of a body."""

    number: str
    title: str
    title_language: str
    words: str
    language: str
    href: str
    symbol: str
    year: int | None
    urgent: bool
    duties: tuple[Duty, ...]
    promises: int
    theme: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """What is to be done on one theme."""

    name: str
    rows: tuple[DutyRow, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a body promised and does, what is late apart."""

    promises: tuple[came.Promise, ...]
    actions: tuple[came.Doing, ...]

    @property
    def late_promises(self) -> tuple[came.Promise, ...]:
        return tuple(one for one in self.promises if one.days_late)

    @property
    def late_actions(self) -> tuple[came.Doing, ...]:
        """Actions past their end, and actions of which a milestone is."""
        return tuple(one for one in self.actions if one.days_late or one.late_steps)

    @property
    def late(self) -> int:
        return len(self.late_promises) + len(self.late_actions)

    @property
    def other_promises(self) -> tuple[came.Promise, ...]:
        return tuple(one for one in self.promises if not one.days_late)[:MOST_SHOWN]

    @property
    def other_actions(self) -> tuple[came.Doing, ...]:
        late = set(map(id, self.late_actions))
        return tuple(one for one in self.actions if id(one) not in late)[:MOST_SHOWN]

    @property
    def more_promises(self) -> int:
        return len(self.promises) - len(self.late_promises) - len(self.other_promises)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the list somebody asks for."""

    theme: Theme | None = None
    cycle: ReviewCycle | None = None

    @property
    def values(self) -> dict[str, str]:
        """The same question as the list of all limbs understands it."""
        found = {"thema": self.theme.slug if self.theme else "", "ronde": self.cycle.slug if self.cycle else ""}
        return {name: value for name, value in found.items() if value}

    @property
    def words(self) -> str:
        """Over Migratie, uit de ronde van 2022."""
        said = [
            _("over {theme}").format(theme=theme_name(self.theme)) if self.theme else "",
            _("uit de ronde van {year}").format(year=self.cycle.year) if self.cycle else "",
        ]
        return " ".join(words for words in said if words)


def family_of(slug: str) -> Family | None:
    return next((family for family in families().values() if family.body.slug == slug), None)


def wanted(theme: str, cycle: str) -> Wanted:
    return Wanted(
        Theme.objects.filter(slug=theme).prefetch_related("names").first() if theme else None,
        ReviewCycle.objects.filter(slug=cycle).first() if cycle else None,
    )


# --- What is asked -----------------------------------------------------------------------------------------------------


def _open_duties(family: Family) -> QuerySet[Responsibility]:
    return Responsibility.objects.filter(organisation__in=family.members).exclude(state=ResponsibilityState.ENDED)


def limbs_of(family: Family, asked: Wanted) -> QuerySet[Recommendation]:
    """The limbs of a body by theme; what has haste first, the newest round before older ones."""
    here = narrowing.narrowed(rights.visible(), asked.values)
    links = RecommendationTheme.objects.filter(recommendation=OuterRef("pk"), state=CONFIRMED)
    if asked.theme:
        links = links.filter(theme=asked.theme)
    first = links.order_by("theme__order", "theme__slug")
    return (
        here.filter(pk__in=_open_duties(family).values("recommendation"))
        .annotate(
            first_theme=Subquery(first.values("theme")[:1]), theme_order=Subquery(first.values("theme__order")[:1])
        )
        .select_related("document__cycle", "paragraph")
        .prefetch_related(
            Prefetch("texts", RecommendationText.objects.filter(state=TextState.PUBLISHED, language="nl"))
        )
        .order_by(F("theme_order").asc(nulls_last=True), "first_theme", "-is_urgent", "-document__date", "order", "pk")
    )


def duty_rows(limbs: Iterable[Recommendation], family: Family) -> tuple[DutyRow, ...]:
    wanted = list(limbs)
    keys = [limb.pk for limb in wanted]
    duties: dict[int, list[Duty]] = defaultdict(list)
    found = _open_duties(family).filter(recommendation__in=keys).select_related("organisation", "territory")
    for one in found.order_by("role", "pk"):
        duties[one.recommendation_id].append(_duty(one, family))
    made: dict[int, int] = defaultdict(int)
    links = confirmed_promises().filter(recommendation__in=keys, commitment__organisation__in=family.members)
    for limb in links.order_by().values_list("recommendation", flat=True):
        made[limb] += 1
    return tuple(_duty_row(limb, tuple(duties[limb.pk]), made[limb.pk]) for limb in wanted)


def _duty(one: Responsibility, family: Family) -> Duty:
    return Duty(
        role=str(one.get_role_display()),
        territory=str(one.territory or ""),
        state=one.state,
        words=str(one.get_state_display()),
        reason=one.disputed_reason if one.state == ResponsibilityState.DISPUTED else "",
        made_as=family.made_as(one.organisation),
    )


def _duty_row(limb: Recommendation, duties: tuple[Duty, ...], promises: int) -> DutyRow:
    words, language = in_short(limb)
    return DutyRow(
        number=limb.number,
        title=title(limb),
        title_language="nl" if limb.subject or not limb.paragraph.heading else "en",
        words=words,
        language=language,
        href=limb.get_absolute_url(),
        symbol=limb.document.symbol,
        year=limb.document.cycle.year if limb.document.cycle else None,
        urgent=limb.is_urgent,
        duties=duties,
        promises=promises,
        theme=getattr(limb, "first_theme", None),
    )


def by_theme(rows: Iterable[DutyRow]) -> tuple[Group, ...]:
    """Rows in their order, under the theme that they come first at."""
    wanted = list(rows)
    names = {theme.pk: theme_name(theme) for theme in Theme.objects.prefetch_related("names")}
    return tuple(
        Group(names.get(theme, "") if theme else _("Nog zonder thema"), tuple(together))
        for theme, together in groupby(wanted, key=lambda row: row.theme)
    )


# --- What was promised and done ----------------------------------------------------------------------------------------


def kept(family: Family, asked: Wanted, today: date) -> Kept:
    """Promises and actions of a body under all its names; narrowed to a theme or a round by the limbs they belong to."""
    here = narrowing.narrowed(rights.visible(), asked.values).order_by().values("pk")
    promises, actions = _promises(family, asked, here), _actions(family, asked, here)
    of_promises = _limbs_by(confirmed_promises().filter(commitment__in=[one.pk for one in promises]), "commitment_id")
    of_actions = _limbs_by(confirmed_actions().filter(action__in=[one.pk for one in actions]), "action_id")
    return Kept(
        came.latest_first(
            came.promise(one, today, limbs=_named(one, of_promises), made_as=family.made_as(one.organisation))
            for one in promises
        ),
        tuple(
            sorted(
                (came.doing(one, today, limbs=of_actions[one.pk], made_as=family.made_as(one.lead)) for one in actions),
                key=lambda one: -one.days_late,
            )
        ),
    )


def _promises(family: Family, asked: Wanted, here: QuerySet[Any, Any]) -> list[Commitment]:
    found = promised.with_everything().filter(organisation__in=family.members)
    if asked.values:
        linked = confirmed_promises().filter(recommendation__in=here).order_by().values("commitment")
        via = Q(position__part__advice__recommendations__in=here, position__answer__state=AnswerState.PUBLISHED)
        fits = Q(pk__in=linked) | Q(pk__in=Commitment.objects.filter(via).order_by().values("pk"))
        if asked.theme and not asked.cycle:
            fits |= Q(pk__in=Commitment.objects.filter(themes=asked.theme).order_by().values("pk"))
        found = found.filter(fits)
    return list(found.prefetch_related(_limbs_of_advice()))


def _limbs_of_advice() -> Prefetch[Any]:
    shown = rights.visible().select_related("document__cycle", "paragraph")
    return Prefetch("position__part__advice__recommendations", shown, to_attr="shown_limbs")


def _actions(family: Family, asked: Wanted, here: QuerySet[Any, Any]) -> list[Action]:
    found = Action.objects.filter(lead__in=family.members).select_related("lead", "territory")
    if asked.values:
        found = found.filter(pk__in=confirmed_actions().filter(recommendation__in=here).order_by().values("action"))
    return list(found.prefetch_related("milestones").order_by("is_demonstration", "end_on", "slug"))


def _limbs_by(links: QuerySet[Any], by: str) -> dict[int, list[Recommendation]]:
    found: dict[int, list[Recommendation]] = defaultdict(list)
    shown = links.filter(recommendation__in=rights.visible().values("pk")).order_by("recommendation__order")
    for link in shown.select_related("recommendation__document__cycle", "recommendation__paragraph"):
        found[getattr(link, by)].append(link.recommendation)
    return found


def _named(promise: Commitment, linked: Mapping[int, list[Recommendation]]) -> list[Recommendation]:
    direct = linked.get(promise.pk, [])
    # set by the prefetch of _limbs_of_advice
    via: list[Recommendation] = getattr(promise.position.part.advice, "shown_limbs", []) if promise.position else []
    return [*direct, *(limb for limb in via if limb not in direct)]


# --- The sentences -----------------------------------------------------------------------------------------------------


def sentence(family: Family, limbs: QuerySet[Recommendation], has: Kept, asked: Wanted) -> str:
    """How it stands with one body, for what was asked: what it took on, what is only proposed, what it disputes."""
    about = f" {asked.words}" if asked.words else ""
    body, stands = family.body, _stands(family, limbs)
    if not stands.total():
        said = [_("Voor {name} is{about} nog geen onderdeel voorgesteld.").format(name=body.name, about=about)]
        return " ".join([*said, _promised(has)])
    said = []
    for state, words in (
        (ResponsibilityState.ACCEPTED, _("{name} is aan zet bij {counted}{about}.")),
        (ResponsibilityState.PROPOSED, _("Voor {name} is {counted}{about} voorgesteld; daar is nog niets op gezegd.")),
        (ResponsibilityState.DISPUTED, _("{name} zegt van {counted}{about}: dat is niet van ons.")),
    ):
        if n := stands[state]:
            counted = ngettext("{n} onderdeel", "{n} onderdelen", n).format(n=number(n))
            name = body.name if state == ResponsibilityState.PROPOSED else who(body)
            said.append(words.format(name=name, counted=counted, about=about))
    return " ".join([*said, _promised(has)])


def _stands(family: Family, limbs: QuerySet[Recommendation]) -> Counter[str]:
    """Limbs by what the body says of them; accepted outweighs proposed, and proposed outweighs disputed."""
    weight = [ResponsibilityState.DISPUTED, ResponsibilityState.PROPOSED, ResponsibilityState.ACCEPTED]
    found: dict[int, ResponsibilityState] = {}
    rows = _open_duties(family).filter(recommendation__in=limbs.order_by().values("pk"))
    for limb, state in rows.values_list("recommendation", "state"):
        known = ResponsibilityState(state)
        found[limb] = max(found.get(limb, known), known, key=weight.index)
    return Counter(found.values())


def _promised(has: Kept) -> str:
    made, late = len(has.promises), len(has.late_promises)
    if not made:
        return _("Er is geen toezegging bekend.")
    if made == 1:
        return (
            _("Er is één toezegging, en die is te laat.")
            if late
            else _("Er is één toezegging, en die is niet te laat.")
        )
    if not late:
        return _("Van de {n} toezeggingen is er geen te laat.").format(n=number(made))
    return ngettext(
        "Van de {n} toezeggingen is er {late} te laat.", "Van de {n} toezeggingen zijn er {late} te laat.", late
    ).format(n=number(made), late=number(late))
