"""What is new, for readers of feeds: advices, answers and promises, of all, of one body or of one dialogue."""

from __future__ import annotations

from datetime import UTC, datetime, time

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import override

from weerklank.accounts.access import public
from weerklank.tracker.loop.answering import news
from weerklank.tracker.loop.answering.news import About, Entry
from weerklank.tracker.views.answering import body_of
from weerklank.tracker.views.dialogue import edition_of
from weerklank.web.feeds import Atom


def _atom(request: HttpRequest, title: str, here: str, entries: tuple[Entry, ...], *, made_up: bool) -> HttpResponse:
    """Dutch whatever the address says: an entry that is known under one id has one wording."""
    before = "Voorbeeld, verzonnen: " if made_up else ""
    atom = Atom(
        title=f"Weerklank: {before}{title}",
        link=request.build_absolute_uri(here),
        description="Wat kinderen adviseren, wie antwoordt en wat er wordt beloofd",
        language="nl",
        author_name="Weerklank",
        feed_url=request.build_absolute_uri(f"{here}feed/"),
    )
    for entry in entries:
        # a day has no hour; noon is the same day in every part of the Kingdom
        moment = timezone.make_aware(datetime.combine(entry.day, time(12)), UTC)
        atom.add_item(
            title=f"{before}{entry.title}",
            link=request.build_absolute_uri(entry.href),
            description=entry.text,
            pubdate=moment,
            updateddate=moment,
            unique_id=request.build_absolute_uri(entry.key),
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@public("new advices for readers of feeds")
def advices(request: HttpRequest) -> HttpResponse:
    with override("nl"):
        entries = news.newest(news.advices(About()))
        return _atom(request, "nieuwe adviezen", "/adviezen/", entries, made_up=False)


@public("new answers for readers of feeds")
def answers(request: HttpRequest) -> HttpResponse:
    with override("nl"):
        entries = news.newest(news.answers(About()))
        return _atom(request, "nieuwe antwoorden", "/antwoorden/", entries, made_up=False)


@public("new promises and their progress for readers of feeds")
def commitments(request: HttpRequest) -> HttpResponse:
    with override("nl"):
        entries = news.newest(news.promises(About()))
        return _atom(request, "nieuwe toezeggingen", "/toezeggingen/", entries, made_up=False)


@public("what is new of one body for readers of feeds")
def of_body(request: HttpRequest, body: str) -> HttpResponse:
    about = About(body=body_of(body))
    with override("nl"):
        entries = news.newest(news.everything(about))
        return _atom(request, str(about.body), f"/antwoorden/{body}/", entries, made_up=about.made_up)


@public("what is new of one dialogue for readers of feeds")
def of_edition(request: HttpRequest, slug: str) -> HttpResponse:
    about = About(edition=edition_of(slug))
    with override("nl"):
        entries = news.newest(news.everything(about))
        return _atom(request, str(about.edition), f"/dialoog/{slug}/", entries, made_up=about.made_up)
