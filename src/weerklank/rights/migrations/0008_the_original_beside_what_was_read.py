"""What a file gave is kept beside what was read from it, with the pattern that found each part."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rights", "0007_frozen_words_and_who_instead")]

    operations = [
        migrations.AddField(
            model_name="sourceparagraph",
            name="original",
            field=models.TextField(
                blank=True, default="", help_text="as the file gave it, line by line, to lay beside what was read"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="sourceparagraph",
            name="found",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="which pattern found the number (under '') and each limb (under its slug)",
            ),
        ),
        migrations.AddField(
            model_name="sourceparagraph",
            name="read_print",
            field=models.CharField(
                blank=True, default="", help_text="fingerprint of what a file last gave here", max_length=16
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="sourceparagraph",
            name="mended",
            field=models.BooleanField(
                default=False, help_text="an editor changed number or letters; the same file does not undo that"
            ),
        ),
    ]
