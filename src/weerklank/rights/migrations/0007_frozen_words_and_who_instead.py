"""What was checked, published or stated cannot be rewritten, whoever writes in the database.

A later migration that alters one of these three tables lays its rule again: SQLite rebuilds a table without triggers.
"""

import django.db.models.deletion
from django.db import migrations, models

from weerklank.audit.triggers import frozen

_TEXT_CHANGES = """
    NEW.text <> OLD.text OR NEW.language <> OLD.language
    OR (OLD.number <> '' AND NEW.number <> OLD.number) OR (OLD.letter <> '' AND NEW.letter <> OLD.letter)
"""
_WORDING_CHANGES = " OR ".join(
    f"NEW.{name} <> OLD.{name}"
    for name in ("text", "language", "register", "age_band", "version", "author", "source_url", "recommendation_id")
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_contact_role"),
        ("audit", "0002_append_only"),
        ("rights", "0006_texts_and_duties_guarded"),
    ]

    operations = [
        migrations.AddField(
            model_name="responsibility",
            name="instead",
            field=models.ForeignKey(
                blank=True,
                help_text="who must act according to the body that disputes it",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="named_instead",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="responsibility",
            name="ended_reason",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        frozen(
            "rights_recommendation",
            update_when=f"(OLD.state <> 'imported' AND ({_TEXT_CHANGES}))"
            " OR (OLD.state IN ('published', 'superseded', 'withdrawn') AND NEW.state IN ('imported', 'checked'))"
            " OR (OLD.state IN ('superseded', 'withdrawn') AND NEW.state <> OLD.state)",
            delete_when="OLD.state IN ('published', 'superseded', 'withdrawn')",
        ),
        frozen(
            "rights_recommendationtext",
            update_when=f"(OLD.state IN ('published', 'retired') AND ({_WORDING_CHANGES}))"
            " OR (OLD.state = 'published' AND NEW.state NOT IN ('published', 'retired'))"
            " OR (OLD.state = 'retired' AND NEW.state <> 'retired')",
            delete_when="OLD.state IN ('published', 'retired')",
        ),
        frozen("rights_stateposition"),
    ]
