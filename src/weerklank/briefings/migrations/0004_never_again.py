"""A mailbox that wants no mail is remembered without its address."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("briefings", "0003_mail_that_is_under_way")]

    operations = [
        migrations.CreateModel(
            name="NeverAgain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "mark",
                    models.CharField(
                        help_text="keyed digest of the mailbox, never the address", max_length=64, unique=True
                    ),
                ),
            ],
            options={"verbose_name_plural": "never again"},
        ),
    ]
