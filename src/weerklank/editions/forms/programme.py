"""What organisers type about the phases of an edition and the programme of its day."""

from __future__ import annotations

from typing import Any

from django import forms

from weerklank.editions.actions.calendar import PhasePlan
from weerklank.editions.actions.programme import Planned
from weerklank.editions.models import (
    PLANNED_PHASES,
    Edition,
    PhaseDate,
    ProgrammeDay,
    ProgrammeSession,
    Room,
    SessionKind,
    SideEvent,
)
from weerklank.editions.phases import PHASES as WORDS
from weerklank.editions.queries import programme as queries
from weerklank.web.fields import RowField


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def _hour(label: str, *, required: bool = False, help_text: str = "") -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        error_messages={"invalid": "Dit is geen tijd. Schrijf bijvoorbeeld 13:30."},
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )


class CalendarForm(forms.Form):
    """From when until when each phase is planned, on one page."""

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = {row.phase: row for row in PhaseDate.objects.filter(edition=edition)}
        for phase in PLANNED_PHASES:
            row = kept.get(phase)
            begins, ends = _day(f"{WORDS[phase].name}, vanaf"), _day(f"{WORDS[phase].name}, tot en met")
            begins.initial, ends.initial = (row.begins_on, row.ends_on) if row else (None, None)
            self.fields[f"begins-{phase}"], self.fields[f"ends-{phase}"] = begins, ends

    def plans(self) -> list[PhasePlan]:
        given = self.cleaned_data
        return [PhasePlan(phase, given[f"begins-{phase}"], given[f"ends-{phase}"]) for phase in PLANNED_PHASES]


class DayForm(forms.Form):
    opens = _hour("De dag begint", required=True)
    closes = _hour("De dag is klaar", required=True)
    note = forms.CharField(
        label="Wat iedereen moet weten die komt",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld: de ingang heeft geen drempel; wie rust zoekt, gaat naar de stille kamer.",
    )

    @classmethod
    def of(cls, edition: Edition, data: Any = None) -> DayForm:
        day = ProgrammeDay.objects.filter(edition=edition).first()
        return cls(data, initial={"opens": day.opens, "closes": day.closes, "note": day.note} if day else None)


class RoomForm(forms.Form):
    name = forms.CharField(label="Naam van de zaal", max_length=80)
    access = forms.CharField(
        label="Toegankelijkheid",
        required=False,
        max_length=300,
        help_text="Bijvoorbeeld: ringleiding, zonder drempel, stille ruimte ernaast.",
    )

    @classmethod
    def of(cls, room: Room, data: Any = None) -> RoomForm:
        return cls(data, initial={"name": room.name, "access": room.access})


class SessionForm(forms.Form):
    kind = forms.ChoiceField(label="Soort", choices=SessionKind.choices, initial=SessionKind.SESSION)
    title = forms.CharField(label="Wat er gebeurt", max_length=200)
    begins = _hour("Begint om", help_text="Weet u de tijd nog niet, laat begin en einde dan leeg.")
    ends = _hour("Klaar om")
    room = RowField(label="Zaal", queryset=Room.objects.none(), required=False, empty_label="nog niet bekend")
    led_by = forms.CharField(
        label="Wie leidt het",
        required=False,
        max_length=160,
        help_text="Een organisatie of een rol, zoals ‘jongerenpanel’ of ‘gespreksleiders’. Een naam van een mens hoeft niet.",
    )
    text = forms.CharField(label="Uitleg", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    access = forms.CharField(
        label="Toegankelijkheid van dit onderdeel",
        required=False,
        max_length=300,
        help_text="Bijvoorbeeld: met tolk gebarentaal. Wat voor de zaal geldt, staat al bij de zaal.",
    )
    language = forms.CharField(
        label="Taal", required=False, max_length=80, help_text="Alleen als het niet in het Nederlands is."
    )
    audience = forms.CharField(
        label="Voor wie",
        required=False,
        max_length=200,
        help_text="Alleen als het niet voor iedereen is, zoals ‘Kamerleden en hun medewerkers’.",
    )
    side_event = RowField(
        label="Bijeenkomst met eigen aanmelding",
        queryset=SideEvent.objects.none(),
        required=False,
        empty_label="geen",
        help_text="Op het programma komt een link naar waar men zich aanmeldt.",
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].queryset = edition.rooms.all()  # a RowField has one
        self.fields["side_event"].queryset = queries.meetings(edition)  # this one too

    @classmethod
    def of(cls, session: ProgrammeSession, data: Any = None) -> SessionForm:
        known = {name: getattr(session, name) for name in Planned.__slots__}
        return cls(
            data,
            edition=session.edition,
            initial=known | {"room": session.room_id, "side_event": session.side_event_id},
        )

    def planned(self) -> Planned:
        given = self.cleaned_data
        return Planned(**given | {"kind": SessionKind(given["kind"])})


class PublishForm(forms.Form):
    """What is different in the release, and which draft the organiser looked at."""

    note = forms.CharField(
        label="Wat is er anders?",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eén of twee zinnen boven het programma. Wat er precies veranderde, zetten we er zelf bij.",
    )
    after = forms.IntegerField(min_value=0, max_value=999_999, widget=forms.HiddenInput)
    seen = forms.RegexField(r"\A[0-9a-f]{64}\Z", widget=forms.HiddenInput)
