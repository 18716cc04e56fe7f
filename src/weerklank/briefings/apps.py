from django.apps import AppConfig


class BriefingsConfig(AppConfig):
    name = "weerklank.briefings"
    label = "briefings"
