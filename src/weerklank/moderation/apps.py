from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "weerklank.moderation"
    label = "moderation"
