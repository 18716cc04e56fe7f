from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "weerklank.assessments"
    label = "assessments"
