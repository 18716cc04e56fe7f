"""What a list page needs to dress itself: filters to choose from, and a table with its caption."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One thing to filter on, with how many there are of it."""

    value: str
    label: str
    count: int | None = None


@dataclass(frozen=True)
class Filter:
    """One question to a list; the empty value is 'all'."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    value: str = ""

    @property
    def chosen(self) -> Choice | None:
        """The choice that was made, if it is one of ours."""
        return next((choice for choice in self.choices if self.value and choice.value == self.value), None)


@dataclass(frozen=True)
class Filters:
    """The bar above a list: a form that asks by address, so that every answer can be linked to."""

    filters: tuple[Filter, ...] = ()
    query: str = ""
    query_name: str = "q"
    query_label: str = ""
    action: str = ""
    kept: tuple[tuple[str, str], ...] = ()

    @property
    def active(self) -> bool:
        """Whether anything is asked at all."""
        return bool(self.query) or any(f.value for f in self.filters)


@dataclass(frozen=True)
class Option:
    """One answer to a question of which several can be given at once."""

    value: str
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True)
class Question:
    """One question with its answers, each with how many it would give beside the answers to the other questions."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def given(self) -> int:
        """How many of its answers are chosen."""
        return sum(option.chosen for option in self.options)


@dataclass(frozen=True)
class Chip:
    """Something that was asked, and the address without it."""

    label: str
    href: str


@dataclass(frozen=True)
class Narrowing:
    """Everything by which a list can be narrowed: words, questions, an order; and what was chosen of it."""

    query: str
    query_label: str
    questions: tuple[Question, ...]
    orders: tuple[Option, ...]
    chips: tuple[Chip, ...]
    action: str = ""

    @property
    def given(self) -> int:
        """How many answers are chosen in all."""
        return sum(question.given for question in self.questions)


@dataclass(frozen=True)
class Column:
    """A column: its head, whether it holds numbers, and where to sort by it."""

    label: str
    numeric: bool = False
    sort_href: str = ""
    sorted: str = ""  # ascending, descending or empty


@dataclass(frozen=True)
class Cell:
    """A cell: words, perhaps a link."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Table:
    """A table with its caption; the first cell of a row names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        wrong = [len(row) for row in self.rows if len(row) != len(self.columns)]
        if wrong:
            raise ValueError(f"Every row needs {len(self.columns)} cells, one has {wrong[0]}.")

    @property
    def laid_out(self) -> tuple[tuple[tuple[Column, Cell], ...], ...]:
        """The rows with each cell beside its column."""
        return tuple(tuple(zip(self.columns, row, strict=True)) for row in self.rows)


def cells(values: Iterable[object]) -> tuple[Cell, ...]:
    """A row of plain words."""
    return tuple(value if isinstance(value, Cell) else Cell(str(value)) for value in values)
