"""What analysts ask of a run: what it is of, what changed since the one before, and what came out of each channel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Exists, OuterRef, Q, QuerySet

from weerklank.accounts.models import Account
from weerklank.calculating import GOING_ON
from weerklank.editions.models import EditionRole
from weerklank.findings.counting import CountChannel, CountRow
from weerklank.findings.lifecycle import MakingState, RunState
from weerklank.findings.models import Making, Run, SignDecision
from weerklank.findings.queries import Share
from weerklank.participation.models import Consultation, Statement
from weerklank.web.fields import whole_number

# fewer signs of a mark would be met by chance
SHORTEST_MARK = 6
# of what came to nothing, so many are shown
MOST_MAKINGS = 5
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
METHODS = {"exact": "exact, de onze", "polis": "als Polis, om te vergelijken"}
STEPS = {
    "reading": "De stemmen lezen",
    "signs": "Kijken of er iets vreemds is aan hoe er is gestemd",
    "axes": "Zoeken waarin antwoorden verschillen",
    "places": "Wie gelijk antwoordde, bij elkaar zetten",
    "groups": "Groepen zoeken",
    "counts": "Tellen per groep",
    "stability": "Nagaan of met anderen dezelfde groepen terugkomen",
}
CHANNELS = {
    CountChannel.CODE: "met een code",
    CountChannel.SELF_MADE: "zelfgemaakte code",
    CountChannel.OPEN: "open link",
    CountChannel.HANDS: "handen in groepen",
    CountChannel.SELF_MADE_HANDS: "handen, zelfgemaakte code",
}

Json = dict[str, Any]


def runs_of(consultation: Consultation) -> QuerySet[Run]:
    """All runs of a question, the newest first."""
    return (
        Run.objects.filter(consultation=consultation)
        .select_related("made_by", "proposed_by", "published_by", "count")
        .order_by("-number")
    )


def known_by(word: str) -> Q:
    """Runs with this number, made by somebody of this name, or with a mark that begins so."""
    found = Q(made_by__name__icontains=word)
    if len(word) >= SHORTEST_MARK:
        found |= Q(input_hash__istartswith=word)
    number = whole_number(word, largest=32_767)
    return found if number is None else found | Q(number=number)


def makings_of(consultation: Consultation) -> list[Making]:
    """Runs that are being made, and those since the last run that came to nothing, the newest first."""
    found = Making.objects.filter(consultation=consultation).select_related("made_by").order_by("-pk")
    made = found.filter(state=MakingState.DONE).values_list("pk", flat=True).first() or 0
    since = Q(state__in=(MakingState.FAILED, MakingState.STOPPED), pk__gt=made)
    return list(found.filter(Q(state__in=GOING_ON) | since)[:MOST_MAKINGS])


def public_for(account: Account) -> QuerySet[Run]:
    """The public runs of the editions in which somebody has a role, the newest first."""
    mine = EditionRole.objects.filter(account=account).values("edition")
    others = Run.objects.filter(consultation=OuterRef("consultation"), state=RunState.PUBLIC).exclude(pk=OuterRef("pk"))
    return (
        Run.objects.filter(state=RunState.PUBLIC, consultation__edition__in=mine)
        .select_related("consultation__edition", "consultation__edition_theme", "count")
        .annotate(alone=~Exists(others))
        .defer("results", "channels", "outcome", "analysis")
        .order_by("-published_on", "-id")
    )


def decided_signs(consultation: Consultation) -> dict[str, SignDecision]:
    """The last decision on every sign."""
    found = SignDecision.objects.filter(consultation=consultation).select_related("decided_by").order_by("id")
    return {one.sign: one for one in found}


def signs_in(run: Run) -> list[Json]:
    """Every sign in a run, with the channel it was noticed in."""
    return [{**sign, "channel": channel} for channel, part in run.analysis.items() for sign in part["signs"]]


def words_of(run: Run) -> dict[int, str]:
    """The words of the statements of a run, as they are now; a run keeps none."""
    found = Statement.objects.filter(consultation=run.consultation_id).exclude(state="retired").order_by("order", "id")
    return dict(found.values_list("pk", "text"))


# -- what changed --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """One thing in which a run differs from the one before it."""

    what: str
    before: str
    now: str


def changes(run: Run, before: Run | None) -> tuple[Change, ...]:
    """What is other than in the run before: what was counted, how, with which program, and what came out."""
    return tuple(_changes(run, before)) if before else ()


def _changes(run: Run, before: Run) -> Iterator[Change]:
    if run.input_hash != before.input_hash:
        yield Change("Wat is geteld", before.input_hash[:12], run.input_hash[:12])
    if run.method != before.method:
        yield Change("Methode", METHODS[before.method], METHODS[run.method])
    for name in sorted(run.parameters.keys() | before.parameters.keys()):
        if run.parameters.get(name) != before.parameters.get(name):
            yield Change(name, str(before.parameters.get(name)), str(run.parameters.get(name)))
    if run.library_version != before.library_version:
        yield Change("Versie van de bibliotheek", before.library_version, run.library_version)
    if len(run.left_out) != len(before.left_out):
        yield Change("Weggelaten tekens", str(len(before.left_out)), str(len(run.left_out)))
    for channel in CountChannel:
        one, two = _groups(before, channel), _groups(run, channel)
        if one != two:
            yield Change(f"Groepen, {CHANNELS[channel]}", str(one), str(two))
    own, theirs = _shares(run), _shares(before)
    moved = sum(own[key] != theirs[key] for key in own.keys() & theirs.keys())
    if moved:
        yield Change("Aandelen die anders zijn", "", f"{moved} van {len(own)}")


def _groups(run: Run, channel: CountChannel) -> int:
    return sum(len(one["groups"]) for one in run.channels if one["channel"] == channel.value)


def _shares(run: Run) -> dict[tuple[int, str], float | None]:
    rows = cast(list[CountRow], run.results)
    return {(row["statement"], row["channel"]): row["share"]["value"] if row["share"] else None for row in rows}


# -- statements by group -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bar:
    """Between which of the hundred who agree lies, and where it was counted; that is hidden where it tells too much."""

    low: int
    high: int
    at: int | None = None

    @property
    def width(self) -> int:
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Cell:
    """How everybody, or one group, answered: the share that agrees, or which side nearly all are on; else hidden."""

    answered: int | None
    share: Share | None
    at_least: int | None
    direction: str | None

    @property
    def words(self) -> str:
        if self.share:
            return f"{self.share.percent}% ({self.share.low_percent} tot {self.share.high_percent})"
        if self.at_least is not None:
            agrees = self.direction == "agree"
            return f"ten minste {self.at_least}%" if agrees else f"hoogstens {100 - self.at_least}%"
        return "."

    @property
    def bar(self) -> Bar | None:
        """The same as a strip from nobody to everybody."""
        if self.share:
            return Bar(self.share.low_percent, self.share.high_percent, self.share.percent)
        if self.at_least is None:
            return None
        return Bar(self.at_least, 100) if self.direction == "agree" else Bar(0, 100 - self.at_least)

    @property
    def n(self) -> str:
        return "." if self.answered is None else str(self.answered)

    @property
    def order(self) -> float:
        """Where it stands when sorted by agreement; what is hidden stands last."""
        if self.share:
            return self.share.value
        if self.at_least is None:
            return -1.0
        return self.at_least / 100 if self.direction == "agree" else 1 - self.at_least / 100


@dataclass(frozen=True, slots=True)
class Row:
    """One statement in one channel: everybody, and every group."""

    statement: int
    text: str
    channel: CountChannel
    everybody: Cell
    groups: tuple[Cell, ...]

    @property
    def by_letter(self) -> tuple[tuple[str, Cell], ...]:
        return tuple((letter(number), cell) for number, cell in enumerate(self.groups))

    @property
    def apart(self) -> float:
        """How far the groups are from each other, as far as it can be told."""
        told = [one.order for one in self.groups if one.order >= 0]
        return max(told) - min(told) if len(told) > 1 else -1.0


def rows_of(run: Run, channel: CountChannel) -> tuple[Row, ...]:
    """Every statement of one channel that was not taken back, in the editor's order."""
    words = words_of(run)
    opened = next((one for one in run.channels if one["channel"] == channel.value), None)
    told = next((one for one in run.outcome["results"] if one["channel"] == channel.value), None)
    if opened is None or told is None:
        return ()
    return tuple(
        Row(
            counts["statement"],
            words[counts["statement"]],
            channel,
            _cell(counts, told["statements"][place]),
            tuple(
                _cell(group["statements"][place], said["statements"][place])
                for group, said in zip(opened["groups"], told["groups"], strict=True)
            ),
        )
        for place, counts in enumerate(opened["statements"])
        if counts["statement"] in words
    )


def _cell(counts: Json, told: Json) -> Cell:
    least = told["at_least"]
    return Cell(
        answered=counts["answered"],
        share=Share(**told["agree"]) if told["agree"] else None,
        at_least=int(100 * least["value"]) if least else None,
        direction=least["direction"] if least else None,
    )


def sorted_rows(rows: Iterable[Row], order: str) -> list[Row]:
    """By how many agree, by how far groups are apart, or as the editor put them."""
    if order == "eens":
        return sorted(rows, key=lambda row: -row.everybody.order)
    if order == "oneens":
        return sorted(rows, key=lambda row: (row.everybody.order < 0, row.everybody.order))
    if order == "verdeeld":
        return sorted(rows, key=lambda row: -row.apart)
    return list(rows)


# -- patterns ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pattern:
    """A statement that bridges, divides, is held by few, or was seen too little; and of whom."""

    text: str
    told: str


@dataclass(frozen=True, slots=True)
class Group:
    """One group on the map: how many at least, how much of it returns when others are drawn, and what it says."""

    letter: str
    people_at_least: int | None
    steady: int | None
    says: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class ChannelPage:
    """What a run tells an analyst of one channel."""

    channel: CountChannel
    label: str
    voters_at_least: int | None
    analysed: bool
    no_groups: str
    steady: int | None
    explained: tuple[int, ...]
    groups: tuple[Group, ...]
    bridges: tuple[Pattern, ...]
    divides: tuple[Pattern, ...]
    few: tuple[Pattern, ...]
    little: tuple[Pattern, ...]
    places: tuple[Json, ...]
    signs: int

    @property
    def hands(self) -> bool:
        """Whether it is of hands in a room, which are of nobody in particular."""
        return self.channel in (CountChannel.HANDS, CountChannel.SELF_MADE_HANDS)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Votes that do not count in a run: how many at least, by which way in, and why."""

    channel: str
    people_at_least: int | None
    reason: str


def left_out_of(run: Run) -> tuple[LeftOut, ...]:
    return tuple(
        LeftOut(CHANNELS[CountChannel(one["channel"])], one["at_least"], one["reason"]) for one in run.left_out
    )


def pages_of(run: Run) -> tuple[ChannelPage, ...]:
    words = words_of(run)
    return tuple(_page(run, opened, words) for opened in run.channels)


def _page(run: Run, opened: Json, words: dict[int, str]) -> ChannelPage:
    part: Json = run.analysis.get(opened["channel"], {})
    report: Json = part.get("report", {})
    channel = CountChannel(opened["channel"])
    stability = report.get("stability") or {}
    explained = report.get("map", {}).get("explained", [])
    return ChannelPage(
        channel=channel,
        label=CHANNELS[channel],
        voters_at_least=opened["voters_at_least"],
        analysed=bool(report),
        no_groups=report.get("map", {}).get("no_groups") or "",
        steady=round(100 * stability["resampled"]["median"]) if stability else None,
        explained=tuple(round(100 * one) for one in explained),
        groups=tuple(
            _group(group, says, words)
            for group, says in zip(report.get("groups", []), part.get("says", []), strict=True)
        ),
        bridges=tuple(_patterns(part.get("bridges", []), words, _bridge)),
        divides=tuple(_patterns(part.get("divides", []), words, _divide)),
        few=tuple(_patterns(part.get("minority_positions", []), words, _minority)),
        little=tuple(_patterns(part.get("seen_too_little", []), words, _little)),
        places=tuple(part.get("map", [])),
        signs=len(part.get("signs", [])),
    )


def _group(group: Json, says: list[Json], words: dict[int, str]) -> Group:
    """Nothing of a group whose size may not be told, also where an earlier run kept it."""
    if group["size"] is None:
        return Group(letter(group["id"]), None, None, ())
    return Group(
        letter=letter(group["id"]),
        people_at_least=group["size"],
        steady=None if group["stability"] is None else round(100 * group["stability"]),
        says=tuple(_patterns(says, words, lambda one: _way(one["direction"]))),
    )


def _patterns(found: Iterable[Json], words: dict[int, str], told: Any) -> Iterator[Pattern]:
    for one in found:
        if int(one["statement"]) in words:
            yield Pattern(words[int(one["statement"])], told(one))


def letter(group: int) -> str:
    return LETTERS[group % len(LETTERS)]


def _way(direction: str) -> str:
    return "eens" if direction == "agree" else "oneens"


def _bridge(one: Json) -> str:
    return f"in elke groep is meer dan de helft het {_way(one['direction'])}"


def _divide(one: Json) -> str:
    return f"groep {letter(one['agreeing'])} is het eens, groep {letter(one['disagreeing'])} oneens"


def _minority(one: Json) -> str:
    return f"groep {letter(one['group'])} is het {_way(one['direction'])}, de meesten niet"


def _little(one: Json) -> str:
    if not one["groups"]:
        return "te weinig antwoorden om iets te zeggen"
    return f"te weinig antwoorden in groep {', '.join(letter(group) for group in one['groups'])}"
