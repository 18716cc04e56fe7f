"""Write, publish and withdraw an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.briefings.lifecycle import ARTICLE, ArticleState
from weerklank.briefings.models import NewsArticle
from weerklank.moves import Refusal
from weerklank.rights.models import Theme


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


def sources_from(rows: Sequence[dict[str, str]]) -> tuple[NewsSource, ...]:
    """The sources as they are stored, as sources."""
    return tuple(NewsSource(row.get("title", ""), row.get("url", ""), row.get("date", "")) for row in rows)
