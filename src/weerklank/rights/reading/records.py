"""What reading a file yields: documents, paragraphs, limbs, records, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Unreadable(Exception):
    """The file cannot be read at all; the sentence says what, where, and what to do."""


class NeedsColumns(Unreadable):
    """A table whose heads are not known: a person must first say which column is what."""


class Format(StrEnum):
    """The shape of a file, found from its content and never from its name."""

    UHRI_JSON = "uhri-json"
    UHRI_JSON_NORMALISED = "uhri-json-normalised"
    UHRI_XLSX = "uhri-xlsx"
    OHCHR_TEXT = "ohchr-text"
    OHCHR_HTML = "ohchr-html"
    OHCHR_DOCX = "ohchr-docx"
    OHCHR_PDF = "ohchr-pdf"
    PAGES_MARKDOWN = "pages-markdown"
    CURATED_JSON = "curated-json"
    GENERAL_COMMENT_JSON = "general-comment-json"
    THEMATIC_LIST = "thematic-list"
    IMPACT_OSS = "impact-oss"
    TABLE = "table"


class Kind(StrEnum):
    """What a paragraph is within its document."""

    INTRODUCTION = "introduction"
    POSITIVE = "positive"
    URGENT_AREAS = "urgent_areas"
    CONCERN = "concern"
    RECOMMENDATION = "recommendation"
    REQUEST = "request"
    DISSEMINATION = "dissemination"
    GENERAL_COMMENT = "general_comment"
    UNKNOWN = "unknown"


class StatementType(StrEnum):
    """What the Committee does in a sentence."""

    CONCERN = "concern"
    RECOMMENDATION = "recommendation"
    REQUEST = "request"
    POSITIVE = "positive"
    DISSEMINATION = "dissemination"
    INTRODUCTION = "introduction"
    URGENT_AREAS = "urgent_areas"


class DerivedKind(StrEnum):
    """What can be derived from a text; each is a suggestion until an editor confirms it."""

    PARAGRAPH = "paragraph"
    LIMB = "limb"
    ARTICLE = "article"
    SDG_TARGET = "sdg_target"
    SDG_GOAL = "sdg_goal"
    CLUSTER = "cluster"
    TERRITORY = "territory"
    URGENT_AREA = "urgent_area"
    STATEMENT = "statement"


class Where(StrEnum):
    """Which text the pattern matched in; `span` counts characters of that text."""

    TEXT = "text"
    HEADING = "heading"
    CLUSTER = "cluster"
    FIELD = "field"


class Trouble(StrEnum):
    """The sorts of things that go wrong in a file."""

    CUT_OFF = "cut_off"
    MISSING_PAGES = "missing_pages"
    MISSING_PARAGRAPHS = "missing_paragraphs"
    SKIPPED_LETTER = "skipped_letter"
    UNKNOWN_NUMBER = "unknown_number"
    UNKNOWN_LETTER = "unknown_letter"
    DUPLICATE_NUMBER = "duplicate_number"
    DUPLICATE_LETTER = "duplicate_letter"
    STRAY_NUMBER = "stray_number"
    SWAPPED_LINES = "swapped_lines"
    MISPRINTED_SYMBOL = "misprinted_symbol"
    NO_SYMBOL = "no_symbol"
    OTHER_COUNTRY = "other_country"
    COUNTRY_UNKNOWN = "country_unknown"
    ENCODING = "encoding"
    TRUNCATED = "truncated"
    TOO_LONG = "too_long"
    BAD_VALUE = "bad_value"
    MISSING_VALUE = "missing_value"
    INCOMPLETE_SOURCE = "incomplete_source"
    UNPLACED_TEXT = "unplaced_text"
    LANGUAGE = "language"
    NOTHING_SELECTED = "nothing_selected"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that could not be read as it should, with the place and the text that was kept."""

    trouble: Trouble
    what: str
    line: int | None = None
    page: int | None = None
    kept_text: str = ""
    record: int | None = None
    byte: int | None = None

    def __str__(self) -> str:
        places = (("bladzijde", self.page), ("regel", self.line), ("record", self.record), ("byte", self.byte))
        where = ", ".join(f"{name} {value}" for name, value in places if value is not None)
        return f"{where}: {self.what}" if where else self.what


def controls_left_out(*, line: int | None = None, record: int | None = None) -> Problem:
    """The warning where signs were left out that a text cannot hold."""
    what = "hier stonden onzichtbare stuurtekens; die zijn weggelaten, de woorden zijn gebleven"
    return Problem(Trouble.BAD_VALUE, what, line=line, record=record)


@dataclass(frozen=True, slots=True)
class Derived:
    """A suggestion: what a pattern found, and the very characters it found it in."""

    kind: DerivedKind
    value: str
    pattern: str
    span: tuple[int, int]
    matched_text: str
    where: Where = Where.TEXT
    scheme: str = ""
    paragraphs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadLimb:
    """A lettered part of a paragraph; `letter` is None where the source does not print it."""

    letter: str | None
    parent: str | None
    text: str
    complete: bool = True
    doubtful: bool = False
    derived: tuple[Derived, ...] = ()
    problems: tuple[Problem, ...] = ()
    order: int = 0
    line: int | None = None
    found_by: str = ""

    @property
    def label(self) -> str:
        """`(a)`, `(a)(ii)`, or `(?)` for a letter that is not known."""
        own = f"({self.letter or '?'})"
        return f"({self.parent}){own}" if self.parent else own


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A numbered paragraph; `number` is None where the source does not print it, and is never made up."""

    number: int | None
    section: str | None
    cluster: str | None
    heading: str | None
    kind: Kind
    text: str
    complete: bool
    source: str
    page: int | None
    problems: tuple[Problem, ...]
    order: int
    limbs: tuple[ReadLimb, ...] = ()
    derived: tuple[Derived, ...] = ()
    doubtful: bool = False
    line: int | None = None
    original: str = ""
    found_by: str = ""

    @property
    def whole_text(self) -> str:
        """The paragraph and its limbs as one text, in printed order."""
        parts = [self.text, *(f"{limb.label} {limb.text}" for limb in self.limbs)]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note under the text, kept apart from the paragraphs."""

    mark: str
    text: str
    line: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentDates:
    """The dates that a document prints about itself."""

    distributed: date | None = None
    adopted: date | None = None
    considered: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What a file says about the document that it holds."""

    symbol: str | None
    title: str
    dates: DocumentDates
    language: str | None
    format: Format
    source_note: str
    printed_symbol: str | None = None
    country: str | None = None
    footnotes: tuple[Footnote, ...] = ()


@dataclass(frozen=True, slots=True)
class UhriRecord:
    """One annotation of the Universal Human Rights Index, with the paragraphs read from its text."""

    ordinal: int
    annotation_id: str
    annotation_type: str
    bodies: tuple[str, ...]
    countries: tuple[str, ...]
    symbol: str
    text: str
    paragraphs: tuple[ReadParagraph, ...]
    derived: tuple[Derived, ...] = ()
    problems: tuple[Problem, ...] = ()
    regions: tuple[str, ...] = ()
    document_id: str = ""
    published_on: date | None = None
    published_on_uhri: datetime | None = None
    themes: tuple[str, ...] = ()
    affected_persons: tuple[str, ...] = ()
    sdgs: tuple[str, ...] = ()
    upr_cycle: str = ""
    upr_sessions: tuple[str, ...] = ()
    upr_positions: tuple[str, ...] = ()
    upr_recommending_countries: tuple[str, ...] = ()
    upr_recommending_regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThematicRow:
    """One recommendation of an OHCHR thematic list, with the answer of the State under review."""

    number: str
    text: str
    states: tuple[str, ...]
    position: str
    source_of_position: str
    theme: str
    themes: tuple[str, ...]
    groups: tuple[str, ...]
    sdgs: tuple[str, ...]
    order: int
    line: int | None = None
    derived: tuple[Derived, ...] = ()
    problems: tuple[Problem, ...] = ()
    original: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long reading is; `unit` is bytes or rows."""

    done: int
    total: int | None
    unit: str
    seen: int
    kept: int
    countries: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, int] = field(default_factory=dict)
