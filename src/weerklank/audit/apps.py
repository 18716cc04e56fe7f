from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "weerklank.audit"
    label = "audit"
