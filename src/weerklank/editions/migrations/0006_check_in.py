"""What was pressed at the door, so that a press that is sent twice counts once."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("editions", "0005_programme")]

    operations = [
        migrations.CreateModel(
            name="DoorPress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, unique=True)),
                ("is_in", models.BooleanField(help_text="came in; else a check-in that was a mistake")),
                (
                    "attendee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="door_presses",
                        to="editions.attendee",
                    ),
                ),
            ],
        ),
    ]
