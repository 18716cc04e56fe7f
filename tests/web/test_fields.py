"""Whatever a browser sends where a row is chosen, the form says that it is no valid choice."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from weerklank.accounts.models import Organisation
from weerklank.web.fields import RowField, RowsField, whole_number

pytestmark = pytest.mark.django_db

NO_ROWS = [str(10**40), "-1", "abc", "\0", "1\0", "²", "٣", "9" * 5000, str(2**63), "1.5", " "]


@pytest.mark.parametrize("key", NO_ROWS)
def test_what_is_no_row_is_an_ordinary_wrong_choice(key: str) -> None:
    for field, value in (
        (RowField(queryset=Organisation.objects.all()), key),
        (RowsField(queryset=Organisation.objects.all()), [key]),
    ):
        with pytest.raises(ValidationError) as refused:
            field.clean(value)
        assert refused.value.code == "invalid_choice"


def test_a_row_is_found_by_its_key(coalition: Organisation) -> None:
    organisations = Organisation.objects.all()
    assert RowField(queryset=organisations).clean(str(coalition.pk)) == coalition
    assert RowField(queryset=organisations).clean(coalition) == coalition
    assert list(RowsField(queryset=organisations).clean([str(coalition.pk)])) == [coalition]


def test_a_number_is_read_within_its_bound() -> None:
    assert [whole_number(typed, largest=12) for typed in ("0", "12", "13", "012", "²", "", None)] == [
        0,
        12,
        None,
        None,
        None,
        None,
        None,
    ]
