"""The path: one continuous line through stations, and the words that say the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date as Day
from enum import StrEnum
from functools import lru_cache

from django.utils.formats import date_format, number_format
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi, gettext_lazy, ngettext
from django.utils.translation import gettext as _


class Kind(StrEnum):
    """What a station is, in the order in which a question travels."""

    ASKED = "asked"
    SAID = "said"
    TOGETHER = "together"
    ADVISED = "advised"
    ANSWERED = "answered"
    PROMISED = "promised"
    DONE = "done"
    ASKED_AGAIN = "asked_again"


NAMES = {
    Kind.ASKED: gettext_lazy("Gevraagd"),
    Kind.SAID: gettext_lazy("Gezegd"),
    Kind.TOGETHER: gettext_lazy("Bij elkaar"),
    Kind.ADVISED: gettext_lazy("Advies"),
    Kind.ANSWERED: gettext_lazy("Antwoord"),
    Kind.PROMISED: gettext_lazy("Toezegging"),
    Kind.DONE: gettext_lazy("Gedaan"),
    Kind.ASKED_AGAIN: gettext_lazy("Nagevraagd"),
}


@dataclass(frozen=True)
class Reached:
    """It happened."""


@dataclass(frozen=True)
class Waiting:
    """It has not happened and need not yet; `by` is the last day, where one was agreed."""

    by: Day | None = None


@dataclass(frozen=True)
class Late:
    """It should have happened `days` days ago."""

    days: int


@dataclass(frozen=True)
class Branch:
    """It was answered otherwise than asked: in part, or not at all; the reason stands at the fork."""

    reason: str
    in_part: bool = True


@dataclass(frozen=True)
class Ended(Branch):
    """One idea goes no further; why stands on its own page, once."""

    reason: str = ""
    in_part: bool = False


@dataclass(frozen=True)
class LoopsBack:
    """Those who asked said that this is no answer; the question lies with the answerer again."""

    reason: str = ""


@dataclass(frozen=True)
class Disputed:
    """Whoever promised it says that it is done; those who asked say that it is not."""


@dataclass(frozen=True)
class Withdrawn:
    """Taken back by who said it."""


@dataclass(frozen=True)
class RaisedBefore:
    """It happened, and it had been asked in these years already."""

    years: tuple[int, ...]


@dataclass(frozen=True)
class NotFound:
    """It may have happened, but nobody could find it; or, not `sought`, nobody looked for it yet."""

    sought: bool = True


State = Reached | Waiting | Late | Branch | LoopsBack | Disputed | Withdrawn | RaisedBefore | NotFound
HAPPENED = (Reached, RaisedBefore, Branch, LoopsBack, Disputed)
MOODS: dict[type, str] = {
    Reached: "reached",
    RaisedBefore: "raised",
    Waiting: "waiting",
    Late: "late",
    Branch: "branch",
    Ended: "branch",
    LoopsBack: "loops",
    Disputed: "branch",
    Withdrawn: "withdrawn",
    NotFound: "unknown",
}


def _day(day: Day) -> str:
    return date_format(day, "j E Y")


def _own(words: str) -> str:
    """Words that somebody wrote, kept whole inside a sentence of the other direction."""
    return f"\u2068{words}\u2069" if words and get_language_bidi() else words


def _uncapitalised(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _series(words: tuple[str, ...]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("{first} en {last}").format(first=", ".join(words[:-1]), last=words[-1])


@dataclass(frozen=True)
class Station:
    """One thing on the way: what, how it stands, when (for what is late: when it was due), and where to read on."""

    kind: Kind
    state: State = Reached()
    date: Day | None = None
    label: str = ""
    detail: str = ""
    href: str = ""
    detail_language: str = ""

    @property
    def name(self) -> str:
        """What to call this station; a question where those who asked say no."""
        name = self.label or str(NAMES[self.kind])
        return f"{name}?" if isinstance(self.state, Disputed) else name

    @property
    def _told(self) -> str:
        """The name at the beginning of a sentence: what is still to be done is not called done."""
        if self.kind is Kind.DONE and not self.label and isinstance(self.state, Waiting | Late):
            return _("Nog niet gedaan")
        return self.name

    @property
    def mood(self) -> str:
        """How it stands, in one word that the styles know."""
        return MOODS[type(self.state)]

    @property
    def happened(self) -> bool:
        """Whether the line has come as far as here."""
        return isinstance(self.state, HAPPENED)

    @property
    def phrase(self) -> str:
        """How it stands, as a sentence without the station's name and date; empty where it simply happened."""
        match self.state:
            case Waiting(by=None):
                return _("Nog geen datum afgesproken.")
            case Waiting(by=by) if by:
                return _("Uiterlijk {day}.").format(day=_day(by))
            case Late(days=days):
                return ngettext("{days} dag te laat.", "{days} dagen te laat.", days).format(
                    days=number_format(days, use_l10n=True, force_grouping=True)
                )
            case Ended():
                return _("Hier stopt het. Hierboven staat waarom.")
            case Branch(reason=reason, in_part=True):
                return _("Deels gevolgd. Reden: {reason}").format(reason=_own(reason))
            case Branch(reason=reason):
                return _("Niet gevolgd. Reden: {reason}").format(reason=_own(reason))
            case LoopsBack(reason=reason):
                return f"{_('Dit is geen antwoord, zeggen de vragers. Het antwoord moet over.')} {_own(reason)}".strip()
            case Disputed():
                return _("Betwist: kinderen zijn het er niet mee eens.")
            case Withdrawn():
                return _("Teruggenomen door wie het zei.")
            case RaisedBefore(years=years):
                return _("Eerder gevraagd in {years}.").format(years=_series(tuple(str(year) for year in years)))
            case NotFound(sought=False):
                return _("Hier staat nog geen antwoord.")
            case NotFound():
                return _("Niet gevonden.")
        return ""

    @property
    def brief(self) -> str:
        """How it stands, in as few words as will do; reasons are left to the page itself."""
        match self.state:
            case Late():
                return f"{self._told}: {_uncapitalised(self.phrase)}"
            case Ended():
                return self.sentence
            case Branch(in_part=in_part):
                how = _("deels gevolgd") if in_part else _("niet gevolgd")
                return f"{self.name}: {how}."
            case LoopsBack():
                return _("Volgens de vragers is dit geen antwoord.")
            case Withdrawn():
                return self.phrase
            case RaisedBefore():
                return replace(self, state=Reached()).sentence
        return self.sentence

    @property
    def sentence(self) -> str:
        """The whole station in words, for a list, a screen reader or a text message."""
        if isinstance(self.state, Disputed):
            return f"{self.name} {self.phrase}"
        if isinstance(self.state, Late) and self.date and self._told != self.name:
            when = _("{name}: moest op {day}.").format(name=self._told, day=_day(self.date))
        elif isinstance(self.state, Late) and self.date:
            when = _("{name}: moest er zijn op {day}.").format(name=self.name, day=_day(self.date))
        elif self.date:
            when = _("{name}: {day}.").format(name=self.name, day=_day(self.date))
        elif self.phrase:
            return f"{self._told}: {_uncapitalised(self.phrase)}"
        else:
            when = f"{self.name}."
        return f"{when} {self.phrase}".strip()


@dataclass(frozen=True)
class Earlier:
    """An earlier year in which the same was asked."""

    year: int
    href: str = ""


@dataclass(frozen=True)
class Path:
    """The way of one idea, advice, recommendation or commitment."""

    title: str
    stations: tuple[Station, ...]
    earlier: tuple[Earlier, ...] = ()
    href: str = ""
    # what one line cannot show: who else may still answer
    also: str = ""

    @property
    def before(self) -> tuple[Earlier, ...]:
        """The earlier years, from the path itself or from its first station, oldest first."""
        known = {earlier.year: earlier for earlier in self.earlier}
        for station in self.stations[:1]:
            if isinstance(station.state, RaisedBefore):
                known = {year: Earlier(year) for year in station.state.years} | known
        return tuple(known[year] for year in sorted(known))

    @property
    def standing(self) -> Station | None:
        """The station that says how it stands: the first that has not been reached, else the last."""
        return next((s for s in self.stations if not s.happened), self.stations[-1] if self.stations else None)

    @property
    def sentence(self) -> str:
        """How it stands, in one sentence."""
        brief = self.standing.brief if self.standing else _("Hier is nog niets gebeurd.")
        return f"{brief} {self.also}".strip()


# --- The drawing -------------------------------------------------------------------------------------------------------
# A drawing is made of runs and glyphs. Runs follow the line and are measured in percent of the space there is; glyphs have a
# fixed size. So the same line fits a telephone and a wall, and a station never becomes an egg.


@dataclass(frozen=True)
class Run:
    """A straight stretch between two places, as SVG lengths."""

    x1: str
    y1: str
    x2: str
    y2: str
    style: str


@dataclass(frozen=True)
class Shape:
    """One SVG path with the class that dresses it."""

    d: str
    style: str


@dataclass(frozen=True)
class Glyph:
    """A small drawing of fixed size at a place on the line."""

    x: str
    y: str
    shapes: tuple[Shape, ...]
    transform: str


@dataclass(frozen=True)
class Label:
    """A few words in the drawing, for what has no station of its own: the length of a gap."""

    x: str
    y: str
    lines: tuple[str, ...]
    style: str


# A template per shape made a list of 25 small paths cost more than its queries.
@lru_cache(maxsize=512)
def _shapes(shapes: tuple[Shape, ...], transform: str) -> str:
    drawn = "".join(f'<path class="{shape.style}" d="{shape.d}"/>' for shape in shapes)
    return f'<g transform="{transform}">{drawn}</g>' if transform else drawn


def _words(label: Label) -> str:
    offsets = (5,) if len(label.lines) == 1 else (-2, 13)
    return "".join(
        f'<text class="{label.style}" x="{label.x}" y="{label.y}" dy="{dy}" text-anchor="middle">{escape(line)}</text>'
        for dy, line in zip(offsets, label.lines, strict=True)
    )


@dataclass(frozen=True)
class Piece:
    """What is drawn from one station to the next."""

    runs: tuple[Run, ...] = ()
    glyphs: tuple[Glyph, ...] = ()
    labels: tuple[Label, ...] = ()

    @property
    def svg(self) -> SafeString:
        """The piece as SVG elements; only places and our own names are in it, and the label's words are escaped."""
        return SafeString(
            "".join(
                f'<line class="{run.style}" x1="{run.x1}" y1="{run.y1}" x2="{run.x2}" y2="{run.y2}"/>'
                for run in self.runs
            )
            + "".join(
                f'<svg x="{glyph.x}" y="{glyph.y}" overflow="visible">{_shapes(glyph.shapes, glyph.transform)}</svg>'
                for glyph in self.glyphs
            )
            + "".join(_words(label) for label in self.labels)
        )


@dataclass(frozen=True)
class Row:
    """One item of the list: the station in words, and its piece of the line."""

    station: Station | None
    piece: Piece
    before_gap: bool = False


@dataclass(frozen=True)
class Drawing:
    """A path, laid out: rows for a long drawing, or one piece for a small one."""

    path: Path
    layout: str
    direction: str
    rows: tuple[Row, ...]
    whole: Piece
    height: int
    base: int


@dataclass(frozen=True)
class _Layout:
    """Where the line lies in its strip, and how far from it branches and loops run."""

    base: int
    height: int
    branch: int
    loop: int
    scale: float = 1.0
    # A glyph reaches this far along its run, so that the two overlap whatever the width.
    reach: int = 64
    share: float = 0.28
    curve: int = 20


LAYOUTS = {
    "horizontal": _Layout(base=40, height=84, branch=26, loop=28),
    "vertical": _Layout(base=22, height=64, branch=21, loop=19),
    "small": _Layout(base=15, height=30, branch=20, loop=20, scale=0.58, reach=26, share=0.34, curve=16),
    "year": _Layout(base=24, height=48, branch=22, loop=22, scale=0.85, reach=28, share=0.2, curve=11),
}
SLOTS = tuple(Kind)


def _circle(radius: float, style: str) -> Shape:
    return Shape(f"M{-radius} 0a{radius} {radius} 0 1 0 {2 * radius} 0a{radius} {radius} 0 1 0 {-2 * radius} 0", style)


# Shapes differ, not only colours, so that the path can be read in black and white.
_DOT = (_circle(7, "mark"),)
_MARKS: dict[Kind, tuple[Shape, ...]] = {
    Kind.ADVISED: (_circle(10, "mark"),),
    Kind.ANSWERED: (_circle(12, "ring ring-answered"), _circle(6, "mark mark-answered")),
    Kind.PROMISED: (Shape("M0-10L10 0L0 10L-10 0Z", "hollow"),),
    Kind.DONE: (Shape("M-9-9H9V9H-9Z", "mark mark-answered"),),
}
_OPEN_END = (Shape("M-1 0L8-8M-1 0L8 8", "late"),)
_EARLIER_ACROSS = (0, -13, 13)


def _mark(station: Station) -> tuple[Shape, ...]:
    match station.state:
        case Waiting():
            return (_circle(7, "hollow"),)
        case Late():
            return (_circle(8, "hollow hollow-late"),)
        case NotFound():
            return (_circle(8, "hollow hollow-unknown"), Shape("M-3 0H3", "unknown-bar"))
        case Withdrawn():
            return (_circle(4, "hollow"),)
        case Disputed():
            return (Shape("M-9-9H9V9H-9Z", "hollow hollow-branch"), Shape("M-5 5L5-5", "branch-bar"))
        case Branch(in_part=True):
            return (_circle(8, "hollow hollow-branch"), Shape("M-8 0A8 8 0 0 1 8 0Z", "mark mark-branch"))
        case Branch():
            return (_circle(8, "hollow hollow-branch"), Shape("M-5 5L5-5", "branch-bar"))
    return _MARKS.get(station.kind, _DOT)


@dataclass(frozen=True)
class _Pen:
    """Turns places along and across the line into SVG places, for one layout and reading direction."""

    layout: str
    direction: str
    shape: _Layout
    start: float = 0.0
    span: float = 100.0

    @property
    def upright(self) -> bool:
        return self.layout == "vertical"

    @property
    def mirrored(self) -> bool:
        return self.direction == "rtl"

    def slot(self, index: int, of: int) -> "_Pen":
        """The same pen, writing in one slot of a drawing that is a single strip."""
        width = 100 / of
        return replace(self, start=width * (index + 0.12), span=width)

    def place(self, along: float, across: float) -> tuple[str, str]:
        share = self.start + along * self.span
        level = self.shape.base + across * self.shape.scale
        if self.upright:
            level = self.shape.height - level if self.mirrored else level
            return f"{level:g}", f"{share:g}%"
        return f"{100 - share if self.mirrored else share:g}%", f"{level:g}"

    def run(self, begin: float, end: float, style: str, across: float = 0) -> Run:
        return Run(*self.place(begin, across), *self.place(end, across), style)

    def glyph(self, shapes: tuple[Shape, ...], along: float = 0, across: float = 0) -> Glyph:
        scale = self.shape.scale
        if self.upright:
            transform = f"matrix(0 1 {-1 if self.mirrored else 1} 0 0 0)"
        elif self.mirrored or scale != 1:
            transform = f"matrix({-scale if self.mirrored else scale:g} 0 0 {scale:g} 0 0)"
        else:
            transform = ""
        return Glyph(*self.place(along, across), shapes, transform)


def _into(station: Station, before: Station, pen: _Pen) -> Iterator[Run | Glyph | Label]:
    """The stretch that leads into a station says how that station stands."""
    match station.state:
        case Waiting():
            yield pen.run(0, 1, "line dots")
        case NotFound():
            yield pen.run(0, 1, "line dashes")
        case Late(days=days):
            yield pen.run(0, 0.3, "line late")
            yield pen.glyph(_OPEN_END, 0.3)
            if pen.shape.scale == 1:
                number = number_format(days, use_l10n=True, force_grouping=True)
                words = ngettext("dag", "dagen", days)
                lines = (number, words) if pen.upright else (f"{number} {words}",)
                yield Label(*pen.place(0.66, 0), lines, "gap")
        case _:
            yield pen.run(0, 1, "line")
            if station.kind is Kind.TOGETHER and before.kind is Kind.SAID:
                yield from _voices(pen)


def _voices(pen: _Pen) -> Iterator[Run | Glyph]:
    """What was said by many comes in as strands and leaves as one line."""
    reach, share, curve = pen.shape.reach, pen.shape.share, pen.shape.curve
    for side in (-9, 9):
        out = f"M0 0C{curve / 2} 0 {curve / 2} {side} {curve} {side}H{reach}"
        back = f"M0 0C-{curve / 2} 0-{curve / 2} {side}-{curve} {side}H-{reach}"
        yield pen.glyph((Shape(out, "strand"),), 0)
        yield pen.run(share, 1 - share, "strand", across=side)
        yield pen.glyph((Shape(back, "strand"),), 1)


def _branch(pen: _Pen) -> Glyph:
    across = pen.shape.branch
    thin = Shape(f"M0 0C22 0 16 {across} 40 {across}H64", "branch")
    return pen.glyph((thin, Shape(f"M64 {across - 7}V{across + 7}", "branch-bar")))


def _loop(index: int, landing: int, source: int, pen: _Pen, steps: int) -> Iterator[Run | Glyph]:
    """The line of 'this is no answer', from its source back to the answer, in pieces per stretch."""
    across, reach = -pen.shape.loop, pen.shape.reach
    if index == source:
        yield pen.glyph((Shape(f"M0-8V{across + 10}Q0 {across}-10 {across}H-{reach}", "line"),))
    if index == landing:
        arrow = Shape("M-6-21L0-13L6-21", "line")
        yield pen.glyph((Shape(f"M0-14V{across + 10}Q0 {across} 10 {across}H{reach}", "line"), arrow))
    if landing <= index < source:
        share = min(0.2, pen.shape.share) / steps
        begin = share if index == landing else 0
        end = 1 - share if index == source - 1 else 1
        yield pen.run(begin, end, "line", across=across)


def _stretch(path: Path, index: int, pen: _Pen) -> Iterator[Run | Glyph | Label]:
    """Everything from one station up to the next; the station itself last, so that it lies on top."""
    station, steps = path.stations[index], 1
    if index + 1 < len(path.stations):
        following = path.stations[index + 1]
        # In a strip of fixed slots a path may skip a station, and the line then runs on through its place.
        steps = _distance(station, following) if pen.span < 100 else 1
        pen = replace(pen, span=pen.span * steps)
        yield from _into(following, station, pen)
    for source, landing in _loops(path):
        yield from _loop(index, landing, source, pen, steps)
    if isinstance(station.state, Branch):
        yield _branch(pen)
    yield pen.glyph(_mark(station))


def _distance(station: Station, following: Station) -> int:
    return max(1, SLOTS.index(following.kind) - SLOTS.index(station.kind))


def _loops(path: Path) -> Iterator[tuple[int, int]]:
    """Which station loops back to which: always to the last answer before it."""
    for source, station in enumerate(path.stations):
        if isinstance(station.state, LoopsBack) and source:
            answers = [i for i in range(source) if path.stations[i].kind is Kind.ANSWERED]
            yield source, (answers[-1] if answers else source - 1)


def _earlier(path: Path, pen: _Pen) -> Iterator[Run | Glyph | Label]:
    """Earlier years run in as paler lines, at most three drawn; the words name them all."""
    for across, _year in zip(_EARLIER_ACROSS, path.before[-3:], strict=False):
        if across:
            yield pen.run(0, 0.75, "line pale", across=across)
            yield pen.glyph((Shape(f"M-{pen.shape.reach} {across}H-26C-12 {across}-14 0 0 0", "line pale"),), 1)
        else:
            yield pen.run(0, 1, "line pale")
        yield pen.glyph((_circle(5, "mark pale"),), 0, across)


def _piece(parts: Iterable[Run | Glyph | Label]) -> Piece:
    found = tuple(parts)
    return Piece(
        tuple(part for part in found if isinstance(part, Run)),
        tuple(part for part in found if isinstance(part, Glyph)),
        tuple(part for part in found if isinstance(part, Label)),
    )


def _strip(path: Path, pen: _Pen) -> Iterator[Run | Glyph | Label]:
    """A path on the eight fixed slots, so that many paths can be compared at a glance."""
    known = {station.kind for station in path.stations}
    for index, kind in enumerate(SLOTS):
        if kind not in known:
            yield pen.slot(index, len(SLOTS)).glyph((_circle(1.6, "to-come"),))
    for index, station in enumerate(path.stations):
        yield from _stretch(path, index, pen.slot(SLOTS.index(station.kind), len(SLOTS)))


def draw(path: Path, layout: str = "vertical", direction: str = "ltr") -> Drawing:
    """Lay a path out: `vertical` for a phone, `horizontal` for wide pages and paper, `small` for lists, `year` to compare."""
    if layout not in LAYOUTS:
        raise ValueError(f"layout must be one of {', '.join(LAYOUTS)}, not {layout!r}.")
    if direction not in ("ltr", "rtl"):
        raise ValueError(f"direction must be ltr or rtl, not {direction!r}.")
    shape = LAYOUTS[layout]
    pen = _Pen(layout, direction, shape)
    if layout in ("small", "year"):
        return Drawing(path, layout, direction, (), _piece(_strip(path, pen)), shape.height, shape.base)
    rows = tuple(
        Row(
            station,
            _piece(_stretch(path, index, pen)),
            any(isinstance(following.state, Late) for following in path.stations[index + 1 : index + 2]),
        )
        for index, station in enumerate(path.stations)
    )
    if path.before:
        rows = (Row(None, _piece(_earlier(path, pen))), *rows)
    return Drawing(path, layout, direction, rows, Piece(), shape.height, shape.base)


_ENDINGS: dict[str, State] = {
    "reached": Reached(),
    "waiting": Waiting(),
    "late": Late(1),
    "branch": Branch(""),
    "deviated": Branch("", in_part=False),
    "withdrawn": Withdrawn(),
    "unknown": NotFound(),
}


def ending(mood: str, direction: str = "ltr") -> Piece:
    """The last stretch of a line, for beside a status word in running text."""
    if mood not in _ENDINGS:
        raise ValueError(f"mood must be one of {', '.join(_ENDINGS)}, not {mood!r}.")
    before, station = Station(Kind.ADVISED), Station(Kind.ANSWERED, _ENDINGS[mood])
    pen = _Pen("status", direction, _Layout(base=11, height=22, branch=8, loop=8, scale=0.65), 8, 66)
    end = replace(pen, start=74)
    return _piece((*_into(station, before, pen), end.glyph(_mark(station))))


# --- The paths of a year ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Slot:
    """One kind of station over all paths: how many came this far, and how many wait or are late here."""

    kind: Kind
    name: str
    reached: int
    late: int


@dataclass(frozen=True)
class PathsOfYear:
    """The paths of one year beside each other: where the dialogue flows and where it stops."""

    title: str
    paths: tuple[Path, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The eight stations with their counts."""
        stations = [station for path in self.paths for station in path.stations]
        return tuple(
            Slot(
                kind,
                str(NAMES[kind]),
                sum(s.kind is kind and s.happened for s in stations),
                sum(s.kind is kind and isinstance(s.state, Late) for s in stations),
            )
            for kind in SLOTS
        )
