"""A sign that looks like a digit is no number: wherever something typed or read becomes one, nothing falls over it."""

from __future__ import annotations

import pytest
from django.core.management import CommandError

from tests.conftest import NOW, Cast
from weerklank.advices.actions import AdviceText, create_advice
from weerklank.advices.models import Advice
from weerklank.audit.models import AuditEvent
from weerklank.config.management.commands.run import Command
from weerklank.editions.models import ThemeTable
from weerklank.rights import search
from weerklank.rights.models import Recommendation
from weerklank.rights.reading import derive, plain_text
from weerklank.tracker.dump.rows import by_name, sort_key
from weerklank.tracker.limbs.told import people
from weerklank.web.fields import whole_number

pytestmark = pytest.mark.django_db

# a circled and a raised digit: Python calls both a digit and cannot read either as a number
LOOKS = ("⓵", "²")


@pytest.mark.parametrize("sign", LOOKS)
def test_a_sign_that_looks_like_a_digit_is_no_number(sign: str) -> None:
    assert sign.isdigit()
    assert whole_number(sign) is None


@pytest.mark.parametrize("sign", LOOKS)
def test_no_port_is_given_by_it(sign: str) -> None:
    with pytest.raises(CommandError, match="is geen poort"):
        Command()._port(sign)


@pytest.mark.parametrize("sign", LOOKS)
def test_it_can_be_searched_for(sign: str) -> None:
    assert search.find(sign).apply(Recommendation.objects.all()).count() == 0


@pytest.mark.parametrize("sign", LOOKS)
def test_it_makes_no_article_and_no_footnote_of_a_text(sign: str) -> None:
    text = f"Ensure schools, under article 24 ({sign})–(3) of the Convention"
    derive.of_text(text, derive.Setting(bare_articles=True, netherlands_is_europe=True))
    assert plain_text.blocks(f"<p>Ten metres<sup>{sign}</sup> of grass</p>") == [f"Ten metres{sign} of grass"]


@pytest.mark.parametrize("sign", LOOKS)
def test_a_file_of_open_data_that_holds_it_is_still_put_in_order(sign: str) -> None:
    table = by_name("limbs")
    assert sort_key(table, [sign] * len(table.header))[-1] == sign


@pytest.mark.parametrize("sign", LOOKS)
def test_nobody_is_looked_up_by_it(sign: str) -> None:
    assert people([AuditEvent(actor_id=sign)]) == {}


@pytest.mark.parametrize("sign", LOOKS)
def test_the_next_advice_is_counted_without_it(sign: str, edition_theme: object, cast: Cast) -> None:
    table = ThemeTable.objects.create(edition_theme=edition_theme, number=1)
    text = AdviceText(title="Eten", parts=("Geef ontbijt op school.",))
    first = create_advice(table_id=table.pk, text=text, by=cast.facilitator, now=NOW)
    Advice.objects.filter(pk=first.pk).update(number=f"2026-ARM-{sign}")
    again = create_advice(table_id=table.pk, text=text, by=cast.facilitator, now=NOW)
    assert again.number == "2026-ARM-01"
