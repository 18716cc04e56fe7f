from django.apps import AppConfig


class TrackerConfig(AppConfig):
    name = "weerklank.tracker"
    label = "tracker"
