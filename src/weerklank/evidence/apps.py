from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "weerklank.evidence"
    label = "evidence"
