"""The lives of what the UN said: from imported to published, and of what is suggested beside it."""

from django.db.models import TextChoices

from weerklank.moves import Lifecycle, moves


class RecommendationState(TextChoices):
    IMPORTED = "imported", "ingelezen"
    CHECKED = "checked", "gecontroleerd"
    PUBLISHED = "published", "gepubliceerd"
    SUPERSEDED = "superseded", "opgevolgd"
    WITHDRAWN = "withdrawn", "ingetrokken"


S = RecommendationState
RECOMMENDATION = Lifecycle(
    "recommendation",
    RecommendationState,
    S.IMPORTED,
    moves(
        ("check", S.IMPORTED, S.CHECKED, "redacteur", "vergeleken met de bron; de tekst ligt daarna vast"),
        ("return", S.CHECKED, S.IMPORTED, "redacteur", "fout gevonden, met reden"),
        ("publish", S.CHECKED, S.PUBLISHED, "tweede redacteur", "iemand anders dan wie controleerde"),
        ("supersede", S.PUBLISHED, S.SUPERSEDED, "redacteur", "opvolger in een nieuwe cyclus"),
        ("withdraw", S.PUBLISHED, S.WITHDRAWN, "redacteur", "alleen met openbare correctie"),
    ),
)


class SuggestionState(TextChoices):
    SUGGESTED = "suggested", "voorgesteld"
    CONFIRMED = "confirmed", "bevestigd"
    REJECTED = "rejected", "afgewezen"


G = SuggestionState
SUGGESTION = Lifecycle(
    "suggestion",
    SuggestionState,
    G.SUGGESTED,
    moves(
        ("confirm", G.SUGGESTED, G.CONFIRMED, "redacteur"),
        (
            "reject",
            G.SUGGESTED,
            G.REJECTED,
            "redacteur",
            "blijft bewaard, zodat hetzelfde patroon het niet opnieuw voorstelt",
        ),
        ("reconsider", [G.CONFIRMED, G.REJECTED], G.SUGGESTED, "redacteur"),
    ),
)


class TextState(TextChoices):
    DRAFT = "draft", "concept"
    IN_REVIEW = "in_review", "wordt nagelezen"
    APPROVED = "approved", "goedgekeurd"
    PUBLISHED = "published", "gepubliceerd"
    RETIRED = "retired", "vervangen"


T = TextState
TEXT = Lifecycle(
    "recommendation_text",
    TextState,
    T.DRAFT,
    moves(
        ("submit", T.DRAFT, T.IN_REVIEW, "redacteur"),
        ("return", [T.IN_REVIEW, T.APPROVED], T.DRAFT, "tweede redacteur", "met wat er anders moet"),
        ("approve", T.IN_REVIEW, T.APPROVED, "tweede redacteur", "iemand anders dan wie schreef"),
        ("publish", T.APPROVED, T.PUBLISHED, "tweede redacteur", "de vorige versie wordt vervangen"),
        ("retire", T.PUBLISHED, T.RETIRED, "redacteur", "vervangen door een nieuwe versie, of ingetrokken"),
    ),
)


class ResponsibilityState(TextChoices):
    PROPOSED = "proposed", "voorgesteld"
    ACCEPTED = "accepted", "aanvaard"
    DISPUTED = "disputed", "betwist"
    ENDED = "ended", "beëindigd"


P = ResponsibilityState
RESPONSIBILITY = Lifecycle(
    "responsibility",
    ResponsibilityState,
    P.PROPOSED,
    moves(
        ("accept", [P.PROPOSED, P.DISPUTED], P.ACCEPTED, "de organisatie zelf"),
        ("dispute", P.PROPOSED, P.DISPUTED, "de organisatie zelf", "met reden, en wie het volgens haar wel is"),
        ("end", [P.PROPOSED, P.ACCEPTED, P.DISPUTED], P.ENDED, "redacteur", "met dag en reden"),
    ),
)


class ChangeState(TextChoices):
    ASKED = "asked", "wacht op een besluit"
    TAKEN = "taken", "overgenomen"
    KEPT = "kept", "niet overgenomen"


C = ChangeState
SOURCE_CHANGE = Lifecycle(
    "source_change",
    ChangeState,
    C.ASKED,
    moves(
        ("take", C.ASKED, C.TAKEN, "redacteur", "alleen zolang de tekst niet vastligt; anders eerst terugzetten"),
        ("keep", C.ASKED, C.KEPT, "redacteur", "met reden; hetzelfde bestand vraagt het niet opnieuw"),
    ),
)


class ImportState(TextChoices):
    RUNNING = "running", "bezig"
    STOPPED = "stopped", "onderbroken"
    DONE = "done", "klaar"
    REFUSED = "refused", "geweigerd"


I = ImportState  # noqa: E741
IMPORT = Lifecycle(
    "import_batch",
    ImportState,
    I.RUNNING,
    moves(
        ("finish", I.RUNNING, I.DONE, "programma"),
        ("stop", I.RUNNING, I.STOPPED, "programma", "onderbroken; gaat verder waar het was"),
        ("resume", I.STOPPED, I.RUNNING, "redacteur"),
        ("refuse", I.RUNNING, I.REFUSED, "programma", "er is niets veranderd"),
    ),
)
