from django.apps import AppConfig


class AdvicesConfig(AppConfig):
    name = "weerklank.advices"
    label = "advices"
