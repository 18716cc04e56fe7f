from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ParticipationConfig(AppConfig):
    name = "weerklank.participation"
    label = "participation"

    def ready(self) -> None:
        from weerklank.participation import row_order

        post_migrate.connect(row_order.scatter, sender=self, dispatch_uid="rows lie anywhere")
