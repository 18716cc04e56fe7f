from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "weerklank.rights"
    label = "rights"
