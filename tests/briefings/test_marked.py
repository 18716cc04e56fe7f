"""The small markup of articles becomes data; the template escapes it."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from weerklank.briefings.marked import Block, Run, blocks


def test_paragraphs_headings_lists_and_links_are_told_apart() -> None:
    text = "Eerste\nregel.\n\n## Kop\n\n- een\n- [twee](https://twee.example/)\n\nZie [hier](/cijfers/)."
    assert blocks(text) == (
        Block("paragraph", ((Run("Eerste regel."),),)),
        Block("heading", ((Run("Kop"),),)),
        Block("list", ((Run("een"),), (Run("twee", "https://twee.example/"),))),
        Block("paragraph", ((Run("Zie "), Run("hier", "/cijfers/"), Run(".")),)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "[klik](javascript:alert(1))",
        "[klik](data:text/html,x)",
        "[klik](//elders.example/)",
        "[klik](https://a b)",
        "[klik]( https://a.example)",
    ],
)
def test_an_address_that_is_not_http_or_of_this_site_stays_text(text: str) -> None:
    assert all(run.href == "" for block in blocks(text) for row in block.rows for run in row)


def test_what_looks_like_a_page_is_shown_as_text() -> None:
    shown = render_to_string("briefings/blocks.html", {"blocks": blocks('<script>alert(1)</script> [x"](/"onclick=1)')})
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert '"onclick' not in shown


def test_windows_lines_and_empty_text_are_fine() -> None:
    assert blocks("een\r\n\r\ntwee") == blocks("een\n\ntwee")
    assert blocks(" \n ") == ()


def test_a_long_row_of_brackets_is_read_at_once() -> None:
    assert len(blocks("[" * 20000 + "](" * 20000)) == 1
