"""What waits for an editor, and the list in which it is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import rules
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account
from weerklank.rights.lifecycle import (
    ChangeState,
    ImportState,
    RecommendationState,
    ResponsibilityState,
    SuggestionState,
    TextState,
)
from weerklank.rights.models import (
    ImportBatch,
    Recommendation,
    RecommendationRelation,
    RecommendationText,
    RecommendationTheme,
    Register,
    Responsibility,
    SourceChange,
    SourceDocument,
)
from weerklank.rights.queries.leads import of_ours, unled
from weerklank.rights.queries.limb import LINKS
from weerklank.rights.queries.shown import visible
from weerklank.rights.queries.wordings import waits_for_publisher, waits_for_reader

LIST = "/werk/aanbevelingen/"
TEXTS = "/werk/teksten/"
OURS = "/werk/verantwoordelijk/"


def waits_for_check() -> QuerySet[Recommendation]:
    return Recommendation.objects.filter(state=RecommendationState.IMPORTED).exclude(text="")


def waits_for_publication(account: Account) -> QuerySet[Recommendation]:
    """Checked by somebody else: a second person publishes."""
    return Recommendation.objects.filter(state=RecommendationState.CHECKED).exclude(checked_by=account)


def duties(account: Any, today: date) -> list[Duty]:
    """What waits for an editor of the recommendations, and for whoever speaks for a body that was named."""
    found: list[Duty] = []
    if rules.test_rule("rights.edit", account, None):
        found += _editor_duties(account)
    if rules.test_rule("responsibility.answer", account, None):
        found += _contact_duties(account)
    return [duty for duty in found if duty.count]


def _contact_duties(account: Account) -> list[Duty]:
    return [
        Duty(
            "Voorgesteld aan uw organisatie",
            f"{OURS}?staat=proposed",
            of_ours(account).filter(state=ResponsibilityState.PROPOSED).count(),
            consequence="Zolang u niets zegt, staat er voor iedereen bij: de organisatie heeft nog niet gereageerd.",
        )
    ]


def _relation_duties(account: Account) -> list[Duty]:
    """What a colleague said of two rounds, and a second person reads after them."""
    waits = RecommendationRelation.objects.filter(state=SuggestionState.SUGGESTED).exclude(related_by=account)
    first = waits.select_related("later__document").order_by("later__document__date", "later__order").first()
    if first is None:
        return []
    href = f"{LIST}{first.later.document.slug}/{first.later.slug}/#eerder"
    told = "Tot een tweede persoon beide rondes las, leest niemand dat dit eerder is gevraagd."
    return [Duty("Verbanden tussen rondes om te bevestigen", href, waits.count(), consequence=told)]


def _editor_duties(account: Account) -> list[Duty]:
    return [
        Duty(
            "Aanbevelingen die u kunt publiceren",
            f"{LIST}?staat=checked",
            waits_for_publication(account).count(),
            consequence="Een collega controleerde ze. Tot een tweede persoon publiceert, staat erbij: nog niet gecontroleerd.",
        ),
        *_relation_duties(account),
        Duty(
            "Ingelezen tekst om te controleren",
            f"{LIST}?staat=imported&tekst=ja",
            waits_for_check().count(),
            consequence="Zolang niemand de tekst met de bron vergelijkt, ligt zij niet vast.",
        ),
        Duty(
            "Bron die iets anders zegt dan wat er staat",
            f"{LIST}gewijzigd/",
            SourceChange.objects.filter(state=ChangeState.ASKED).count(),
            consequence="Tot u besluit, blijft de oude tekst staan.",
        ),
        Duty(
            "Onderbroken inlezen",
            f"{LIST}inlezen/",
            ImportBatch.objects.filter(state=ImportState.STOPPED).count(),
            consequence="Lees hetzelfde bestand nog eens in: het gaat verder waar het was.",
        ),
        Duty(
            "Teksten om na te lezen",
            f"{TEXTS}?staat=in_review&let-op=aan-mij",
            waits_for_reader(account).count(),
            consequence="Een collega schreef ze. Tot een tweede persoon ze leest, ziet niemand ze.",
        ),
        Duty(
            "Goedgekeurde teksten om te publiceren",
            f"{TEXTS}?staat=approved&let-op=aan-mij",
            waits_for_publisher(account).filter(recommendation__in=visible()).count(),
            consequence="Ze zijn nagelezen; met één druk staan ze op de openbare bladzijde.",
        ),
        Duty(
            "Betwiste verantwoordelijkheid",
            f"{LIST}?let-op=betwist",
            Recommendation.objects.filter(_watched("betwist")).count(),
            consequence="Een organisatie zegt dat dit niet van haar is. Beëindig het, of stel een ander voor.",
        ),
    ]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an editor asks of the list; an unknown word asks nothing."""

    search: str = ""
    document: str = ""
    state: str = ""
    type: str = ""
    text: str = ""
    watch: str = ""


WATCHES = (
    ("twijfel", "twijfel in de tekst"),
    ("onvolledig", "tekst niet compleet"),
    ("voorgesteld", "met voorstellen"),
    ("zonder-thema", "zonder thema"),
    ("zonder-woorden", "zonder eigen woorden"),
    ("zonder-verantwoordelijke", "zonder verantwoordelijke"),
    ("niemand", "openbaar, en niemand aangewezen"),
    ("betwist", "verantwoordelijkheid betwist"),
    ("niet-nagelezen", "met teksten om na te lezen"),
)


def _suggested() -> Q:
    waiting = (
        model._default_manager.filter(recommendation=OuterRef("pk"), state=SuggestionState.SUGGESTED)
        for model in LINKS.values()
    )
    found = Q()
    for links in waiting:
        found |= Q(Exists(links))
    return found


def _watched(watch: str) -> Q:
    match watch:
        case "twijfel":
            return ~Q(doubtful="") | Q(paragraph__doubtful=True)
        case "onvolledig":
            return Q(complete=False)
        case "voorgesteld":
            return _suggested()
        case "zonder-thema":
            links = RecommendationTheme.objects.filter(recommendation=OuterRef("pk"))
            return ~Q(Exists(links.exclude(state=SuggestionState.REJECTED)))
        case "zonder-woorden":
            words = RecommendationText.objects.filter(recommendation=OuterRef("pk"), register=Register.PLAIN)
            return ~Q(Exists(words))
        case "zonder-verantwoordelijke":
            held = Responsibility.objects.filter(recommendation=OuterRef("pk"))
            return ~Q(Exists(held.exclude(state=ResponsibilityState.ENDED)))
        case "niemand":
            return Q(pk__in=unled().values("pk"))
        case "betwist":
            mine = Responsibility.objects.filter(recommendation=OuterRef("pk"))
            return Q(Exists(mine.filter(state=ResponsibilityState.DISPUTED)))
        case "niet-nagelezen":
            unread = RecommendationText.objects.filter(recommendation=OuterRef("pk"), state=TextState.IN_REVIEW)
            return Q(Exists(unread))
    return Q()


def worklist(asked: Asked) -> QuerySet[Recommendation]:
    """The limbs of the workspace with what the list says of each, in a fixed number of questions."""
    found = Recommendation.objects.select_related("document", "paragraph").annotate(
        waiting_concepts=_waiting("concept_links"),
        waiting_territories=_waiting("territory_links"),
        waiting_themes=_waiting("theme_links"),
    )
    if asked.document:
        found = found.filter(document__slug=asked.document)
    if asked.state in RecommendationState.values:
        found = found.filter(state=asked.state)
    if asked.type:
        found = found.filter(statement_type=asked.type)
    if asked.text in ("ja", "nee"):
        found = found.exclude(text="") if asked.text == "ja" else found.filter(text="")
    found = found.filter(_watched(asked.watch))
    for word in asked.search.split()[:8]:
        found = found.filter(
            Q(number__icontains=word)
            | Q(text__icontains=word)
            | Q(subject__icontains=word)
            | Q(paragraph__heading__icontains=word)
            | Q(document__symbol__icontains=word)
        )
    return found.order_by("-document__date", "document__symbol", "order", "pk")


def _waiting(links: str) -> Count:
    return Count(links, filter=Q(**{f"{links}__state": SuggestionState.SUGGESTED}), distinct=True)


def states_with_counts() -> list[tuple[str, str, int]]:
    """How many limbs there are in each state of the life."""
    counts = dict(Recommendation.objects.order_by().values_list("state").annotate(n=Count("pk")))
    return [(value, str(label), counts.get(value, 0)) for value, label in RecommendationState.choices]


def documents() -> QuerySet[SourceDocument]:
    return SourceDocument.objects.annotate(held=Count("limbs")).filter(held__gt=0).order_by("-date", "symbol")
