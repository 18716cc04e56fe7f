"""The configuration is an app too: it brings the operator's commands and the checks of the installation."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "weerklank.config"
    label = "config"

    def ready(self) -> None:
        from weerklank.config import checks  # noqa: F401  (registers the checks)
