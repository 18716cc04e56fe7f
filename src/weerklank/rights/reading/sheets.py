"""A sheet opened as far as it is read: the words of its cells are taken from the file when a cell asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.etree.ElementTree import iterparse

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

_ITEM = f"{{{SHEET_MAIN_NS}}}si"


class _Words:
    """The list of words that a sheet refers to by number; a sheet of a million cells holds them all in one part."""

    def __init__(self, items: Iterator[str]) -> None:
        self._items = items
        self._read: list[str] = []

    def __getitem__(self, number: int) -> str:
        while number >= len(self._read):
            try:
                self._read.append(next(self._items))
            except StopIteration:
                raise IndexError(f"er is geen woord {number}") from None
        return self._read[number]


def _items(part: BinaryIO) -> Iterator[str]:
    # office files that name things outside themselves were refused before this
    for _event, node in iterparse(part):  # noqa: S314
        if node.tag == _ITEM:
            yield str(Text.from_tree(node).content).replace("x005F_", "")
            node.clear()


class _Sheet(ReadOnlyWorksheet):  # type: ignore[misc]  # openpyxl has no types
    def _get_size(self) -> None:
        """What a sheet says of its size is never believed; where it says nothing, to look for it is to read it whole."""


class _Reader(ExcelReader):  # type: ignore[misc]  # openpyxl has no types
    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)
        if part is not None:
            self.shared_strings = _Words(_items(self.archive.open(part.PartName[1:])))

    def read_worksheets(self) -> None:
        for sheet, place in self.parser.find_sheets():
            if place.target in self.valid_files and "chartsheet" not in place.Type:
                self.wb._sheets.append(_Sheet(self.wb, sheet.name, place.target, self.shared_strings))


def opened(file: BinaryIO) -> Any:
    """The workbook for reading only, with values in place of formulas."""
    reader = _Reader(file, read_only=True, data_only=True)
    reader.read()
    return reader.wb
