from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("answers", "0007_promises_keep_their_links"), ("rights", "0006_texts_and_duties_guarded")]
    operations = [
        migrations.RemoveField(model_name="commitment", name="recommendations"),
        migrations.AddField(
            model_name="commitment",
            name="recommendations",
            field=models.ManyToManyField(
                blank=True,
                related_name="commitments",
                through="answers.CommitmentLink",
                to="rights.recommendation",
            ),
        ),
    ]
