from django.db import migrations

from weerklank.audit.triggers import frozen


class Migration(migrations.Migration):
    dependencies = [("answers", "0001_initial")]
    operations = [
        frozen("answers_answer", update_when="OLD.state = 'published'", delete_when="OLD.state = 'published'"),
    ]
