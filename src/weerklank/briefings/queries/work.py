"""News as visitors and editors list it, and what waits for them."""

from __future__ import annotations

from datetime import date

import rules
from django.db.models import Count, Q, QuerySet

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account
from weerklank.briefings.lifecycle import ArticleState
from weerklank.briefings.models import NewsArticle
from weerklank.editions.lifecycle import RegistrationState
from weerklank.editions.models import SideEvent


def published_articles(*, words: str = "", theme: str = "") -> QuerySet[NewsArticle]:
    """What everybody reads, the newest first."""
    found = _search(NewsArticle.objects.filter(state=ArticleState.PUBLISHED), words)
    if theme:
        found = found.filter(themes__slug=theme)
    return found.distinct().prefetch_related("themes__names").order_by("-published_on", "slug")


def article_list(*, words: str = "", state: str = "") -> QuerySet[NewsArticle]:
    """Everything an editor keeps, drafts first."""
    found = _search(NewsArticle.objects.all(), words)
    if state in ArticleState.values:
        found = found.filter(state=state)
    return found.distinct().order_by("state", "-published_on", "slug")


def _search(found: QuerySet[NewsArticle], words: str) -> QuerySet[NewsArticle]:
    for word in words.replace("\x00", "").split()[:8]:
        found = found.filter(Q(title__icontains=word) | Q(lead__icontains=word) | Q(body__icontains=word))
    return found


def duties(account: Account, today: date) -> list[Duty]:
    """Drafts for editors; people on a waiting list for organisers."""
    found = []
    if rules.test_rule("rights.edit", account, None):
        drafts = NewsArticle.objects.filter(state=ArticleState.DRAFT).count()
        if drafts:
            found.append(
                Duty(
                    "Berichten die nog concept zijn",
                    "/werk/nieuws/?stand=draft",
                    drafts,
                    consequence="Niemand leest ze nog.",
                )
            )
    if rules.test_rule("briefings.registrations", account, None):
        waiting = Count("registrations", filter=Q(registrations__state=RegistrationState.WAITING))
        events = SideEvent.objects.filter(date__gte=today).annotate(waiting=waiting).filter(waiting__gt=0)
        found += [
            Duty(
                f"Wachtlijst: {event.title}",
                f"/werk/masterclass/{event.slug}/?stand=waiting",
                event.waiting,
                due=event.date,
                consequence="Wie wacht, weet niet of er plaats is.",
            )
            for event in events
            if rules.test_rule("briefings.registrations", account, event)
        ]
    return found
