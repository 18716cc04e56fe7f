from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "weerklank.editions"
    label = "editions"
