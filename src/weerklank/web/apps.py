"""How Weerklank looks: base templates, components, the path drawing, styles and fonts."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "weerklank.web"
    label = "web"
    verbose_name = "Web"
