"""The common recipe that acknowledges before the disk has it: WAL with synchronous=NORMAL."""

from django.conf import settings

from weerklank.config.wsgi import application

settings.DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"

__all__ = ["application"]
