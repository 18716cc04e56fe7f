from django.db import migrations

from weerklank.audit.triggers import frozen_anew, never_replaced
from weerklank.findings.triggers import (
    NEVER,
    RUN_CHANGED,
    RUN_CHANGED_OR_JUMPED,
    RUN_IS_PUBLIC,
    RUN_STANDS,
    SAME_ROW_STANDS,
)


class Migration(migrations.Migration):
    dependencies = [("findings", "0005_not_alike")]

    operations = [
        frozen_anew(
            "findings_run",
            before=(RUN_CHANGED, RUN_IS_PUBLIC),
            update_when=RUN_CHANGED_OR_JUMPED,
            delete_when=RUN_IS_PUBLIC,
        ),
        frozen_anew("findings_signdecision", before=("", NEVER)),
        never_replaced("findings_run", RUN_STANDS),
        never_replaced("findings_opinionrun", SAME_ROW_STANDS),
        never_replaced("findings_signdecision", SAME_ROW_STANDS),
    ]
