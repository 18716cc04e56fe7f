"""The life of an edition of the dialogue, and of someone who signs up for a meeting."""

from django.db.models import TextChoices

from weerklank.moves import Lifecycle, moves


class EditionState(TextChoices):
    DRAFT = "draft", "concept"
    ANNOUNCED = "announced", "aangekondigd"
    COLLECTING = "collecting", "kinderen praten mee"
    PREPARING = "preparing", "tafels worden voorbereid"
    DIALOGUE_DAY = "dialogue_day", "dialoogdag"
    DRAFTING_ADVICE = "drafting_advice", "adviezen worden geschreven"
    HANDED_OVER = "handed_over", "adviezen overhandigd"
    AWAITING_ANSWERS = "awaiting_answers", "wacht op antwoorden"
    FOLLOW_UP = "follow_up", "antwoorden worden gevolgd"
    CLOSED = "closed", "gesloten"


E = EditionState
EDITION = Lifecycle(
    "edition",
    EditionState,
    E.DRAFT,
    moves(
        ("announce", E.DRAFT, E.ANNOUNCED, "organisator"),
        (
            "collect",
            E.ANNOUNCED,
            E.COLLECTING,
            "organisator",
            "minstens een raadpleging met wat kan, wat niet, wie en wanneer",
        ),
        ("prepare", E.COLLECTING, E.PREPARING, "organisator"),
        ("open_day", E.PREPARING, E.DIALOGUE_DAY, "organisator"),
        ("draft_advices", E.DIALOGUE_DAY, E.DRAFTING_ADVICE, "organisator"),
        (
            "hand_over",
            E.DRAFTING_ADVICE,
            E.HANDED_OVER,
            "organisator",
            "elke inbreng heeft een bestemming, elk advies een geadresseerde",
        ),
        ("await_answers", E.HANDED_OVER, E.AWAITING_ANSWERS, "programma", "de termijnen lopen"),
        ("follow_up", E.AWAITING_ANSWERS, E.FOLLOW_UP, "organisator"),
        ("close", E.FOLLOW_UP, E.CLOSED, "organisator", "wat open staat is overgedragen aan een volgende editie"),
    ),
)


class RegistrationState(TextChoices):
    REGISTERED = "registered", "aangemeld"
    WAITING = "waiting", "op de wachtlijst"
    CONFIRMED = "confirmed", "bevestigd"
    CANCELLED = "cancelled", "afgemeld"


R = RegistrationState
REGISTRATION = Lifecycle(
    "registration",
    RegistrationState,
    R.REGISTERED,
    moves(
        ("confirm", [R.REGISTERED, R.WAITING], R.CONFIRMED, "organisator"),
        ("wait", R.REGISTERED, R.WAITING, "organisator"),
        ("cancel", [R.REGISTERED, R.WAITING, R.CONFIRMED], R.CANCELLED, "deelnemer of organisator"),
    ),
)
