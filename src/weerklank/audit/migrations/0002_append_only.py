from django.db import migrations

from weerklank.audit.triggers import frozen


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [frozen("audit_auditevent")]
