from django.db import migrations

from weerklank.advices.triggers import laid
from weerklank.answers.triggers import KEPT_AND_REMEMBERED


class Migration(migrations.Migration):
    dependencies = [("answers", "0010_done_with_evidence")]
    operations = [laid(*KEPT_AND_REMEMBERED)]
