"""A draft's key is of one table; what came in after the day is marked, and what each device sent is counted."""

from django.db import migrations, models

from weerklank.advices.triggers import aside

_TAKE, _GIVE = aside("advices_tableoperation")


class Migration(migrations.Migration):
    dependencies = [("advices", "0001_folded")]

    operations = [
        _TAKE,
        migrations.AddField(
            "tableoperation",
            "late",
            models.BooleanField(
                default=False, help_text="came in after the day of the table; of when, only this is kept"
            ),
        ),
        _GIVE,
        migrations.AddField(
            "tablesession",
            "sent",
            models.JSONField(default=dict, help_text="how many operations each device sent, by its random number"),
        ),
        migrations.AddField(
            "tablesession",
            "let_in",
            models.JSONField(default=list, help_text="what came in after the day and somebody read and let in"),
        ),
        migrations.AlterField(
            "laidadvice",
            "key",
            models.UUIDField(db_index=True, help_text="given by a device: it means something at its own table only"),
        ),
        migrations.AddConstraint(
            "laidadvice", models.UniqueConstraint(fields=["session", "key"], name="laid_advice_once")
        ),
    ]
