"""A dossier on one A4: a tagged PDF (PDF/UA-1) in which the least pressing sentences give way when the page is full."""

from __future__ import annotations

import io
import json
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.utils.formats import date_format
from pypdf import PdfReader

from weerklank.briefings.queries.dossier import Dossier, Section, Sentence

TEMPLATE = Path(__file__).parent / "typst" / "dossier.typ"
# one page being set at a time: setting a page takes a core for a moment
_press = threading.Lock()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The printed page, and how many sentences stand only on the web page."""

    pdf: bytes
    left_out: int


def sheet_of(dossier: Dossier, *, site: str) -> Sheet:
    """The dossier as one page; ``site`` is the address before every address of this site."""
    ordered = sorted(
        (
            (sentence.rank, place, index)
            for place, section in enumerate(dossier.sections)
            for index, sentence in enumerate(section.sentences)
        ),
    )
    least, most = 1, len(ordered)
    whole = _print(dossier, {(place, index) for _, place, index in ordered}, site=site, left_out=0)
    if _pages(whole) == 1:
        return Sheet(whole, 0)
    best = whole
    # the largest number of sentences that fits, found by halving
    while least < most:
        middle = (least + most) // 2
        keep = {(place, index) for _, place, index in ordered[:middle]}
        trial = _print(dossier, keep, site=site, left_out=len(ordered) - middle)
        if _pages(trial) == 1:
            best, least = trial, middle + 1
        else:
            most = middle
    return Sheet(best, len(ordered) - (least - 1))


def _pages(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def _print(dossier: Dossier, keep: set[tuple[int, int]], *, site: str, left_out: int) -> bytes:
    data = _data(dossier, keep, site=site.rstrip("/"), left_out=left_out)
    moment = datetime.combine(dossier.as_of, time(12), tzinfo=UTC)
    return _set(json.dumps(data, ensure_ascii=False, sort_keys=True), int(moment.timestamp()))


@lru_cache(maxsize=256)
def _set(data: str, timestamp: int) -> bytes:
    with _press:
        compiler = typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), ignore_system_fonts=True)
        pdf = compiler.compile(format="pdf", sys_inputs={"data": data}, pdf_standards="ua-1", timestamp=timestamp)
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single document")
    return pdf


def _data(dossier: Dossier, keep: set[tuple[int, int]], *, site: str, left_out: int) -> dict[str, Any]:
    sections = [
        (section, [sentence for index, sentence in enumerate(section.sentences) if (place, index) in keep])
        for place, section in enumerate(dossier.sections)
    ]
    used = dict.fromkeys(source for _, sentences in sections for sentence in sentences for source in sentence.sources)
    numbers = {source: number for number, source in enumerate(used, start=1)}
    address = f"{site}{dossier.href}"
    return {
        "title": dossier.title,
        "document_title": f"{dossier.title}: dossier voor de Kamer – Weerklank",
        "as_of_words": f"Weerklank · stand van {date_format(dossier.as_of, 'j F Y')}",
        "address": address,
        "address_words": address.removeprefix("https://").removeprefix("http://"),
        "demonstration": dossier.is_demonstration,
        "demonstration_words": "Demonstratie: de adviezen, antwoorden en toezeggingen hieronder zijn verzonnen.",
        "more_words": f"Nog {left_out} {'zin' if left_out == 1 else 'zinnen'} met bronnen op:" if left_out else "",
        "sources_title": "Bronnen",
        "sections": [_section(section, sentences, numbers) for section, sentences in sections if sentences],
        "sources": [
            {
                "title": source.title,
                "date": source.date,
                "href": source.href if "://" in source.href else f"{site}{source.href}",
            }
            for source in used
        ],
    }


def _section(section: Section, sentences: list[Sentence], numbers: dict[Any, int]) -> dict[str, Any]:
    return {
        "title": section.title,
        "sentences": [
            {
                "text": sentence.text,
                "quote": sentence.quote,
                "language": sentence.language or "nl",
                "whose": sentence.whose,
                "sources": [numbers[source] for source in sentence.sources],
            }
            for sentence in sentences
        ],
    }
