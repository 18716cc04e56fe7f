"""Who checked, wrote and approved is there when something is published, and stays what it was.

The constraints rebuild their tables on SQLite, without triggers: the rules of 0007 are lifted before and laid after,
wider than they were.
"""

import importlib

from django.db import migrations, models

from weerklank.audit.triggers import frozen, never_replaced

_before = importlib.import_module("weerklank.rights.migrations.0007_frozen_words_and_who_instead")
_LIMBS, _TEXTS = (one for one in _before.Migration.operations[2:4])

_SHOWN = "('published', 'superseded', 'withdrawn')"
_WORDED = "('published', 'retired')"


def _differs(name: str) -> str:
    """For keys that may be empty: a comparison with NULL is neither true nor false, and would let it through."""
    return f"COALESCE(NEW.{name}, 0) <> COALESCE(OLD.{name}, 0)"


_LIMB_SAYS = " OR ".join(
    ("NEW.slug <> OLD.slug", "NEW.statement_type <> OLD.statement_type", *map(_differs, ("checked_by_id", "published_by_id")))
)
_TEXT_SAYS = " OR ".join(
    (
        *map(_differs, ("written_by_id", "approved_by_id")),
        "(OLD.reviewed_by_children AND NOT NEW.reviewed_by_children)",
        "(OLD.published_on IS NOT NULL AND (NEW.published_on IS NULL OR NEW.published_on <> OLD.published_on))",
    )
)


class Migration(migrations.Migration):
    dependencies = [("rights", "0010_an_empty_profile")]

    operations = [
        migrations.RunPython(_LIMBS.reverse_code, _LIMBS.code),
        migrations.RunPython(_TEXTS.reverse_code, _TEXTS.code),
        migrations.RemoveConstraint(
            model_name="recommendation", name="recommendation_published_by_a_second_person"
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    models.Q(
                        ("checked_by__isnull", False),
                        ("published_by__isnull", False),
                        models.Q(("published_by", models.F("checked_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="recommendation_published_by_a_second_person",
                violation_error_message="Publiceren doet iemand anders dan wie controleerde.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendationtext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    ("written_by__isnull", True),
                    ("approved_by__isnull", False),
                    _connector="OR",
                ),
                name="recommendation_text_published_with_approval",
                violation_error_message="Een tekst staat pas voor iedereen als een tweede persoon haar goedkeurde.",
            ),
        ),
        frozen(
            "rights_recommendation",
            update_when=f"(OLD.state <> 'imported' AND ({_before._TEXT_CHANGES}))"
            f" OR (OLD.state IN {_SHOWN} AND (NEW.state IN ('imported', 'checked') OR {_LIMB_SAYS}))"
            " OR (OLD.state IN ('superseded', 'withdrawn') AND NEW.state <> OLD.state)",
            delete_when=f"OLD.state IN {_SHOWN}",
        ),
        frozen(
            "rights_recommendationtext",
            update_when=f"(OLD.state IN {_WORDED} AND ({_before._WORDING_CHANGES} OR {_TEXT_SAYS}))"
            " OR (OLD.state = 'published' AND NEW.state NOT IN ('published', 'retired'))"
            " OR (OLD.state = 'retired' AND NEW.state <> 'retired')",
            delete_when=f"OLD.state IN {_WORDED}",
        ),
        never_replaced(
            "rights_recommendation",
            f"stands.state IN {_SHOWN} AND (stands.id = NEW.id"
            " OR (stands.document_id = NEW.document_id AND stands.slug = NEW.slug))",
        ),
        never_replaced(
            "rights_recommendationtext",
            f"stands.state IN {_WORDED} AND (stands.id = NEW.id OR ("
            + " AND ".join(
                f"stands.{name} = NEW.{name}" for name in ("recommendation_id", "language", "register", "age_band")
            )
            + " AND (stands.version = NEW.version OR (stands.state = 'published' AND NEW.state = 'published'))))",
        ),
        never_replaced(
            "rights_stateposition",
            "stands.id = NEW.id OR ("
            + " AND ".join(
                f"stands.{name} = NEW.{name}" for name in ("recommendation_id", "position", "source", "words")
            )
            + ")",
        ),
    ]
