"""Bodies through their names: a renamed ministry keeps what was asked of it and what it promised under its old name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.accounts.models import Organisation, OrganisationKind
from weerklank.answers.lifecycle import ACTIVE_STATES, CommitmentState, days_overdue
from weerklank.answers.models import Action, Commitment
from weerklank.answers.queries import confirmed_promises
from weerklank.rights import queries as rights
from weerklank.rights.lifecycle import ResponsibilityState
from weerklank.rights.models import RecommendationTheme, Responsibility, Theme
from weerklank.tracker.limbs.choosing import CONFIRMED
from weerklank.tracker.loop.words import capital, number, series, theme_name


@dataclass(frozen=True, slots=True)
class Family:
    """A body with the bodies that it came from, and those that came after it."""

    body: Organisation
    before: tuple[Organisation, ...] = ()
    after: tuple[Organisation, ...] = ()

    @property
    def members(self) -> tuple[int, ...]:
        return (self.body.pk, *(one.pk for one in self.before))

    def made_as(self, body: Organisation) -> str:
        """The name of then, where it is not the name of now."""
        return "" if body.pk == self.body.pk else body.name


def families() -> dict[int, Family]:
    """Every body with its predecessors, in one question."""
    known = {body.pk: body for body in Organisation.objects.order_by("name")}
    after: dict[int, list[Organisation]] = defaultdict(list)
    for body in known.values():
        if body.predecessor_id:
            after[body.predecessor_id].append(body)
    return {
        pk: Family(body, tuple(_before(body, known)), tuple(after[pk]))
        for pk, body in known.items()
    }  # fmt: skip


def _before(body: Organisation, known: Mapping[int, Organisation]) -> Iterable[Organisation]:
    seen = {body.pk}
    # two bodies that call each other predecessor must not keep us here
    while body.predecessor_id and body.predecessor_id not in seen:
        body = known[body.predecessor_id]
        seen.add(body.pk)
        yield body


@dataclass(frozen=True, slots=True)
class ThemeOfBody:
    """A theme on which a body has something to do or to keep."""

    slug: str
    name: str
    limbs: int


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body as it stands in the list: what is asked of it, what it says of that, what it promised, what is late."""

    family: Family
    limbs: int
    proposed: int
    accepted: int
    disputed: int
    promises: int
    actions: int
    late: int
    themes: tuple[ThemeOfBody, ...]

    @property
    def body(self) -> Organisation:
        return self.family.body

    @property
    def name(self) -> str:
        return self.body.name

    @property
    def href(self) -> str:
        return f"/aanbevelingen/wie/{self.body.slug}/"

    @property
    def before(self) -> str:
        return series([one.name for one in self.family.before])

    @property
    def anything(self) -> bool:
        return bool(self.limbs or self.promises or self.actions)

    @property
    def duties(self) -> str:
        """What is asked of it, and what it says of that."""
        if not self.limbs:
            return _("Nog geen onderdeel waarvoor dit is voorgesteld.")
        counted = ngettext("{n} onderdeel", "{n} onderdelen", self.limbs).format(n=number(self.limbs))
        said = [
            _("{n} voorgesteld").format(n=number(self.proposed)) if self.proposed else "",
            _("{n} aanvaard").format(n=number(self.accepted)) if self.accepted else "",
            _("{n} betwist").format(n=number(self.disputed)) if self.disputed else "",
        ]
        return f"{capital(counted)}: {series([words for words in said if words])}."

    @property
    def kept(self) -> str:
        """What it promised and does."""
        if not self.promises and not self.actions:
            return _("Geen toezegging en geen actie bekend.")
        said = [
            ngettext("{n} toezegging", "{n} toezeggingen", self.promises).format(n=number(self.promises))
            if self.promises
            else "",
            ngettext("{n} actie", "{n} acties", self.actions).format(n=number(self.actions)) if self.actions else "",
        ]
        return f"{capital(series([words for words in said if words]))}."


@dataclass(slots=True)
class _Tally:
    """What was found of one body, before its family is put together."""

    duties: set[tuple[int, str]] = field(default_factory=set)
    promises: set[int] = field(default_factory=set)
    actions: set[int] = field(default_factory=set)
    late: int = 0
    themes: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    touched: set[int] = field(default_factory=set)


def _tallies(today: date) -> dict[int, _Tally]:
    """What there is of every body, in a fixed number of questions."""
    found: dict[int, _Tally] = defaultdict(_Tally)
    themes = _themes_of_limbs()
    duties = Responsibility.objects.filter(recommendation__in=rights.visible().values("pk"))
    duties = duties.exclude(state=ResponsibilityState.ENDED)
    for body, limb, state in duties.values_list("organisation", "recommendation", "state"):
        found[body].duties.add((limb, state))
        for theme in themes[limb]:
            found[body].themes[theme].add(limb)
    of_promises = _themes_of_promises(themes)
    public = Commitment.objects.exclude(state=CommitmentState.PROPOSED).order_by()
    for pk, body, due, state in public.values_list("pk", "organisation", "due_on", "state"):
        found[body].promises.add(pk)
        found[body].late += bool(days_overdue(due=due, settled=state not in ACTIVE_STATES, today=today))
        found[body].touched |= of_promises[pk]
    for action in Action.objects.order_by():
        found[action.lead_id].actions.add(action.pk)
        found[action.lead_id].late += bool(action.overdue_on(today))
    return found


def _themes_of_limbs() -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for limb, theme in RecommendationTheme.objects.filter(state=CONFIRMED).values_list("recommendation", "theme"):
        found[limb].add(theme)
    return found


def _themes_of_promises(of_limbs: Mapping[int, set[int]]) -> dict[int, set[int]]:
    """By the theme of the promise itself, and by the limbs that it belongs to."""
    found: dict[int, set[int]] = defaultdict(set)
    for promise, theme in Commitment.themes.through.objects.values_list("commitment_id", "theme_id"):
        found[promise].add(theme)
    for promise, limb in confirmed_promises().order_by().values_list("commitment", "recommendation"):
        found[promise] |= of_limbs.get(limb, set())
    return found


def every_body(today: date) -> tuple[BodyRow, ...]:
    """Every body of which something is asked or that promised something, and every ministry of today; what is late first."""
    tallies, known = _tallies(today), families()
    themes = {theme.pk: theme for theme in Theme.objects.prefetch_related("names")}
    rows = [
        _row(family, [tallies[pk] for pk in family.members if pk in tallies], themes)
        for family in known.values()
        # its work stands under the name of today
        if not (family.after and not family.body.exists_on(today))
    ]
    shown = [row for row in rows if row.anything or _is_ministry(row.body, today)]
    return tuple(sorted(shown, key=lambda row: (row.body.is_demonstration, -row.late, -row.limbs, row.name)))


def _is_ministry(body: Organisation, today: date) -> bool:
    return body.kind == OrganisationKind.MINISTRY and body.exists_on(today) and not body.is_demonstration


def _row(family: Family, tallies: list[_Tally], themes: Mapping[int, Theme]) -> BodyRow:
    duties = {duty for tally in tallies for duty in tally.duties}
    states = Counter(state for _limb, state in duties)
    per_theme: dict[int, set[int]] = defaultdict(set)
    for tally in tallies:
        for theme, limbs in tally.themes.items():
            per_theme[theme] |= limbs
        for theme in tally.touched:
            per_theme[theme] |= set()
    named = [ThemeOfBody(themes[pk].slug, theme_name(themes[pk]), len(limbs)) for pk, limbs in per_theme.items()]
    order = {theme.slug: place for place, theme in enumerate(themes.values())}
    return BodyRow(
        family=family,
        limbs=len({limb for limb, _state in duties}),
        proposed=states[ResponsibilityState.PROPOSED],
        accepted=states[ResponsibilityState.ACCEPTED],
        disputed=states[ResponsibilityState.DISPUTED],
        promises=sum(len(tally.promises) for tally in tallies),
        actions=sum(len(tally.actions) for tally in tallies),
        late=sum(tally.late for tally in tallies),
        themes=tuple(sorted(named, key=lambda theme: order[theme.slug])),
    )


@dataclass(frozen=True, slots=True)
class Findings:
    """What no body answers for: a finding as much as a figure is."""

    asks: int
    nobody: int
    disputed: int


def findings() -> Findings:
    """The same counts as the list gives under these filters."""
    return Findings(asks=rights.with_lead().count(), nobody=rights.unled().count(), disputed=rights.disputed().count())
