from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "weerklank.answers"
    label = "answers"

    def ready(self) -> None:
        # the import of tables stands lower in the house and does not know of actions; they are laid there
        from weerklank.answers.actions.importing import import_action
        from weerklank.rights.actions.importing import ROW_WRITERS
        from weerklank.rights.reading import TableKind

        ROW_WRITERS[TableKind.ACTIONS] = import_action
