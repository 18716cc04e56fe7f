"""The concluding observations of 2004, read by a person from the pages as a PDF gives them.

No word of the document stands here: a part is named by the lines of the file that hold it, as the eye puts them
together. Where the file itself is damaged, the right answer stands beside what can be read, with the damage named.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from weerklank.rights.reading import Kind, Trouble

Lines = tuple[int, ...]


def lines(first: int, last: int) -> Lines:
    return tuple(range(first, last + 1))


@dataclass(frozen=True)
class Part:
    """A lettered part: its letter, the lines that hold its words, the articles it names."""

    letter: str
    lines: Lines
    articles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """A numbered paragraph; `heading` and `cluster` are the lines of the headings that it stands under."""

    number: int
    page: int
    kind: Kind
    lines: Lines
    parts: tuple[Part, ...] = ()
    articles: tuple[str, ...] = ()
    heading: int | None = None
    cluster: int | None = None


@dataclass(frozen=True)
class Defect:
    """Damage in the file: what it is, where it is reported, and which parts cannot be trusted for it."""

    name: str
    trouble: Trouble
    page: int
    line: int
    doubtful: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()


PARAGRAPHS = (
    Paragraph(1, 1, Kind.INTRODUCTION, lines(22, 26)),
    Paragraph(2, 1, Kind.INTRODUCTION, lines(29, 32)),
    Paragraph(3, 1, Kind.INTRODUCTION, lines(34, 39)),
    Paragraph(25, 5, Kind.RECOMMENDATION, lines(48, 54)),
    Paragraph(26, 5, Kind.CONCERN, lines(57, 61), heading=55),
    Paragraph(27, 5, Kind.RECOMMENDATION, lines(63, 64), heading=55),
    Paragraph(28, 5, Kind.CONCERN, lines(67, 69), heading=65),
    Paragraph(29, 5, Kind.RECOMMENDATION, lines(71, 77), heading=65),
    Paragraph(35, 7, Kind.CONCERN, lines(85, 92), heading=83),
    Paragraph(36, 7, Kind.RECOMMENDATION, lines(94, 100), heading=83),
    Paragraph(37, 7, Kind.CONCERN, lines(104, 105), heading=102, cluster=101),
    Paragraph(38, 7, Kind.RECOMMENDATION, lines(107, 111), heading=102, cluster=101),
    Paragraph(39, 7, Kind.CONCERN, lines(115, 116), heading=113, cluster=112),
    Paragraph(53, 11, Kind.CONCERN, lines(124, 133), articles=("22",), heading=122, cluster=121),
    Paragraph(
        54,
        11,
        Kind.RECOMMENDATION,
        lines(135, 135),
        (
            Part("a", lines(137, 138)),
            Part("b", lines(140, 141)),
            Part("c", lines(143, 145)),
            Part("d", lines(147, 149)),
        ),
        heading=122,
        cluster=121,
    ),
    Paragraph(55, 11, Kind.RECOMMENDATION, lines(151, 154), heading=122, cluster=121),
    Paragraph(
        57,
        12,
        Kind.RECOMMENDATION,
        lines(160, 160),
        (
            Part("a", lines(162, 165)),
            Part("b", lines(167, 168)),
            Part("c", lines(170, 173)),
            Part("d", lines(175, 176)),
            Part("e", lines(178, 179)),
        ),
    ),
    Paragraph(
        58,
        12,
        Kind.CONCERN,
        lines(182, 182),
        (
            Part("a", (185, 184)),
            Part("b", lines(187, 188)),
            Part("c", lines(190, 191)),
            Part("d", lines(194, 194)),
        ),
        heading=180,
    ),
    Paragraph(
        59,
        12,
        Kind.RECOMMENDATION,
        lines(195, 195),
        (Part("a", lines(197, 200), ("37", "40", "39")),),
        heading=180,
    ),
)

# What the file gives where it is damaged, instead of the right lines above.
READ_INSTEAD: dict[str, Lines] = {"58(a)": (184, 185), "58(d)": (), "59": (194, 195)}

DEFECTS = (
    Defect("pages 2 to 4 are not in the file", Trouble.MISSING_PAGES, 5, 47),
    Defect("paragraphs 4 to 24 stood on them", Trouble.MISSING_PARAGRAPHS, 5, 47),
    Defect("the heading at the foot of page 5 is cut off", Trouble.CUT_OFF, 5, 78),
    Defect("page 6 is not in the file", Trouble.MISSING_PAGES, 7, 83),
    Defect("paragraphs 30 to 34 stood on it", Trouble.MISSING_PARAGRAPHS, 7, 84),
    Defect("39 is cut off at the foot of page 7", Trouble.CUT_OFF, 7, 116, cut=("39",)),
    Defect("pages 8 to 10 are not in the file", Trouble.MISSING_PAGES, 11, 121),
    Defect("paragraphs 40 to 52 stood on them", Trouble.MISSING_PARAGRAPHS, 11, 123),
    Defect("55 is cut off at the foot of page 11", Trouble.CUT_OFF, 11, 154, cut=("55",)),
    Defect("56 was lost with it", Trouble.MISSING_PARAGRAPHS, 12, 159),
    Defect(
        "the two lines of 58(a) are printed the wrong way round", Trouble.SWAPPED_LINES, 12, 183, doubtful=("58(a)",)
    ),
    Defect(
        "the number 59 is printed between the letter 58(d) and its words",
        Trouble.SWAPPED_LINES,
        12,
        193,
        doubtful=("58(d)", "59"),
        cut=("58(d)", "58", "59"),
    ),
    Defect("59(a) is cut off at the end of the file", Trouble.CUT_OFF, 12, 200, cut=("59(a)", "59")),
)


@dataclass(frozen=True)
class Trusted:
    """Which parts the named defects leave whole and certain."""

    doubtful: frozenset[str] = field(default_factory=lambda: frozenset(one for d in DEFECTS for one in d.doubtful))
    cut: frozenset[str] = field(default_factory=lambda: frozenset(one for d in DEFECTS for one in d.cut))
