"""A scale is data, and is never shown as the Committee's."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from tests.conftest import NOW
from weerklank.assessments.models import Grade, GradeScale
from weerklank.config.content import loading

pytestmark = pytest.mark.django_db


def test_the_scale_says_that_it_is_not_the_committees() -> None:
    loading.load(now=NOW)
    scale = GradeScale.objects.get(code="nl-crc-1")
    assert "Het VN-Kinderrechtencomité geeft zelf geen cijfers" in scale.based_on


def test_every_grade_has_a_word_a_childs_word_a_test_an_icon_and_a_pattern() -> None:
    loading.load(now=NOW)
    assert all(
        all((grade.label, grade.child_label, grade.test, grade.icon, grade.pattern)) for grade in Grade.objects.all()
    )
    assert len(set(Grade.objects.values_list("pattern", flat=True))) == 8


def test_a_letter_stands_once_in_a_scale() -> None:
    scale = GradeScale.objects.create(code="proef", title="Proef", based_on="niets")
    Grade.objects.create(scale=scale, code="A", order=1, label="Goed", test="x")
    with pytest.raises(IntegrityError):
        Grade.objects.create(scale=scale, code="A", order=2, label="Beter", test="y")
