"""A limb for machines: the same columns on the list, in the API and in a file, each row with its address and licence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Max, Prefetch
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.text import Truncator
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from weerklank.audit.models import AuditEvent
from weerklank.rights.models import Recommendation, RecommendationConcept
from weerklank.tracker.limbs import choosing
from weerklank.tracker.limbs.rows import LimbRow, own_words, rows
from weerklank.web.feeds import Atom
from weerklank.web.spreadsheet import csv_lines

LICENCE = "CC BY 4.0; teksten van de VN: zie de bron"
# as many as a reader of feeds takes at once; the next page holds the following
IN_A_FEED = 50
_AT_ONCE = 250
# a short list goes out whole, with its length; a long one as it is made
_SHORT = 500

COLUMNS = (
    "id", "permalink", "symbol", "number", "year", "type", "subject", "in_our_words", "words", "words_language",
    "text", "language", "text_checked", "complete", "urgent", "state", "heading", "themes", "territories", "concepts",
    "responsible", "disputed", "standing", "demonstration", "source", "published_on", "as_of", "licence",
)  # fmt: skip


def _with_concepts() -> Prefetch[Any, Any, Any]:
    """The articles, clusters, groups and goals that a person confirmed."""
    links = RecommendationConcept.objects.filter(state=choosing.CONFIRMED).select_related("concept__scheme")
    return Prefetch("concept_links", links.order_by("concept__scheme", "concept__order", "concept__notation"))


def as_data(one: LimbRow, today: date, site: str) -> dict[str, Any]:
    """One limb; its concepts must have been fetched with it."""
    limb = one.limb
    plain = own_words(limb, "plain")
    concepts = (link.concept for link in limb.concept_links.all())
    values = (
        f"{one.document_slug}/{limb.slug}",
        f"{site}{one.href}",
        one.document,
        one.number,
        one.year,
        limb.statement_type,
        limb.subject,
        plain.text if plain else "",
        one.words,
        one.language,
        limb.text,
        limb.language,
        one.is_checked,
        limb.complete,
        one.urgent,
        limb.state,
        limb.paragraph.heading,
        list(one.theme_slugs),
        [link.territory.slug for link in limb.territory_links.all()],
        [f"{concept.scheme.code}:{concept.notation}" for concept in concepts],
        one.responsible,
        one.disputed,
        one.path.sentence,
        one.has_made_up,
        limb.paragraph.source_url or limb.document.url,
        limb.published_on,
        today,
        LICENCE,
    )
    return dict(zip(COLUMNS, values, strict=True))


def data_of(keys: Sequence[int], today: date, site: str) -> Iterator[dict[str, Any]]:
    """The limbs as data, some hundreds at a time."""
    for start in range(0, len(keys), _AT_ONCE):
        for one in rows(choosing.fetched(keys[start : start + _AT_ONCE], _with_concepts()), today):
            yield as_data(one, today, site)


def flat(one: Mapping[str, Any]) -> list[Any]:
    """One row for a spreadsheet: what is a list becomes one cell."""
    return [" | ".join(value) if isinstance(value, list) else value for value in one.values()]


# --- Files -------------------------------------------------------------------------------------------------------------


def csv_response(keys: Sequence[int], today: date, site: str) -> HttpResponse | StreamingHttpResponse:
    """All of them, never cut short."""
    lines = csv_lines(COLUMNS, (flat(one) for one in data_of(keys, today, site)))
    response = _answer(lines, len(keys), "text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="weerklank-aanbevelingen.csv"'
    return response


def json_response(
    keys: Sequence[int], today: date, site: str, *, about: Mapping[str, Any]
) -> HttpResponse | StreamingHttpResponse:
    """All of them, with what was asked."""

    def parts() -> Iterator[str]:
        head = {"count": len(keys), "as_of": today, "licence": LICENCE, **about}
        yield json.dumps(head, cls=DjangoJSONEncoder, ensure_ascii=False)[:-1] + ', "results": ['
        for number, one in enumerate(data_of(keys, today, site)):
            yield (",\n" if number else "\n") + json.dumps(one, cls=DjangoJSONEncoder, ensure_ascii=False)
        yield "\n]}\n"

    return _answer(parts(), len(keys), "application/json")


def _answer(parts: Iterator[str], count: int, kind: str) -> HttpResponse | StreamingHttpResponse:
    if count <= _SHORT:
        return HttpResponse("".join(parts), content_type=kind)
    return StreamingHttpResponse(parts, content_type=kind)


# --- The feed ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One page of a feed: which limbs, when each last changed, and whether more follow."""

    keys: tuple[int, ...]
    moments: Mapping[int, Moments]
    number: int
    last: int


@dataclass(frozen=True, slots=True)
class Moments:
    """When a limb first stood here for everybody, and when something last happened to it."""

    first: datetime
    last: datetime


def feed_page(keys: Sequence[int], number: str) -> FeedPage:
    """The limbs by what happened to them last, the newest first: by the public log, else by the day of the text."""
    moments = _moments(keys)
    order = sorted(keys, key=lambda pk: (moments[pk].last, pk), reverse=True)
    last = max(1, -(-len(order) // IN_A_FEED))
    page = min(int(number), last) if number.isdecimal() and len(number) < 10 and int(number) else 1
    return FeedPage(tuple(order[(page - 1) * IN_A_FEED : page * IN_A_FEED]), moments, page, last)


def _moments(keys: Sequence[int]) -> dict[int, Moments]:
    events = AuditEvent.objects.filter(object_type="rights.recommendation", public=True).order_by()
    told = {int(pk): at for pk, at in events.values_list("object_id").annotate(at=Max("at")) if pk.isdecimal()}
    wanted = set(keys)
    days = Recommendation.objects.order_by().values_list("pk", "published_on", "document__date")
    found = {}
    for pk, published, issued in days:
        if pk in wanted:
            first = make_aware(datetime.combine(published or issued or date(1989, 11, 20), time(12)))
            found[pk] = Moments(first, told.get(pk) or first)
    return found


class _Feed(Atom):
    """Atom that says where its next page is."""

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for rel in ("next", "previous"):
            if href := self.feed[f"{rel}_href"]:
                handler.addQuickElement("link", "", {"rel": rel, "href": href})


def feed_response(page: FeedPage, today: date, site: str, *, title: str, here: str, feed: str) -> HttpResponse:
    """A page of the feed as Atom; ``here`` is the list it feeds, ``feed`` its own address without the page."""

    def address(number: int) -> str:
        return f"{site}{feed}&page={number}" if 0 < number <= page.last else ""

    made = _Feed(
        title=title,
        link=f"{site}{here}",
        description=_("Wat het VN-Kinderrechtencomité vroeg, het nieuwst veranderde eerst."),
        language="nl",
        feed_url=f"{site}{feed}" if page.number == 1 else address(page.number),
        feed_guid=f"{site}{feed}",
        feed_copyright=LICENCE,
        next_href=address(page.number + 1),
        previous_href=address(page.number - 1),
    )
    for one in rows(choosing.fetched(page.keys), today):
        moment = page.moments[one.limb.pk]
        made.add_item(
            title=f"{one.number} {one.title}".strip(),
            link=f"{site}{one.href}",
            unique_id=f"{site}{one.href}",
            description=f"{Truncator(one.words).words(60)} ({one.document}) {one.path.sentence}",
            pubdate=min(moment.first, moment.last),
            updateddate=moment.last,
            author_name="Weerklank",
            categories=one.theme_slugs,
        )
    response = HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    response["Last-Modified"] = made.latest_post_date().strftime("%a, %d %b %Y %H:%M:%S GMT")
    return response
