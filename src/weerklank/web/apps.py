"""How Weerklank looks: base templates, components, the path drawing, styles and fonts."""

from typing import Any

from django.apps import AppConfig
from django.forms import BooleanField, ChoiceField, Field, FileField, ModelChoiceField
from django.utils.translation import gettext_lazy as _

# what a field says when it was left empty; "this field is required" is a machine speaking, and says not what to do
WHEN_EMPTY: dict[type[Field], Any] = {
    Field: _("Vul dit in."),
    ChoiceField: _("Kies een antwoord."),
    ModelChoiceField: _("Kies een antwoord."),
    BooleanField: _("Kruis dit aan."),
    FileField: _("Kies een bestand."),
}


class WebConfig(AppConfig):
    name = "weerklank.web"
    label = "web"
    verbose_name = "Web"

    def ready(self) -> None:
        for field, sentence in WHEN_EMPTY.items():
            field.default_error_messages = {**field.default_error_messages, "required": sentence}
