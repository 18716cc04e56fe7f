"""Numbers in addresses that any database can hold: a longer one is no address."""

from __future__ import annotations

from django.urls import register_converter


class RowNumber:
    regex = "[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(RowNumber, "row")
