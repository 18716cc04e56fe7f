"""The day of an edition as whoever goes on elsewhere needs it: how people sign up and how is chosen. Never anybody."""

from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import DayRegistration, RolePlaces, Trait, TraitValue
from weerklank.tracker.dump.columns import Column, Ref, Table

_DAY = Ref("registration", "het aanmelden, bij zijn editie", to="day_registrations", as_=("edition",))

TABLES = (
    Table(
        "day_registrations",
        "Aanmelden voor de dag",
        "Wanneer en hoe mensen zich aanmelden, en wanneer zij worden vergeten. Wie kwam staat nergens.",
        DayRegistration,
        (
            Ref("edition", "de editie", to="editions"),
            Column("opens_on", "eerste dag"),
            Column("closes_on", "laatste dag"),
            Column("entrance", "wie zich kan aanmelden"),
            Column("choosing", "hoe gekozen wordt als er te veel mensen zijn"),
            Column("erase_after_days", "na hoeveel dagen iedereen wordt vergeten", unit="dagen"),
        ),
        ("edition",),
        lambda: DayRegistration.objects.exclude(edition__state=EditionState.DRAFT),
        inside={"reach": "wie te bellen of te mailen is; dat is een mens, en ergens anders een ander"},
        begins={"reach": "wie deze editie organiseert"},
    ),
    Table(
        "day_places",
        "Plaatsen per rol",
        "Hoeveel plaatsen er voor elke rol zijn.",
        RolePlaces,
        (_DAY, Column("role", "als wie iemand komt"), Column("places", "plaatsen")),
        ("edition", "role"),
        lambda: RolePlaces.objects.exclude(registration__edition__state=EditionState.DRAFT),
        inside={
            "invitation": "welke uitnodigingslink nu geldt; een andere Weerklank maakt haar eigen",
            "invites": "of die link nog geldt",
        },
    ),
    Table(
        "day_traits",
        "Waarop eerlijk wordt gekozen",
        "Wat aan iedereen wordt gevraagd om eerlijk te kunnen kiezen. Wat iemand antwoordde staat nergens.",
        Trait,
        (
            _DAY,
            Column("trait", "korte naam", field="name"),
            Column("question", "de vraag"),
            Column("order", "plaats"),
        ),
        ("edition", "trait"),
        lambda: Trait.objects.exclude(registration__edition__state=EditionState.DRAFT),
    ),
    Table(
        "day_trait_values",
        "Antwoorden waarop eerlijk wordt gekozen",
        "Welke antwoorden er zijn, en hoeveel mensen met dat antwoord er moeten en mogen komen.",
        TraitValue,
        (
            Ref("trait", "de vraag", to="day_traits", as_=("edition", "trait")),
            Column("value", "het antwoord", field="name"),
            Column("order", "plaats"),
            Column("minimum", "minstens zoveel mensen"),
            Column("maximum", "hoogstens zoveel mensen; leeg is geen grens"),
        ),
        ("edition", "trait", "value"),
        lambda: TraitValue.objects.exclude(trait__registration__edition__state=EditionState.DRAFT),
    ),
)
