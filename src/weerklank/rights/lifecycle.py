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
