from django.db import migrations

from weerklank.advices.triggers import laid
from weerklank.answers.triggers import PUBLISHED_ANSWER_STANDS, PUBLISHED_POSITION_STANDS, REASONS_ARE_REAL
from weerklank.audit.triggers import never_replaced


class Migration(migrations.Migration):
    dependencies = [("answers", "0012_transfers_and_what_goes_along")]
    operations = [
        laid(*REASONS_ARE_REAL),
        never_replaced("answers_answer", PUBLISHED_ANSWER_STANDS),
        never_replaced("answers_partposition", PUBLISHED_POSITION_STANDS),
    ]
