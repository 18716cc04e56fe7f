from django.db import migrations

from weerklank.advices.triggers import laid
from weerklank.answers.triggers import DONE_WITH_EVIDENCE


class Migration(migrations.Migration):
    dependencies = [("answers", "0009_links_by_two_people_and_what_a_source_says")]
    operations = [laid(*DONE_WITH_EVIDENCE)]
