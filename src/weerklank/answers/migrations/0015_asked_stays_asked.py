from django.db import migrations

from weerklank.advices.triggers import laid
from weerklank.answers.triggers import ASKED_STAYS_ASKED


class Migration(migrations.Migration):
    dependencies = [("answers", "0014_reminders_of_a_term")]
    operations = [laid(*ASKED_STAYS_ASKED)]
