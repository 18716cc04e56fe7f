"""Files in the shapes of the UN, written by hand; and the real ones where they lie beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from weerklank.rights.models import Territory

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "un"


@pytest.fixture
def territories(db: None) -> None:
    for order, (code, slug) in enumerate(
        (("Kingdom", "koninkrijk"), ("NL-Europe", "europees-nederland"), ("AW", "aruba"), ("SAB", "saba"))
    ):
        Territory.objects.create(code=code, slug=slug, name=slug, order=order)


OBSERVATIONS = """CRC/C/NLD/CO/9
Distr.: General
1 March 2030
Original: English
Committee on the Rights of the Child
Concluding observations on the ninth periodic report of the Kingdom of the Netherlands
I. Introduction
1. The Committee considered the made-up report of the Kingdom of the Netherlands and adopted these made-up observations.
III. Main areas of concern and recommendations
H. Education, leisure and cultural activities (arts. 28-31)
Play
2. The Committee is concerned that in Aruba some playgrounds are closed.
3. Taking note of target 4.2 of the Sustainable Development Goals, the Committee recommends that the State party:
(a) Open every playground in Saba;
(b) Ask children which swings they want, in line with article 31 of the Convention.
"""


@pytest.fixture
def observations(tmp_path: Path) -> Path:
    path = tmp_path / "observations.txt"
    path.write_text(OBSERVATIONS)
    return path
