from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "weerklank.participation"
    label = "participation"
