"""Choices among rows: whatever was sent that cannot be the key of a row is an ordinary wrong choice."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import AutoField, QuerySet
from django.forms import Field, ModelChoiceField, ModelMultipleChoiceField

# the largest key that both databases can hold; a longer number makes the driver fail instead of find nothing
LARGEST_KEY = 2**63 - 1


def whole_number(typed: object, *, largest: int = LARGEST_KEY) -> int | None:
    """The number somebody sent, or nothing where it is none or too large; ``isdigit`` alone lets ``²`` through."""
    text = str(typed)
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(largest)):
        return None
    number = int(text)
    return number if number <= largest else None


def _could_be_a_key(queryset: QuerySet[Any] | None, typed: object) -> bool:
    """Only rows with a number for a key need guarding: of other keys Django itself says that they are none."""
    if queryset is None or not isinstance(queryset.model._meta.pk, AutoField):
        return True
    return whole_number(typed) is not None


def _refuse(field: Field, value: object) -> ValidationError:
    return ValidationError(
        field.error_messages["invalid_choice"], code="invalid_choice", params={"value": str(value)[:40]}
    )


class RowField(ModelChoiceField):  # type: ignore[type-arg]  # no generic when it runs
    """One row of those on offer."""

    def to_python(self, value: Any) -> Any:
        is_row = self.queryset is not None and isinstance(value, self.queryset.model)
        if value not in self.empty_values and not is_row and not _could_be_a_key(self.queryset, value):
            raise _refuse(self, value)
        return super().to_python(value)


class RowsField(ModelMultipleChoiceField):  # type: ignore[type-arg]  # no generic when it runs
    """Some rows of those on offer."""

    def clean(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            for key in value:
                if not _could_be_a_key(self.queryset, key):
                    raise _refuse(self, key)
        return super().clean(value)
