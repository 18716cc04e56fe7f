"""What is typed holds no signs that nobody sees."""

from __future__ import annotations

import pytest
from django import forms
from django.http import QueryDict

from weerklank.web.plain import PlainForm, plain


class Letter(PlainForm):
    title = forms.CharField()
    to = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], required=False)


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("Een\x00 wet\x0b\x1b[31m", "Een wet[31m"),
        ("regel\r\n\ttwee\x0c\x7f", "regel\r\n\ttwee"),
        ("¿Qué? كلمة 🙂\ufffe\uffff", "¿Qué? كلمة 🙂"),
        ("\ufeffAn\x80n\x9fa\ud800 de Wit\x85", "Anna de Wit\x85"),
    ],
)
def test_only_the_signs_that_nobody_sees_are_left_out(given: str, left: str) -> None:
    assert plain(given) == left


def test_a_form_neither_takes_nor_shows_them() -> None:
    form = Letter(QueryDict("title=Een%0B%20wet%00&to=a&to=b%1F"))
    assert (form.is_valid(), form.cleaned_data) == (True, {"title": "Een wet", "to": ["a", "b"]})
    assert form["title"].value() == "Een wet"


def test_a_title_of_such_signs_only_is_no_title() -> None:
    assert (Letter({"title": "\x01\x02"}).errors.as_data().keys(), Letter().is_bound) == ({"title"}, False)
