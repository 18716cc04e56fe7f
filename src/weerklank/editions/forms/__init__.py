"""What organisers and people who come to the day type, as clean values."""

from weerklank.editions.forms.edition import (
    AddThemeForm,
    EditionForm,
    GiveRoleForm,
    NewEditionForm,
    NewTableForm,
    SeatForm,
    SeatsForm,
    TableForm,
    WhenAndWhere,
    WordThemesForm,
)

__all__ = [
    "AddThemeForm",
    "EditionForm",
    "GiveRoleForm",
    "NewEditionForm",
    "NewTableForm",
    "SeatForm",
    "SeatsForm",
    "TableForm",
    "WhenAndWhere",
    "WordThemesForm",
]
