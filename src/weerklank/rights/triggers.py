"""What was checked, published or stated cannot be rewritten, whoever writes in the database.

A migration that alters one of these three tables lays its rule again: SQLite rebuilds a table without triggers.
"""

from __future__ import annotations

from weerklank.audit.triggers import frozen, never_replaced

_SHOWN = "('published', 'superseded', 'withdrawn')"
_WORDED = "('published', 'retired')"
_TEXT_CHANGES = (
    "NEW.text <> OLD.text OR NEW.language <> OLD.language "
    "OR (OLD.number <> '' AND NEW.number <> OLD.number) OR (OLD.letter <> '' AND NEW.letter <> OLD.letter)"
)
_WORDING_CHANGES = " OR ".join(
    f"NEW.{name} <> OLD.{name}"
    for name in ("text", "language", "register", "age_band", "version", "author", "source_url", "recommendation_id")
)


def _differs(name: str) -> str:
    """For keys that may be empty: a comparison with NULL is neither true nor false, and would let it through."""
    return f"COALESCE(NEW.{name}, 0) <> COALESCE(OLD.{name}, 0)"


def _same(*names: str) -> str:
    return " AND ".join(f"stands.{name} = NEW.{name}" for name in names)


# who checked, wrote and approved is there when something is published, and stays what it was
_LIMB_SAYS = " OR ".join(
    (
        "NEW.slug <> OLD.slug",
        "NEW.statement_type <> OLD.statement_type",
        *map(_differs, ("checked_by_id", "published_by_id")),
    )
)
_TEXT_SAYS = " OR ".join(
    (
        *map(_differs, ("written_by_id", "approved_by_id")),
        "(OLD.reviewed_by_children AND NOT NEW.reviewed_by_children)",
        "(OLD.published_on IS NOT NULL AND (NEW.published_on IS NULL OR NEW.published_on <> OLD.published_on))",
    )
)

KEPT_WORDS = (
    frozen(
        "rights_recommendation",
        update_when=f"(OLD.state <> 'imported' AND ({_TEXT_CHANGES}))"
        f" OR (OLD.state IN {_SHOWN} AND (NEW.state IN ('imported', 'checked') OR {_LIMB_SAYS}))"
        " OR (OLD.state IN ('superseded', 'withdrawn') AND NEW.state <> OLD.state)",
        delete_when=f"OLD.state IN {_SHOWN}",
    ),
    frozen(
        "rights_recommendationtext",
        update_when=f"(OLD.state IN {_WORDED} AND ({_WORDING_CHANGES} OR {_TEXT_SAYS}))"
        " OR (OLD.state = 'published' AND NEW.state NOT IN ('published', 'retired'))"
        " OR (OLD.state = 'retired' AND NEW.state <> 'retired')",
        delete_when=f"OLD.state IN {_WORDED}",
    ),
    frozen("rights_stateposition"),
    never_replaced(
        "rights_recommendation",
        f"stands.state IN {_SHOWN} AND (stands.id = NEW.id OR ({_same('document_id', 'slug')}))",
    ),
    never_replaced(
        "rights_recommendationtext",
        f"stands.state IN {_WORDED} AND (stands.id = NEW.id OR ("
        f"{_same('recommendation_id', 'language', 'register', 'age_band')}"
        " AND (stands.version = NEW.version OR (stands.state = 'published' AND NEW.state = 'published'))))",
    ),
    never_replaced(
        "rights_stateposition",
        f"stands.id = NEW.id OR ({_same('recommendation_id', 'position', 'source', 'words')})",
    ),
)
