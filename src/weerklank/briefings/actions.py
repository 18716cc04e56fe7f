"""What people do: write, publish and withdraw an article; sign up for a meeting and be forgotten after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.briefings.lifecycle import ARTICLE, ArticleState
from weerklank.briefings.models import NewsArticle
from weerklank.editions.lifecycle import REGISTRATION, RegistrationState
from weerklank.editions.models import Registration, SideEvent
from weerklank.moves import Refusal
from weerklank.rights.models import Theme

ERASE_AFTER_DAYS = 30
SEATED = (RegistrationState.REGISTERED, RegistrationState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class NewsSource:
    """Where a fact of an article was read."""

    title: str
    url: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What an editor writes."""

    title: str
    lead: str
    body: str
    sources: tuple[NewsSource, ...] = ()
    themes: tuple[Theme, ...] = ()


# --- news ------------------------------------------------------------------------------------------------------


def _free_slug(title: str) -> str:
    stem = slugify(title)[:70].strip("-") or "bericht"
    taken = set(NewsArticle.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number = 1
    slug = stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _locked(article_id: int) -> NewsArticle:
    article = NewsArticle.objects.select_for_update().filter(pk=article_id).first()
    if article is None:
        raise Refusal("Dit bericht bestaat niet meer. Ga terug naar de lijst.")
    return article


def _write(article: NewsArticle, text: ArticleText) -> None:
    article.title, article.lead, article.body = text.title, text.lead, text.body
    article.sources = [asdict(source) for source in text.sources]
    article.save()
    article.themes.set(text.themes)


@transaction.atomic
def write_article(*, text: ArticleText, by: Account, now: datetime) -> NewsArticle:
    """A new article, as a draft that only editors see."""
    article = NewsArticle(slug=_free_slug(text.title))
    _write(article, text)
    audit.record(action="news.written", obj=article, by=by, now=now)
    return article


@transaction.atomic
def edit_article(
    *, article_id: int, text: ArticleText, correction: str = "", by: Account, now: datetime
) -> NewsArticle:
    """Another text; what was published already changes only with a correction that everybody can read."""
    article = _locked(article_id)
    if article.state == ArticleState.WITHDRAWN:
        raise Refusal("Dit bericht is ingetrokken en blijft zoals het is. Schrijf een nieuw bericht.")
    if article.state == ArticleState.PUBLISHED:
        if not correction.strip():
            raise Refusal("Dit bericht staat al openbaar. Schrijf erbij wat u verbetert.", field="correction")
        if not text.sources:
            raise Refusal("Een openbaar bericht heeft minstens één bron nodig.", field="sources")
        article.state = ARTICLE.after(article.state, "correct")
        article.correction = correction.strip()
    _write(article, text)
    public = article.state == ArticleState.PUBLISHED
    audit.record(
        action="news.edited", obj=article, by=by, now=now, note=article.correction if public else "", public=public
    )
    return article


@transaction.atomic
def publish_article(*, article_id: int, by: Account, now: datetime) -> NewsArticle:
    """From here everybody reads it; without a source it stays a draft."""
    article = _locked(article_id)
    if not article.sources:
        raise Refusal("Een bericht gaat pas open met minstens één bron. Vul een bron in en bewaar het bericht.")
    article.state = ARTICLE.after(article.state, "publish")
    article.published_on = timezone.localdate(now)
    article.save()
    audit.record(action="news.published", obj=article, by=by, now=now, public=True)
    return article


@transaction.atomic
def withdraw_article(*, article_id: int, correction: str, by: Account, now: datetime) -> NewsArticle:
    """The text goes, the address stays and says why."""
    article = _locked(article_id)
    if not correction.strip():
        raise Refusal(
            "Schrijf op waarom het bericht wordt ingetrokken; dat komt op het adres te staan.", field="correction"
        )
    article.state = ARTICLE.after(article.state, "withdraw")
    article.correction = correction.strip()
    article.save()
    audit.record(action="news.withdrawn", obj=article, by=by, now=now, note=article.correction, public=True)
    return article


# --- the masterclass ---------------------------------------------------------------------------------------------


@transaction.atomic
def register(*, event_id: int, name: str, role: str, email: str, needs: str, now: datetime) -> Registration:
    """A place at a meeting, or on its waiting list. The same address twice is one row and the same answer."""
    event = SideEvent.objects.select_for_update().get(pk=event_id)
    today = timezone.localdate(now)
    if not open_on(event, today):
        raise Refusal(closed_because(event, today))
    known = event.registrations.filter(email=email.lower()).first()
    if known and known.state != RegistrationState.CANCELLED:
        return known
    state = RegistrationState.WAITING if places_left(event) <= 0 else RegistrationState.REGISTERED
    row = known or Registration(event=event, email=email.lower())
    row.name, row.role, row.needs, row.state, row.registered_on = name, role, needs, state, today
    row.erase_after = (event.date or today) + timedelta(days=ERASE_AFTER_DAYS)
    row.save()
    # the event, not the person: what is erased later must not live on in the log
    audit.record(action="meeting.registered", obj=event, by=None, now=now, label=event.title)
    return row


def places_left(event: SideEvent) -> int:
    return event.capacity - event.registrations.filter(state__in=SEATED).count()


def open_on(event: SideEvent, today: date) -> bool:
    return bool(event.date and event.date >= today) and not (
        event.registration_closes_on and event.registration_closes_on < today
    )


def closed_because(event: SideEvent, today: date) -> str:
    """Why nobody can sign up, in one sentence."""
    if event.date is None:
        return "Aanmelden kan nog niet: de dag is nog niet bekend."
    if event.date < today:
        return "Aanmelden kan niet meer: deze bijeenkomst is geweest."
    return "Aanmelden kan niet meer: de aanmelding is gesloten. Mail de organisator als u toch wilt komen."


@transaction.atomic
def move_registration(*, registration_id: int, move: str, by: Account, now: datetime) -> Registration:
    """The organiser confirms a place or notes that somebody does not come."""
    row = Registration.objects.select_for_update().select_related("event").filter(pk=registration_id).first()
    if row is None:
        raise Refusal("Deze aanmelding is er niet meer. Ververs de lijst.")
    if move == "confirm" and row.state == RegistrationState.WAITING and places_left(row.event) <= 0:
        raise Refusal("De zaal is vol. Meld eerst iemand af; dan komt er een plaats vrij.")
    row.state = REGISTRATION.after(row.state, move)
    row.save(update_fields=["state"])
    audit.record(action=f"meeting.{move}", obj=row.event, by=by, now=now, label=row.event.title)
    return row


@transaction.atomic
def erase_past_registrations(*, now: datetime) -> dict[str, int]:
    """Forgets who came once their day to be erased has passed; how many there were stays in the log."""
    due = Registration.objects.select_related("event").filter(erase_after__lt=timezone.localdate(now))
    counts = Counter(row.event for row in due)
    due.delete()
    for event, count in counts.items():
        audit.record(
            action="meeting.registrations_erased",
            obj=event,
            by=None,
            now=now,
            label=event.title,
            note=str(count),
            public=True,
        )
    return {event.title: count for event, count in counts.items()}


def sources_from(rows: Sequence[dict[str, str]]) -> tuple[NewsSource, ...]:
    """The sources as they are stored, as sources."""
    return tuple(NewsSource(row.get("title", ""), row.get("url", ""), row.get("date", "")) for row in rows)
