from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class EditionsConfig(AppConfig):
    name = "weerklank.editions"
    label = "editions"

    def ready(self) -> None:
        # apps above may stand in the way of an edition's step; editions itself cannot import them
        autodiscover_modules("guards")
        # and so may say what a new edition can take over, and how an edition stands with them
        autodiscover_modules("shape")
        autodiscover_modules("overview")
