"""What an editor can do on the page of one limb: each deed with its form, its words and its action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from weerklank.accounts.models import Account
from weerklank.rights.actions import checking, claims, duties, positions, relations
from weerklank.rights.forms.editing import (
    AddForm,
    CorrectionForm,
    DroppedForm,
    NothingForm,
    PositionForm,
    ReasonForm,
    RelateForm,
    ResponsibleForm,
    SubjectForm,
    TextForm,
    UrgentForm,
)
from weerklank.rights.models import Recommendation

Do = Callable[[Recommendation, Account, datetime, dict[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do: what it asks, what it does, and the sentence afterwards."""

    form: type[forms.Form]
    do: Do
    initial: Callable[[Recommendation], dict[str, Any]] = lambda limb: {}

    def bind(self, limb: Recommendation, now: datetime, data: Any = None, name: str = "") -> forms.Form:
        more: dict[str, Any] = {}
        if self.form is ResponsibleForm:
            more["today"] = now.date()
        if self.form in (RelateForm, DroppedForm):
            more["limb"] = limb
        return self.form(data, prefix=name, initial=self.initial(limb), **more)


def _check(limb: Recommendation, by: Account, now: datetime, said: dict[str, Any]) -> str:
    checking.check(recommendation_id=limb.pk, by=by, now=now)
    return "Gecontroleerd. De tekst ligt nu vast; een collega publiceert."


def _return(limb: Recommendation, by: Account, now: datetime, said: dict[str, Any]) -> str:
    checking.send_back(recommendation_id=limb.pk, by=by, now=now, **said)
    return "Teruggezet. De tekst kan weer worden verbeterd."


def _publish(limb: Recommendation, by: Account, now: datetime, said: dict[str, Any]) -> str:
    checking.publish(recommendation_id=limb.pk, by=by, now=now)
    return "Gepubliceerd. Iedereen kan deze aanbeveling nu lezen."


def _withdraw(limb: Recommendation, by: Account, now: datetime, said: dict[str, Any]) -> str:
    checking.withdraw(recommendation_id=limb.pk, by=by, now=now, **said)
    return "Ingetrokken. Op het adres staat nu uw uitleg."


def _text(limb: Recommendation, by: Account, now: datetime, said: dict[str, Any]) -> str:
    checking.correct_text(recommendation_id=limb.pk, by=by, now=now, **said)
    return "De tekst is overgenomen zoals u hem in de bron las."


def _subject(limb: Recommendation, by: Account, now: datetime, said: dict[str, Any]) -> str:
    checking.name_subject(recommendation_id=limb.pk, by=by, now=now, **said)
    return "Het onderwerp is bewaard."


def _add(limb: Recommendation, by: Account, now: datetime, said: dict[str, Any]) -> str:
    claims.add_link(recommendation_id=limb.pk, by=by, now=now, **said)
    return f"{said['to']} is toegevoegd."


def _urgent(limb: Recommendation, by: Account, now: datetime, said: dict[str, Any]) -> str:
    checking.mark_urgent(recommendation_id=limb.pk, by=by, now=now, **said)
    return "Bewaard of hier haast bij is."


def _responsible(limb: Recommendation, by: Account, now: datetime, said: dict[str, Any]) -> str:
    duties.propose_responsible(recommendation_id=limb.pk, by=by, now=now, **said)
    return f"{said['organisation']} is voorgesteld."


def _relate(limb: Recommendation, by: Account, now: datetime, said: dict[str, Any]) -> str:
    relations.relate(recommendation_id=limb.pk, by=by, now=now, **said)
    return "Het verband is gelegd. Een collega leest beide rondes en bevestigt het; daarna leest iedereen het."


def _dropped(limb: Recommendation, by: Account, now: datetime, said: dict[str, Any]) -> str:
    relations.mark_dropped(recommendation_id=limb.pk, by=by, now=now, **said)
    return f"Er staat nu bij dat {said['cycle']} er niet op terugkomt."


def _position(limb: Recommendation, by: Account, now: datetime, said: dict[str, Any]) -> str:
    positions.state_position(recommendation_id=limb.pk, by=by, now=now, **said)
    return "Het standpunt staat erbij, naast wat er eerder stond."


def _hints(limb: Recommendation, by: Account, now: datetime, said: dict[str, Any]) -> str:
    made = claims.suggest_themes(recommendation_id=limb.pk)
    return (
        f"{made} {'thema' if made == 1 else 'thema’s'} voorgesteld."
        if made
        else "De woordenlijsten vinden niets nieuws."
    )


def _all(limb: Recommendation, by: Account, now: datetime, said: dict[str, Any]) -> str:
    done = claims.confirm_all(recommendation_id=limb.pk, by=by, now=now)
    return f"{done} {'voorstel' if done == 1 else 'voorstellen'} bevestigd."


DEEDS: dict[str, Deed] = {
    "controleren": Deed(NothingForm, _check),
    "terugzetten": Deed(ReasonForm, _return),
    "publiceren": Deed(NothingForm, _publish),
    "intrekken": Deed(CorrectionForm, _withdraw),
    "tekst": Deed(TextForm, _text, lambda limb: {"text": limb.text}),
    "onderwerp": Deed(SubjectForm, _subject, lambda limb: {"subject": limb.subject}),
    "toevoegen": Deed(AddForm, _add),
    "haast": Deed(UrgentForm, _urgent, lambda limb: {"urgent": limb.is_urgent, "area": limb.urgent_area}),
    "verantwoordelijke": Deed(ResponsibleForm, _responsible),
    "eerder-gevraagd": Deed(RelateForm, _relate),
    "niet-herhaald": Deed(DroppedForm, _dropped),
    "standpunt": Deed(PositionForm, _position),
    "themas-voorstellen": Deed(NothingForm, _hints),
    "alles-bevestigen": Deed(NothingForm, _all),
}
