"""A yes on paper and who saw it, links with which a role can sign up, and who is drawn together."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_contact_role"),
        ("editions", "0006_check_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="attendee",
            name="consent_seen_by",
            field=models.ForeignKey(
                blank=True,
                help_text="of a yes on paper",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="attendee",
            name="consent_seen_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="drawnumber",
            name="party",
            field=models.CharField(
                blank=True,
                help_text="a word without meaning shared by people who come together or not at all",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="roleplaces",
            name="invitation",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="which link with which anybody of this role can sign up is good now; 0: none was made",
            ),
        ),
        migrations.AddField(
            model_name="roleplaces",
            name="invites",
            field=models.BooleanField(default=False, help_text="whether that link is good, or was taken back"),
        ),
        migrations.AddConstraint(
            model_name="attendee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("consent_seen_by", None), ("consent_seen_on", None)),
                    models.Q(
                        ("consent_seen_by__isnull", False),
                        ("consent_seen_on__isnull", False),
                        ("guardian_agreed_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="attendee_paper_was_seen_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleplaces",
            constraint=models.CheckConstraint(
                condition=models.Q(("invites", False), ("invitation__gte", 1), _connector="OR"),
                name="role_places_link_was_made",
            ),
        ),
    ]
