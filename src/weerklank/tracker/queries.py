"""What the pages over everything ask. No models of its own: each answer is made of what the rooms below hold."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import rules
from django.apps import apps
from django.db import models

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account, Organisation
from weerklank.advices.lifecycle import ADVICE
from weerklank.answers.lifecycle import ACTION, ADDRESSEE, COMMITMENT
from weerklank.assessments.models import GradeScale
from weerklank.editions.lifecycle import EDITION
from weerklank.moves import Lifecycle
from weerklank.participation.lifecycle import CONSULTATION, CONTRIBUTION
from weerklank.participation.models import HelpLine
from weerklank.privacy import Kept
from weerklank.rights.lifecycle import RECOMMENDATION

# the rooms whose work waits for somebody, in the order of the loop
_ROOMS_WITH_DUTIES = (
    "rights.queries",
    "editions.queries",
    "participation.queries.staff",
    "participation.queries.coverage",
    "moderation.queries",
    "findings.queries",
    "advices.queries",
    "answers.queries",
    "briefings.queries",
)


def duties(account: Any, today: date) -> list[Duty]:
    """What waits for this account in every room: the most urgent first."""
    found: list[Duty] = []
    for room in _ROOMS_WITH_DUTIES:
        queries = importlib.import_module(f"weerklank.{room}")
        found += queries.duties(account, today)
    return sorted(found, key=lambda duty: (duty.count == 0, duty.due or date.max))


def roles(account: Account) -> list[str]:
    """The roles of an account, as sentences."""
    platform = [assignment.get_role_display() for assignment in account.platform_roles.all()]
    within = [
        f"{role.get_role_display()} van {role.edition}" for role in account.edition_roles.select_related("edition")
    ]
    return platform + within


@dataclass(frozen=True, slots=True)
class Room:
    """A part of the workspace that this account may enter."""

    label: str
    href: str
    about: str


_ROOMS = (
    (
        "editions.staff",
        Room("Edities en raadplegingen", "/werk/edities/", "de vraag, de klassencodes, de rollen en de volgende stap"),
    ),
    (
        "moderation.decide",
        Room("Inbreng lezen", "/werk/moderatie/", "lezen, publiceren, aanpassen of met een reden niet publiceren"),
    ),
    (
        "moderation.safeguard",
        Room("Veiligheid", "/werk/veiligheid/", "zorgsignalen, met de vijf stappen van de meldcode"),
    ),
    (
        "responsibility.answer",
        Room("Verantwoordelijk", "/werk/verantwoordelijk/", "wat aan uw organisatie is voorgesteld, en uw antwoord"),
    ),
    ("findings.edit", Room("Inbreng bij elkaar brengen", "/werk/groepen/", "groepen, stellingen en tellingen")),
    ("findings.read", Room("Uitkomsten", "/werk/uitkomsten/", "wat er uit de stemmen kwam, met kaart en figuren")),
    ("advices.write", Room("Thematafels", "/werk/tafels/", "het verslag en de adviezen van de tafel")),
    (
        "advices.hand_over",
        Room("Overhandiging", "/werk/overhandiging/", "bevriezen, geadresseerden, en de termijnen laten lopen"),
    ),
    ("answers.open", Room("Antwoorden", "/werk/antwoorden/", "wat aan uw ministerie is gevraagd, en tot wanneer")),
    ("answers.approve", Room("Goedkeuren", "/werk/goedkeuren/", "antwoorden van collega’s nalezen en publiceren")),
    ("answers.judge", Room("Is dit een antwoord?", "/werk/oordelen/", "antwoorden lezen en zeggen of het er een is")),
    (
        "rights.edit",
        Room("Aanbevelingen", "/werk/aanbevelingen/", "ingelezen tekst vergelijken, controleren en publiceren"),
    ),
    (
        "commitments.open",
        Room("Toezeggingen", "/werk/toezeggingen/", "wat is beloofd, met de bron, en hoe ver het is"),
    ),
    (
        "actions.write",
        Room("Acties", "/werk/acties/", "wat er wordt gedaan, met mijlpalen en wat ze bewijst"),
    ),
    (
        "rights.edit",
        Room("Koppelingen", "/werk/koppelingen/", "wat hoort bij welke aanbeveling: voorgesteld, bevestigd, afgewezen"),
    ),
    ("rights.edit", Room("Nieuws", "/werk/nieuws/", "artikelen met hun bronnen")),
    ("audit.read", Room("Logboek", "/werk/logboek/", "wat er gedaan is, waaraan en door wie")),
)


def rooms(account: Account) -> list[Room]:
    return [room for rule, room in _ROOMS if rules.test_rule(rule, account, None)]


def organisations(today: date) -> list[Organisation]:
    """Everyone who takes part, without the made-up ones of the demonstration."""
    return [body for body in Organisation.objects.filter(is_demonstration=False) if body.exists_on(today)]


@dataclass(frozen=True, slots=True)
class KeptField:
    """One thing that is kept of a child: where, why, until when."""

    thing: str
    field: str
    kept: Kept


def _fields(model: type[models.Model]) -> Iterable[KeptField]:
    privacy: dict[str, Kept] = getattr(model, "privacy", {})
    thing = str(model._meta.verbose_name)
    return [KeptField(thing, field, kept) for field, kept in privacy.items() if kept.childs]


def kept_of_children() -> list[KeptField]:
    """Read from the declarations on the models themselves, so that the page cannot say less than is true."""
    return [field for model in apps.get_app_config("participation").get_models() for field in _fields(model)]


def kept_of_attendance() -> list[KeptField]:
    """What is kept of whoever comes to the day of an edition, children and adults alike."""
    return [field for model in apps.get_app_config("editions").get_models() for field in _fields(model)]


def kept_of_registrations() -> list[str]:
    """What is asked of adults who sign up for a meeting."""
    return ["naam", "rol", "e-mailadres", "wat u nodig heeft om mee te kunnen doen (hoeft niet)"]


def help_lines() -> list[HelpLine]:
    return list(HelpLine.objects.all())


def scales() -> list[GradeScale]:
    return list(GradeScale.objects.prefetch_related("grades"))


@dataclass(frozen=True, slots=True)
class Life:
    """A life as a reader sees it: what it is of, and its steps."""

    title: str
    lifecycle: Lifecycle

    @property
    def steps(self) -> list[tuple[str, str, str, str]]:
        labels = dict(self.lifecycle.states.choices)
        return [
            (", ".join(str(labels[origin]) for origin in move.origins), str(labels[move.target]), move.who, move.rule)
            for move in self.lifecycle.moves
        ]


def lives() -> list[Life]:
    return [
        Life("Een aanbeveling", RECOMMENDATION),
        Life("Een editie van de dialoog", EDITION),
        Life("Een raadpleging", CONSULTATION),
        Life("Wat een kind zegt", CONTRIBUTION),
        Life("Een advies", ADVICE),
        Life("Wie moet antwoorden", ADDRESSEE),
        Life("Een toezegging", COMMITMENT),
        Life("Een actie", ACTION),
    ]


@dataclass(frozen=True, slots=True)
class DataSet:
    """A list that machines can read, with what is in it."""

    slug: str
    title: str
    about: str


def data_sets() -> list[DataSet]:
    return [
        DataSet(
            "recommendations",
            "Aanbevelingen",
            "elk onderdeel van elke gepubliceerde aanbeveling, met nummer, thema’s en gebieden",
        ),
        DataSet("themes", "Thema’s", "de thema’s met hun namen door de tijd"),
        DataSet("advices", "Adviezen", "elk overhandigd advies met zijn onderdelen en geadresseerden"),
        DataSet("answers", "Antwoorden", "elk gepubliceerd antwoord, per onderdeel, met reden en kinderversie"),
        DataSet("commitments", "Toezeggingen", "wie belooft wat, wanneer, en hoe het ervoor staat"),
        DataSet("indicators", "Cijfers", "kerncijfers met definitie, bereik, bron, breuken en versies"),
    ]
