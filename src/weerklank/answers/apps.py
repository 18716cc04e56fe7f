from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "weerklank.answers"
    label = "answers"
