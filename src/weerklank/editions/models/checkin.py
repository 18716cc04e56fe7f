"""What was pressed at the door, so that a press that is sent twice, or by two devices, counts once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from weerklank.editions.models.attendance import ERASED, Attendee
from weerklank.privacy import Kept


class DoorPress(models.Model):
    """One press on one device. The key is the device's own; when it was pressed is not kept."""

    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="door_presses")
    key = models.CharField(max_length=64, unique=True)
    is_in = models.BooleanField(help_text="came in; else a check-in that was a mistake")

    privacy: ClassVar[dict[str, Kept]] = {
        "*": Kept("zodat iemand die twee keer wordt aangevinkt één keer binnen is", ERASED)
    }

    def __str__(self) -> str:
        return "binnen" if self.is_in else "toch niet binnen"
