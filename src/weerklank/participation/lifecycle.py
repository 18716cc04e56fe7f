"""The lives of a question to children, of what a child said, and of what is voted on."""

from django.db.models import TextChoices

from weerklank.moves import Lifecycle, moves


class ConsultationState(TextChoices):
    DRAFT = "draft", "concept"
    PANEL_CHECK = "panel_check", "bij het jongerenpanel"
    SCHEDULED = "scheduled", "ingepland"
    OPEN = "open", "open"
    CLOSED = "closed", "gesloten"
    GROUPED = "grouped", "bij elkaar gebracht"
    FIXED = "fixed", "vastgesteld"
    REPORTED = "reported", "verslag is er"


C = ConsultationState
CONSULTATION = Lifecycle(
    "consultation",
    ConsultationState,
    C.DRAFT,
    moves(
        ("ask_panel", C.DRAFT, C.PANEL_CHECK, "organisator"),
        (
            "schedule",
            [C.DRAFT, C.PANEL_CHECK],
            C.SCHEDULED,
            "organisator",
            "panel overgeslagen alleen met openbare reden",
        ),
        (
            "open",
            [C.DRAFT, C.PANEL_CHECK, C.SCHEDULED],
            C.OPEN,
            "organisator",
            "vraag, wat kan, wat niet, wie beslist, wanneer hoor je het",
        ),
        ("close", C.OPEN, C.CLOSED, "organisator"),
        ("group", C.CLOSED, C.GROUPED, "redacteur inbreng"),
        ("fix", C.GROUPED, C.FIXED, "redacteur inbreng", "alles zit in een groep, elk bezwaar is beslist"),
        ("report", C.FIXED, C.REPORTED, "organisator"),
    ),
)


class ContributionState(TextChoices):
    RECEIVED = "received", "binnen"
    SAFETY_HOLD = "safety_hold", "bij de aandachtsfunctionaris"
    PUBLISHED = "published", "gepubliceerd"
    PUBLISHED_EDITED = "published_edited", "gepubliceerd, aangepast voor de veiligheid"
    KEPT_PRIVATE = "kept_private", "telt mee, niet te zien"
    NOT_PUBLISHED = "not_published", "niet gepubliceerd"
    GROUPED = "grouped", "in een groep"
    IN_ADVICE = "in_advice", "in een advies"
    NOT_USED = "not_used", "dit jaar niet gebruikt"
    WITHDRAWN = "withdrawn", "teruggenomen"


K = ContributionState
PUBLISHED_STATES = (K.PUBLISHED, K.PUBLISHED_EDITED)
SHOWN_STATES = (*PUBLISHED_STATES, K.GROUPED, K.IN_ADVICE, K.NOT_USED)
CONTRIBUTION = Lifecycle(
    "contribution",
    ContributionState,
    K.RECEIVED,
    moves(
        ("hold", K.RECEIVED, K.SAFETY_HOLD, "woorden of moderator", "hulp staat meteen op de bladzijde"),
        ("release", K.SAFETY_HOLD, K.RECEIVED, "aandachtsfunctionaris"),
        ("publish", K.RECEIVED, K.PUBLISHED, "moderator"),
        (
            "publish_edited",
            K.RECEIVED,
            K.PUBLISHED_EDITED,
            "moderator; met andere woorden dan die van het kind twee moderatoren",
            "het eigen woord van het kind blijft bewaard",
        ),
        (
            "unpublish",
            [K.PUBLISHED, K.PUBLISHED_EDITED],
            K.RECEIVED,
            "moderator",
            "met een notitie; staat het in een groep, dan haalt de redacteur het er eerst uit",
        ),
        (
            "keep_private",
            [K.RECEIVED, K.SAFETY_HOLD],
            K.KEPT_PRIVATE,
            "moderator als het kind dat koos, anders twee moderatoren; de aandachtsfunctionaris",
        ),
        ("decline", [K.RECEIVED, K.SAFETY_HOLD], K.NOT_PUBLISHED, "twee moderatoren", "met een reden in kindertaal"),
        ("reopen", K.NOT_PUBLISHED, K.RECEIVED, "andere moderator", "als het kind om een tweede blik vroeg"),
        ("group", [K.PUBLISHED, K.PUBLISHED_EDITED, K.KEPT_PRIVATE], K.GROUPED, "redacteur inbreng"),
        ("ungroup", K.GROUPED, K.PUBLISHED, "redacteur inbreng"),
        ("ungroup_edited", K.GROUPED, K.PUBLISHED_EDITED, "redacteur inbreng", "het was aangepast en blijft dat"),
        ("ungroup_private", K.GROUPED, K.KEPT_PRIVATE, "redacteur inbreng", "het was niet te zien en blijft dat"),
        ("into_advice", [K.GROUPED, K.NOT_USED], K.IN_ADVICE, "tafelbegeleider"),
        ("set_aside", [K.GROUPED, K.IN_ADVICE], K.NOT_USED, "redacteur inbreng", "met uitleg"),
        ("withdraw", [state for state in K if state != K.WITHDRAWN], K.WITHDRAWN, "kind, met de terugkomcode"),
    ),
)


class StatementState(TextChoices):
    PROPOSED = "proposed", "voorgesteld"
    ORIGIN_CHECK = "origin_check", "klopt dit?"
    OPEN = "open", "open voor stemmen"
    CLOSED = "closed", "gesloten"
    RETIRED = "retired", "weggehaald"


T = StatementState
STATEMENT = Lifecycle(
    "statement",
    StatementState,
    T.PROPOSED,
    moves(
        ("check_origin", T.PROPOSED, T.ORIGIN_CHECK, "redacteur inbreng"),
        ("open", [T.PROPOSED, T.ORIGIN_CHECK], T.OPEN, "redacteur inbreng"),
        ("close", T.OPEN, T.CLOSED, "redacteur inbreng"),
        ("retire", [T.PROPOSED, T.ORIGIN_CHECK, T.OPEN], T.RETIRED, "redacteur inbreng", "met reden"),
        (
            "take_back",
            [state for state in T if state != T.RETIRED],
            T.RETIRED,
            "kind, met de terugkomcode",
            "de stelling waren zijn woorden; die gaan mee weg",
        ),
    ),
)
