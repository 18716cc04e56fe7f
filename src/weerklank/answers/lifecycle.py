"""Answering back: the addressee's turn, the answer's, and what was promised. Overdue is computed, never stored."""

from __future__ import annotations

from datetime import date

from django.db.models import TextChoices

from weerklank.moves import Lifecycle, moves


class AddresseeState(TextChoices):
    AWAITING = "awaiting", "wacht op antwoord"
    ACKNOWLEDGED = "acknowledged", "ontvangst bevestigd"
    DRAFTING = "drafting", "antwoord wordt geschreven"
    IN_APPROVAL = "in_approval", "ligt ter goedkeuring"
    ANSWERED = "answered", "beantwoord"
    CLARIFICATION_DUE = "clarification_due", "moet het uitleggen"
    CLARIFIED = "clarified", "uitgelegd"
    DISSENT_RECORDED = "dissent_recorded", "niet eens geworden"
    TRANSFERRED = "transferred", "overgedragen"
    NOT_FOUND = "not_found", "geen antwoord gevonden"


D = AddresseeState
OPEN_STATES = (D.AWAITING, D.ACKNOWLEDGED, D.DRAFTING, D.IN_APPROVAL)
ADDRESSEE = Lifecycle(
    "addressee",
    AddresseeState,
    D.AWAITING,
    moves(
        ("acknowledge", D.AWAITING, D.ACKNOWLEDGED, "behandelend ambtenaar"),
        ("draft", [D.AWAITING, D.ACKNOWLEDGED], D.DRAFTING, "behandelend ambtenaar"),
        ("submit", D.DRAFTING, D.IN_APPROVAL, "behandelend ambtenaar", "alle regels voor een antwoord kloppen"),
        ("return", D.IN_APPROVAL, D.DRAFTING, "goedkeurder", "met wat er anders moet"),
        ("publish", D.IN_APPROVAL, D.ANSWERED, "goedkeurder", "een tweede persoon"),
        ("transfer", OPEN_STATES, D.TRANSFERRED, "ander ministerie", "alleen als het ander ministerie het aanneemt"),
        ("ask_clarification", D.ANSWERED, D.CLARIFICATION_DUE, "oordeel van kinderen"),
        ("clarify", D.CLARIFICATION_DUE, D.CLARIFIED, "goedkeurder"),
        ("record_dissent", [D.ANSWERED, D.CLARIFIED, D.CLARIFICATION_DUE], D.DISSENT_RECORDED, "jongerenpanel"),
    ),
)


class AnswerState(TextChoices):
    DRAFT = "draft", "concept"
    SUBMITTED = "submitted", "ter goedkeuring"
    PUBLISHED = "published", "gepubliceerd"


N = AnswerState
ANSWER = Lifecycle(
    "answer",
    AnswerState,
    N.DRAFT,
    moves(
        ("submit", N.DRAFT, N.SUBMITTED, "behandelend ambtenaar"),
        ("return", N.SUBMITTED, N.DRAFT, "goedkeurder"),
        (
            "publish",
            N.SUBMITTED,
            N.PUBLISHED,
            "goedkeurder",
            "daarna verandert er niets meer; een verbetering is een nieuwe versie",
        ),
    ),
)


class CommitmentState(TextChoices):
    PROPOSED = "proposed", "voorgesteld"
    AGREED = "agreed", "toegezegd"
    ON_TRACK = "on_track", "op schema"
    AT_RISK = "at_risk", "loopt gevaar"
    PARTLY = "partly", "deels gedaan"
    DONE = "done", "gedaan"
    CONFIRMED = "confirmed", "gedaan, zeggen kinderen"
    DISPUTED = "disputed", "betwist"
    WITHDRAWN = "withdrawn", "ingetrokken"
    LAPSED = "lapsed", "vervallen"
    CARRIED_OVER = "carried_over", "meegenomen naar de volgende editie"


M = CommitmentState
ACTIVE_STATES = (M.AGREED, M.ON_TRACK, M.AT_RISK, M.PARTLY)
# what somebody can look at: a letter, a law, a page
KEPT_STATES = (M.PARTLY, M.DONE)
COMMITMENT = Lifecycle(
    "commitment",
    CommitmentState,
    M.PROPOSED,
    moves(
        ("agree", M.PROPOSED, M.AGREED, "goedkeurder", "met de publicatie van het antwoord"),
        ("report_progress", [M.AGREED, M.AT_RISK], M.ON_TRACK, "verantwoordelijke"),
        ("report_risk", [M.AGREED, M.ON_TRACK], M.AT_RISK, "verantwoordelijke"),
        ("finish_partly", [M.AGREED, M.ON_TRACK, M.AT_RISK], M.PARTLY, "verantwoordelijke", "met bewijs van dat deel"),
        ("finish", ACTIVE_STATES, M.DONE, "verantwoordelijke", "met bewijs"),
        ("confirm", M.DONE, M.CONFIRMED, "kinderen"),
        ("dispute", M.DONE, M.DISPUTED, "kinderen"),
        ("withdraw", ACTIVE_STATES, M.WITHDRAWN, "verantwoordelijke", "zelfde regel als afwijken"),
        ("lapse", ACTIVE_STATES, M.LAPSED, "redacteur", "alleen waar de bron het zo zegt"),
        (
            "reopen",
            [M.PARTLY, M.DONE, M.DISPUTED, M.WITHDRAWN, M.LAPSED],
            M.AGREED,
            "redacteur of verantwoordelijke",
            "met reden; wat ervoor stond blijft in de geschiedenis",
        ),
        ("carry_over", ACTIVE_STATES, M.CARRIED_OVER, "organisator"),
    ),
)


class LinkState(TextChoices):
    SUGGESTED = "suggested", "voorgesteld"
    CONFIRMED = "confirmed", "bevestigd"
    REJECTED = "rejected", "afgewezen"


L = LinkState
LINK = Lifecycle(
    "answers_link",
    LinkState,
    L.SUGGESTED,
    moves(
        ("confirm", L.SUGGESTED, L.CONFIRMED, "redacteur", "iemand anders dan wie voorstelde"),
        ("reject", L.SUGGESTED, L.REJECTED, "redacteur", "blijft bewaard, zodat het niet opnieuw wordt voorgesteld"),
        ("reconsider", [L.CONFIRMED, L.REJECTED], L.SUGGESTED, "redacteur"),
    ),
)


class ActionState(TextChoices):
    PLANNED = "planned", "gepland"
    UNDER_WAY = "under_way", "in uitvoering"
    DELIVERED = "delivered", "opgeleverd"
    EVALUATED = "evaluated", "geëvalueerd"
    PAUSED = "paused", "ligt stil"
    STOPPED = "stopped", "gestopt"


A = ActionState
SETTLED_ACTIONS = (A.DELIVERED, A.EVALUATED, A.STOPPED)
PROVEN_ACTIONS = (A.DELIVERED, A.EVALUATED)
ACTION = Lifecycle(
    "action",
    ActionState,
    A.PLANNED,
    moves(
        ("start", [A.PLANNED, A.PAUSED], A.UNDER_WAY, "verantwoordelijke"),
        ("back_to_plan", A.UNDER_WAY, A.PLANNED, "verantwoordelijke", "met uitleg"),
        (
            "deliver",
            A.UNDER_WAY,
            A.DELIVERED,
            "verantwoordelijke",
            "met bewijs; opgeleverd is nog niet uitgevoerd wat de VN vroeg",
        ),
        ("evaluate", A.DELIVERED, A.EVALUATED, "verantwoordelijke", "met de evaluatie"),
        ("pause", [A.PLANNED, A.UNDER_WAY], A.PAUSED, "verantwoordelijke", "met reden"),
        ("stop", [A.PLANNED, A.UNDER_WAY, A.PAUSED], A.STOPPED, "verantwoordelijke", "met reden"),
    ),
)

SILENT_AFTER_DAYS = 120


def days_overdue(*, due: date | None, settled: bool, today: date) -> int:
    """Days past the term while nothing settled it; 0 where it is on time, answered, or has no term."""
    return 0 if settled or due is None else max(0, (today - due).days)
