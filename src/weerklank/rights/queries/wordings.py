"""The wordings beside a limb: what stands, what is being written, and what stood before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from weerklank.accounts.models import Account
from weerklank.rights.kinds import KINDS, Kind
from weerklank.rights.lifecycle import TextState
from weerklank.rights.models import Recommendation, RecommendationText, Register

_OPEN = (TextState.DRAFT, TextState.IN_REVIEW, TextState.APPROVED)


@dataclass(frozen=True, slots=True)
class Wordings:
    """One kind of wording of one limb, in all its versions."""

    kind: Kind
    published: RecommendationText | None
    open: RecommendationText | None
    earlier: tuple[RecommendationText, ...]

    @property
    def latest(self) -> RecommendationText | None:
        return self.open or self.published


def _versions(kind: Kind, texts: Iterable[RecommendationText]) -> Wordings:
    own = [
        text
        for text in texts
        if (text.register, text.language, text.age_band) == (kind.register, kind.language, kind.age_band)
    ]
    newest = sorted(own, key=lambda text: -text.version)
    return Wordings(
        kind,
        next((text for text in newest if text.state == TextState.PUBLISHED), None),
        next((text for text in newest if text.state in _OPEN), None),
        tuple(text for text in newest if text.state == TextState.RETIRED),
    )


def wordings(limb: Recommendation) -> tuple[Wordings, ...]:
    """Every kind, also those that nobody wrote yet."""
    texts = list(limb.texts.select_related("written_by", "approved_by"))
    return tuple(_versions(kind, texts) for kind in KINDS)


def best_for(
    texts: Iterable[RecommendationText], register: str, *, age_band: str = "", language: str = "nl"
) -> RecommendationText | None:
    """The published wording for a reader: of that age where there is one, otherwise the one for all ages."""
    fitting = {
        text.age_band: text
        for text in texts
        if (text.register, text.language, text.state) == (register, language, TextState.PUBLISHED)
    }
    return fitting.get(age_band) or fitting.get("")


# --- The list of all -----------------------------------------------------------------------------------------------------

TEXT_WATCHES = (
    ("aan-mij", "wacht op mij"),
    ("niet-getoetst", "nog niet met kinderen getoetst"),
    ("zonder-lezer", "gepubliceerd zonder tweede lezer"),
)


@dataclass(frozen=True, slots=True)
class AskedTexts:
    """What an editor asks of the list of wordings; an unknown word asks nothing."""

    search: str = ""
    state: str = ""
    kind: str = ""
    document: str = ""
    watch: str = ""


def waits_for_reader(account: Account) -> QuerySet[RecommendationText]:
    """Written by somebody else: a second person reads it over."""
    return RecommendationText.objects.filter(state=TextState.IN_REVIEW).exclude(written_by=account)


def waits_for_publisher(account: Account) -> QuerySet[RecommendationText]:
    return RecommendationText.objects.filter(state=TextState.APPROVED).exclude(written_by=account)


def texts(asked: AskedTexts, account: Account) -> QuerySet[RecommendationText]:
    """The wordings that fit, what is on its way before what stands."""
    found = RecommendationText.objects.select_related("recommendation__document", "written_by", "approved_by")
    found = found.filter(state=asked.state) if asked.state in TextState.values else found
    kind = next((kind for kind in KINDS if kind.slug == asked.kind), None)
    if kind:
        found = found.filter(register=kind.register, language=kind.language, age_band=kind.age_band)
    if asked.document:
        found = found.filter(recommendation__document__slug=asked.document)
    match asked.watch:
        case "aan-mij":
            found = found.filter(state__in=[TextState.IN_REVIEW, TextState.APPROVED]).exclude(written_by=account)
        case "niet-getoetst":
            found = found.filter(register=Register.CHILD, reviewed_by_children=False).exclude(state=TextState.RETIRED)
        case "zonder-lezer":
            found = found.filter(state=TextState.PUBLISHED, approved_by=None)
    for word in asked.search.split()[:8]:
        found = found.filter(
            Q(text__icontains=word) | Q(recommendation__number__icontains=word) | Q(author__icontains=word)
        )
    return found.order_by(
        "-recommendation__document__date",
        "recommendation__document__symbol",
        "recommendation__order",
        "register",
        "language",
        "age_band",
        "-version",
    )
