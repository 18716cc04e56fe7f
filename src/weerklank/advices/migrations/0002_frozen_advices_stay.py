from django.db import migrations

from weerklank.advices.triggers import FROZEN_ADVICE, laid


class Migration(migrations.Migration):
    dependencies = [("advices", "0001_initial")]
    operations = [laid(*FROZEN_ADVICE)]
