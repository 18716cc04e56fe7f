"""One limb with everything that came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerklank.advices.models import Advice
from weerklank.answers import queries as answers
from weerklank.answers.lifecycle import AnswerState
from weerklank.answers.models import ActionLink, Commitment, CommitmentLink
from weerklank.evidence.models import DataGap, Indicator
from weerklank.evidence.queries import FigureRow, figure_row, with_values
from weerklank.findings.models import Group
from weerklank.rights import queries as rights
from weerklank.rights.lifecycle import RecommendationState, ResponsibilityState
from weerklank.rights.models import (
    AgeBand,
    Concept,
    Dropped,
    Recommendation,
    RecommendationConcept,
    RecommendationRelation,
    RecommendationText,
    Register,
    Responsibility,
    StatePosition,
    Theme,
)
from weerklank.tracker.limbs import came
from weerklank.tracker.limbs.chains import Chain, asked_times, chain_of
from weerklank.tracker.limbs.choosing import ASKS, CONFIRMED, MOST_FIGURES, with_everything
from weerklank.tracker.limbs.rows import has_made_up, in_short, title
from weerklank.tracker.limbs.told import Told, history
from weerklank.tracker.limbs.way import in_chain, path_through_rounds
from weerklank.tracker.loop import advices as advised
from weerklank.tracker.loop import promises as promised
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
class Band:
    """The words for children of one age, and whether children tried them."""

    label: str
    text: RecommendationText


@dataclass(frozen=True, slots=True)
class Duty:
    """Who must act, for which part of the Kingdom, and what that body says of it itself."""

    responsibility: Responsibility
    body: str
    href: str
    role: str
    territory: str
    state: str
    words: str
    reason: str
    instead: str
    ended: bool


@dataclass(frozen=True, slots=True)
class LimbPage:
    """One limb, whole."""

    limb: Recommendation
    title: str
    words: str
    language: str
    children: tuple[Band, ...]
    official: tuple[RecommendationText, ...]
    sentence: str
    path: Path
    is_checked: bool
    territories: tuple[Named, ...]
    articles: tuple[Named, ...]
    targets: tuple[Named, ...]
    clusters: tuple[Named, ...]
    themes: tuple[Theme, ...]
    duties: tuple[Duty, ...]
    past_duties: tuple[Duty, ...]
    positions: tuple[StatePosition, ...]
    voices: tuple[Words, ...]
    made_up_voices: tuple[Words, ...]
    advices: tuple[advised.AdviceRow, ...]
    promises: tuple[came.Promise, ...]
    actions: tuple[came.Doing, ...]
    figures: tuple[FigureRow, ...]
    gaps: tuple[DataGap, ...]
    related: tuple[Related, ...]
    dropped: tuple[Dropped, ...]
    history: tuple[Told, ...]
    citation: str
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
    def real_promises(self) -> tuple[came.Promise, ...]:
        return tuple(one for one in self.promises if not one.is_demonstration)

    @property
    def made_up_promises(self) -> tuple[came.Promise, ...]:
        return tuple(one for one in self.promises if one.is_demonstration)

    @property
    def real_actions(self) -> tuple[came.Doing, ...]:
        return tuple(one for one in self.actions if not one.is_demonstration)

    @property
    def made_up_actions(self) -> tuple[came.Doing, ...]:
        return tuple(one for one in self.actions if one.is_demonstration)

    @property
    def position(self) -> StatePosition | None:
        """What the State says now; what it said before stays."""
        return self.positions[-1] if self.positions else None


def find(document: str, limb: str) -> Recommendation | None:
    """A limb that everybody may read, or one that was withdrawn and says so."""
    here = Q(pk__in=rights.visible().values("pk")) | Q(state=RecommendationState.WITHDRAWN)
    found = with_everything(Recommendation.objects.filter(here, document__slug=document, slug=limb))
    related = rights.open_relations().select_related
    return found.prefetch_related(
        "positions",
        Prefetch("dropped_in", Dropped.objects.select_related("cycle")),
        Prefetch("earlier_links", related("earlier__document__cycle", "earlier__paragraph")),
        Prefetch("later_links", related("later__document__cycle", "later__paragraph")),
    ).first()


def withdrawn_path(limb: Recommendation, today: date) -> Path:
    return path_through_rounds(limb, None, {}, (), (), today)


def limb_page(limb: Recommendation, today: date, address: str = "") -> LimbPage:
    words, language = in_short(limb)
    asked = list(limb.advices.all())
    made, doing = _promises_of(limb, today), _actions_of(limb, today)
    shown_themes = tuple(link.theme for link in limb.theme_links.all())
    chain = chain_of(limb)
    who_acts = Responsibility.objects.filter(recommendation=limb).select_related("organisation", "territory", "instead")
    duties = [_duty(one) for one in who_acts]
    commitments = [one.promise for one in made]
    return LimbPage(
        limb=limb,
        title=title(limb),
        words=words,
        language=language,
        children=_for_children(limb),
        official=tuple(one for one in limb.texts.all() if one.register in (Register.OFFICIAL, Register.UNOFFICIAL)),
        sentence=limb_sentence(limb, commitments, chain),
        path=path_through_rounds(limb, chain, in_chain(chain), commitments, doing, today),
        is_checked=rights.text_is_checked(limb),
        territories=_territories(limb),
        articles=_concepts(limb, "crc-articles"),
        targets=_concepts(limb, "sdg-targets"),
        clusters=_concepts(limb, "crc-clusters"),
        themes=shown_themes,
        duties=tuple(one for one in duties if not one.ended),
        past_duties=tuple(one for one in duties if one.ended),
        positions=tuple(limb.positions.all()),
        voices=_voices(asked, made_up=False),
        made_up_voices=_voices(asked, made_up=True),
        advices=advised.rows(asked, today),
        promises=made,
        actions=doing,
        figures=_figures(shown_themes, today),
        gaps=tuple(DataGap.objects.filter(theme__in=shown_themes).select_related("source")),
        related=_related(limb),
        dropped=tuple(limb.dropped_in.all()),
        history=history(limb),
        citation=citation(limb, address, today),
        previous=_beside(limb, later=False),
        following=_beside(limb, later=True),
        has_made_up=has_made_up(limb),
        command=rights.IMPORT_COMMAND,
    )


def _for_children(limb: Recommendation) -> tuple[Band, ...]:
    """What stands for every age first, then from young to old."""
    order = list(AgeBand.values)
    found = [one for one in limb.texts.all() if (one.language, one.register) == ("nl", Register.CHILD)]
    found.sort(key=lambda one: order.index(one.age_band) if one.age_band in order else len(order))
    return tuple(Band(str(one.get_age_band_display()), one) for one in found)


def _voices(asked: list[Advice], *, made_up: bool) -> tuple[Words, ...]:
    of_those = [advice for advice in asked if advice.edition.is_demonstration == made_up]
    return words_of(Group.objects.filter(advices__in=of_those).select_related("consultation").distinct())


def _promises_of(limb: Recommendation, today: date) -> tuple[came.Promise, ...]:
    """Promises whose link to the limb holds, and those made in an answer to an advice that points to it."""
    links = answers.confirmed_promises().filter(recommendation=limb).select_related(None)
    links = links.prefetch_related(Prefetch("commitment", promised.with_everything()))
    direct: list[CommitmentLink] = list(links)
    via = promised.with_everything().filter(
        position__part__advice__recommendations=limb, position__answer__state=AnswerState.PUBLISHED
    )
    linked = {link.commitment_id for link in direct}
    also: Iterable[Commitment] = via.exclude(pk__in=linked).distinct()
    told = [came.promise(link.commitment, today, link=link) for link in direct]
    return came.latest_first([*told, *(came.promise(one, today) for one in also)])


def _actions_of(limb: Recommendation, today: date) -> tuple[came.Doing, ...]:
    links: Iterable[ActionLink] = (
        answers.confirmed_actions().filter(recommendation=limb).prefetch_related("action__milestones")
    )
    told = [came.doing(link.action, today, link=link) for link in links]
    return tuple(sorted(told, key=lambda one: -one.days_late))


def _duty(one: Responsibility) -> Duty:
    return Duty(
        responsibility=one,
        body=one.organisation.name,
        href=f"/aanbevelingen/wie/{one.organisation.slug}/",
        role=capital(str(one.get_role_display())),
        territory=str(one.territory or ""),
        state=one.state,
        words=duty_words(one),
        reason=_reason(one),
        instead=one.instead.name if one.instead and one.state == ResponsibilityState.DISPUTED else "",
        ended=one.state == ResponsibilityState.ENDED,
    )


def _reason(one: Responsibility) -> str:
    if one.state == ResponsibilityState.ENDED:
        return one.ended_reason
    return one.disputed_reason if one.state == ResponsibilityState.DISPUTED else ""


def duty_words(one: Responsibility) -> str:
    """What is settled about who must act, as a sentence."""
    match one.state:
        case ResponsibilityState.ACCEPTED:
            return _("De organisatie zegt: dit is van ons.")
        case ResponsibilityState.DISPUTED:
            return _("De organisatie zegt: dit is niet van ons.")
        case ResponsibilityState.ENDED:
            until = date_format(one.valid_to, "j F Y") if one.valid_to else ""
            return _("Niet meer, sinds {day}.").format(day=until) if until else _("Niet meer.")
    return _("Voorgesteld door een redacteur; de organisatie zelf heeft nog niets gezegd.")


def leads(limb: Recommendation) -> list[Responsibility]:
    """Who must act as it stands: proposed or accepted; who is only consulted or watches need not act."""
    over = (ResponsibilityState.DISPUTED, ResponsibilityState.ENDED)
    return [one for one in limb.responsibilities.all() if one.role in rights.LEADING and one.state not in over]


def _names(limb: Recommendation, state: ResponsibilityState) -> str:
    """Who leads in this state, as a series of names; empty where nobody does."""
    names = [
        str(one.organisation) if state == ResponsibilityState.PROPOSED else who(one.organisation)
        for one in leads(limb)
        if one.state == state
    ]
    return series(list(dict.fromkeys(names)))


def _who_must_act(limb: Recommendation) -> str:
    match rights.lead_stand((one.role, one.state) for one in limb.responsibilities.all()):
        case ResponsibilityState.ACCEPTED:
            return _("{who} moet handelen.").format(who=_names(limb, ResponsibilityState.ACCEPTED))
        case ResponsibilityState.PROPOSED:
            proposed = _names(limb, ResponsibilityState.PROPOSED)
            return _("Voorgesteld is dat {who} handelt; bevestigd is dat nog niet.").format(who=proposed)
        case ResponsibilityState.DISPUTED:
            return _("Wie dit moet doen, is betwist.")
    return _("Niemand is aangewezen om dit te doen.")


def limb_sentence(limb: Recommendation, made: list[Commitment], chain: Chain | None) -> str:
    """How it stands with one limb, in a few short sentences."""
    if limb.statement_type not in ASKS:
        return _("Hier vraagt het comité niets; het hoort bij het verhaal.")
    said = []
    rounds = chain.until(limb.document.cycle.year) if chain and limb.document.cycle else ()
    if len(rounds) > 1:
        said.append(asked_times(len(rounds), rounds[0]))
    said.append(_who_must_act(limb))
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


def citation(limb: Recommendation, address: str, today: date) -> str:
    """How to refer to this limb in a letter or a report."""
    day = f" ({date_format(limb.document.date, 'j F Y')})" if limb.document.date else ""
    place = _(", paragraaf {number}").format(number=limb.number) if limb.number else ""
    read = _("gelezen op {day}").format(day=date_format(today, "j F Y"))
    return f"{limb.document.publisher or _('VN-Kinderrechtencomité')}, {limb.document.symbol}{day}{place}. Weerklank, {address}, {read}."


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
