from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "weerklank.findings"
    label = "findings"
