"""A sentence remembers more than the last press: one that comes late, after others, is not counted again."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('participation', '0009_a_copy_is_a_reason'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='handtally',
            name='press',
        ),
        migrations.AddField(
            model_name='handtally',
            name='presses',
            field=models.TextField(blank=True, default='', help_text='which presses of a button were counted last, with spaces: sent again, from any screen, counted once'),
            preserve_default=False,
        ),
    ]
