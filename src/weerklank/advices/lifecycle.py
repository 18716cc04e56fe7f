"""The life of an advice: children say first that this is what they meant."""

from django.db.models import TextChoices

from weerklank.moves import Lifecycle, moves


class AdviceState(TextChoices):
    DRAFT = "draft", "concept"
    READ_BACK = "read_back", "wordt teruggelezen"
    ADOPTED = "adopted", "vastgesteld door de tafel"
    FROZEN = "frozen", "bevroren"
    HANDED_OVER = "handed_over", "overhandigd"
    CLOSED = "closed", "afgesloten"
    DISCARDED = "discarded", "weggelegd"


A = AdviceState
ADVICE = Lifecycle(
    "advice",
    AdviceState,
    A.DRAFT,
    moves(
        ("read_back", A.DRAFT, A.READ_BACK, "tafelbegeleider", "minstens één onderdeel"),
        ("rewrite", A.READ_BACK, A.DRAFT, "tafelbegeleider", "bevestigingen vervallen"),
        (
            "adopt",
            A.READ_BACK,
            A.ADOPTED,
            "tafelbegeleider",
            "kinderen en jongeren bevestigden eerst, daarna de anderen",
        ),
        ("freeze", A.ADOPTED, A.FROZEN, "organisator", "tekst ligt vast met een hash"),
        ("hand_over", A.FROZEN, A.HANDED_OVER, "organisator", "minstens één geadresseerde; de termijnen lopen"),
        ("close", A.HANDED_OVER, A.CLOSED, "organisator"),
        (
            "discard",
            [A.DRAFT, A.READ_BACK],
            A.DISCARDED,
            "tafelbegeleider of organisator",
            "met reden; wat kinderen zeiden komt weer vrij voor een ander advies",
        ),
    ),
)
PUBLIC_STATES = (A.FROZEN, A.HANDED_OVER, A.CLOSED)
