"""A link between two rounds is public once a second person confirmed it; what was public already stays so."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_STATES = [("suggested", "voorgesteld"), ("confirmed", "bevestigd"), ("rejected", "afgewezen")]


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("rights", "0011_second_persons_that_stay"),
    ]

    operations = [
        migrations.AddField(
            model_name="recommendationrelation",
            name="state",
            field=models.CharField(
                choices=_STATES, default="confirmed", help_text="public from confirmed on", max_length=12
            ),
        ),
        migrations.AlterField(
            model_name="recommendationrelation",
            name="state",
            field=models.CharField(
                choices=_STATES, default="suggested", help_text="public from confirmed on", max_length=12
            ),
        ),
        migrations.AddField(
            model_name="recommendationrelation",
            name="related_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="recommendationrelation",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendationrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["suggested", "confirmed", "rejected"])),
                name="recommendation_relation_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendationrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("related_by__isnull", True),
                    ("confirmed_by__isnull", True),
                    models.Q(("confirmed_by", models.F("related_by")), _negated=True),
                    _connector="OR",
                ),
                name="recommendation_relation_by_a_second_person",
                violation_error_message="Een verband bevestigt iemand anders dan wie het legde.",
            ),
        ),
    ]
