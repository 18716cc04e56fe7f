from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("briefings", "0002_saved_views_and_mail")]

    operations = [
        migrations.AddField(
            model_name="outbox",
            name="since",
            field=models.BigIntegerField(
                default=0, help_text="the event of the log before the first that this mail tells"
            ),
        ),
        migrations.AddField(
            model_name="outbox",
            name="not_before",
            field=models.DateTimeField(blank=True, null=True, help_text="the next try, after a growing pause"),
        ),
        migrations.AddField(
            model_name="outbox",
            name="claimed_at",
            field=models.DateTimeField(
                blank=True,
                null=True,
                help_text="given to the mail server; without an outcome nobody knows whether it went",
            ),
        ),
    ]
