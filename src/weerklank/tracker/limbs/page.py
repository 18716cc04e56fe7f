"""One limb with everything that came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.advices.models import Advice
from weerklank.answers.lifecycle import AnswerState
from weerklank.answers.models import Commitment
from weerklank.audit.queries import history_of
from weerklank.evidence.models import DataGap, Indicator
from weerklank.evidence.queries import FigureRow, figure_row, with_values
from weerklank.findings.models import Group
from weerklank.rights import queries as rights
from weerklank.rights.lifecycle import RecommendationState
from weerklank.rights.models import (
    Concept,
    Recommendation,
    RecommendationConcept,
    RecommendationRelation,
    RecommendationText,
    Register,
    Responsibility,
    Theme,
)
from weerklank.tracker.limbs.choosing import ASKS, CONFIRMED, MOST_FIGURES, with_everything
from weerklank.tracker.limbs.rows import earlier_rounds, has_made_up, in_short, own_words, path_of, title
from weerklank.tracker.loop import advices as advised
from weerklank.tracker.loop import promises as promised
from weerklank.tracker.loop.advice import Event
from weerklank.tracker.loop.voices import Words, words_of
from weerklank.tracker.loop.words import capital, number, series, who
from weerklank.web.path import Path


@dataclass(frozen=True, slots=True)
class Named:
    """Something that the limb is about, with how we know."""

    label: str
    child_label: str
    href: str
    known: str


@dataclass(frozen=True, slots=True)
class Related:
    """The same question in another round."""

    words: str
    number: str
    year: int | None
    href: str
    note: str
    later: bool


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The limb before or after, in the order of the document."""

    number: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class LimbPage:
    """One limb, whole."""

    limb: Recommendation
    title: str
    words: str
    language: str
    child: RecommendationText | None
    official: tuple[RecommendationText, ...]
    sentence: str
    path: Path
    is_checked: bool
    territories: tuple[Named, ...]
    articles: tuple[Named, ...]
    targets: tuple[Named, ...]
    clusters: tuple[Named, ...]
    themes: tuple[Theme, ...]
    responsibilities: tuple[Responsibility, ...]
    voices: tuple[Words, ...]
    made_up_voices: tuple[Words, ...]
    advices: tuple[advised.AdviceRow, ...]
    promises: tuple[promised.PromiseRow, ...]
    figures: tuple[FigureRow, ...]
    gaps: tuple[DataGap, ...]
    related: tuple[Related, ...]
    history: tuple[Event, ...]
    previous: Neighbour | None
    following: Neighbour | None
    has_made_up: bool
    command: str

    @property
    def real_advices(self) -> tuple[advised.AdviceRow, ...]:
        return tuple(one for one in self.advices if not one.is_demonstration)

    @property
    def made_up_advices(self) -> tuple[advised.AdviceRow, ...]:
        return tuple(one for one in self.advices if one.is_demonstration)

    @property
    def real_promises(self) -> tuple[promised.PromiseRow, ...]:
        return tuple(one for one in self.promises if not one.is_demonstration)

    @property
    def made_up_promises(self) -> tuple[promised.PromiseRow, ...]:
        return tuple(one for one in self.promises if one.is_demonstration)


def find(document: str, limb: str) -> Recommendation | None:
    """A limb that everybody may read, or one that was withdrawn and says so."""
    here = Q(pk__in=rights.visible().values("pk")) | Q(state=RecommendationState.WITHDRAWN)
    return with_everything(Recommendation.objects.filter(here, document__slug=document, slug=limb)).first()


def limb_page(limb: Recommendation, today: date) -> LimbPage:
    words, language = in_short(limb)
    asked = list(limb.advices.all())
    made = _promises_of(limb)
    shown_themes = tuple(link.theme for link in limb.theme_links.all())
    return LimbPage(
        limb=limb,
        title=title(limb),
        words=words,
        language=language,
        child=own_words(limb, Register.CHILD),
        official=tuple(one for one in limb.texts.all() if one.register in (Register.OFFICIAL, Register.UNOFFICIAL)),
        sentence=limb_sentence(limb, made),
        path=path_of(limb, today),
        is_checked=rights.text_is_checked(limb),
        territories=_territories(limb),
        articles=_concepts(limb, "crc-articles"),
        targets=_concepts(limb, "sdg-targets"),
        clusters=_concepts(limb, "crc-clusters"),
        themes=shown_themes,
        responsibilities=tuple(limb.responsibilities.all()),
        voices=_voices(asked, made_up=False),
        made_up_voices=_voices(asked, made_up=True),
        advices=advised.rows(asked, today),
        promises=promised.rows(made, today),
        figures=_figures(shown_themes, today),
        gaps=tuple(DataGap.objects.filter(theme__in=shown_themes).select_related("source")),
        related=_related(limb),
        history=history(limb),
        previous=_beside(limb, later=False),
        following=_beside(limb, later=True),
        has_made_up=has_made_up(limb),
        command=rights.IMPORT_COMMAND,
    )


def _voices(asked: list[Advice], *, made_up: bool) -> tuple[Words, ...]:
    of_those = [advice for advice in asked if advice.edition.is_demonstration == made_up]
    return words_of(Group.objects.filter(advices__in=of_those).select_related("consultation").distinct())


def _promises_of(limb: Recommendation) -> list[Commitment]:
    """Promises that point to the limb, or that were made in an answer to an advice that does."""
    via = Q(position__part__advice__recommendations=limb, position__answer__state=AnswerState.PUBLISHED)
    return list(promised.with_everything().filter(Q(recommendations=limb) | via).distinct())


def limb_sentence(limb: Recommendation, made: list[Commitment]) -> str:
    """How it stands with one limb, in a few short sentences."""
    if limb.statement_type not in ASKS:
        return _("Hier vraagt het comité niets; het hoort bij het verhaal.")
    times = len(earlier_rounds(limb)) + 1
    said = []
    if times > 1:
        counted = _("Voor de {n}e keer gevraagd.").format(n=times)
        said.append({2: _("Voor de tweede keer gevraagd."), 3: _("Voor de derde keer gevraagd.")}.get(times, counted))
    leads = [who(one.organisation) for one in limb.responsibilities.all() if one.state != "disputed"]
    if leads:
        said.append(_("{who} moet handelen.").format(who=series(list(dict.fromkeys(leads)))))
    else:
        said.append(_("Niemand is aangewezen om dit te doen."))
    real = sum(not advice.edition.is_demonstration for advice in limb.advices.all())
    kept = sum(not promise.is_demonstration for promise in made)
    if real:
        said.append(
            ngettext("Kinderen gaven er {n} advies over.", "Kinderen gaven er {n} adviezen over.", real).format(
                n=number(real)
            )
        )
    else:
        said.append(_("Kinderen gaven er nog geen advies over."))
    if kept:
        counted = ngettext("{n} toezegging hoort erbij.", "{n} toezeggingen horen erbij.", kept)
        said.append(capital(counted.format(n=number(kept))))
    return " ".join(said)


def _known(link: Any) -> str:
    """How we know: who or what found it, and who confirmed it."""
    if link.source == "machine":
        return _("gevonden door patroon “{pattern}”, bevestigd door een redacteur").format(pattern=link.pattern)
    if link.source == "un":
        return _("genoemd door de VN, bevestigd door een redacteur")
    return _("toegekend door een redacteur")


def _territories(limb: Recommendation) -> tuple[Named, ...]:
    return tuple(
        Named(link.territory.name, "", f"/aanbevelingen/?gebied={link.territory.slug}", _known(link))
        for link in limb.territory_links.all()
    )


def _concepts(limb: Recommendation, scheme: str) -> tuple[Named, ...]:
    links = (
        RecommendationConcept.objects.filter(recommendation=limb, state=CONFIRMED, concept__scheme__code=scheme)
        .select_related("concept")
        .order_by("concept__order", "concept__notation")
    )
    names = {}
    if scheme == "crc-articles":
        bases = {rights.article_base(link.concept.notation) for link in links}
        names = {one.notation: one for one in Concept.objects.filter(scheme__code=scheme, notation__in=bases)}
    return tuple(_named(link, names, scheme) for link in links)


_ASKED_BY = {"crc-articles": "artikel", "crc-clusters": "cluster"}


def _named(link: RecommendationConcept, names: dict[str, Concept], scheme: str) -> Named:
    concept = link.concept
    base = names.get(rights.article_base(concept.notation), concept)
    label = f"{concept.notation}. {concept.label or base.label}" if concept.label or base.label else concept.notation
    href = f"/aanbevelingen/?{_ASKED_BY[scheme]}={concept.notation}" if scheme in _ASKED_BY else ""
    return Named(label, concept.child_label or base.child_label, href, _known(link))


def _figures(themes: tuple[Theme, ...], today: date) -> tuple[FigureRow, ...]:
    found = with_values(Indicator.objects.filter(theme__in=themes))[:MOST_FIGURES] if themes else ()
    return tuple(figure_row(indicator, today) for indicator in found)


def _related(limb: Recommendation) -> tuple[Related, ...]:
    def one(link: RecommendationRelation, other: Recommendation, words: str, *, later: bool) -> Related:
        cycle = other.document.cycle
        return Related(words, other.number, cycle.year if cycle else None, other.get_absolute_url(), link.note, later)

    before = [one(link, link.earlier, str(link.get_type_display()), later=False) for link in limb.earlier_links.all()]
    after = [one(link, link.later, str(link.get_type_display()), later=True) for link in limb.later_links.all()]
    return tuple(sorted([*before, *after], key=lambda related: related.year or 0))


def _beside(limb: Recommendation, *, later: bool) -> Neighbour | None:
    near = rights.visible().filter(document=limb.document).select_related("document", "paragraph")
    place = Q(order__gt=limb.order) if later else Q(order__lt=limb.order)
    found = near.filter(place).order_by("order" if later else "-order").first()
    return Neighbour(found.number, title(found), found.get_absolute_url()) if found else None


def history(limb: Recommendation) -> tuple[Event, ...]:
    """The public part of the log, oldest first, by body and never by person."""
    events = history_of(limb).filter(public=True).order_by("id")
    return tuple(Event(localtime(event.at).date(), rights.deed(event), "") for event in events)
