"""The life of an article: written, published with its sources, and if need be withdrawn with a reason."""

from django.db.models import TextChoices

from weerklank.moves import Lifecycle, moves


class ArticleState(TextChoices):
    DRAFT = "draft", "concept"
    PUBLISHED = "published", "gepubliceerd"
    WITHDRAWN = "withdrawn", "ingetrokken"


A = ArticleState
ARTICLE = Lifecycle(
    "news",
    ArticleState,
    A.DRAFT,
    moves(
        ("publish", A.DRAFT, A.PUBLISHED, "redacteur", "minstens één bron"),
        ("correct", A.PUBLISHED, A.PUBLISHED, "redacteur", "met openbare uitleg"),
        ("withdraw", A.PUBLISHED, A.WITHDRAWN, "redacteur", "met openbare uitleg; het adres blijft"),
    ),
)
