"""Rows for the pages over the loop: advices in each state, built as the rooms below would leave them."""

from __future__ import annotations

from datetime import date, timedelta

from weerklank.accounts.models import Account, Organisation
from weerklank.advices.models import Advice, AdvicePart, Handover
from weerklank.answers.models import Addressee, Answer, Commitment, PartPosition, ProgressUpdate
from weerklank.editions.models import Edition, EditionTheme
from weerklank.findings.models import Group, GroupMembership
from weerklank.participation.models import Consultation, Contribution

TODAY = date(2026, 11, 20)
REASON = "Er is dit jaar geld voor de helft van de scholen, en daarom beginnen we bij de scholen die het minst hebben."
OTHER_REASONS = (
    "Een fiets helpt vooral kinderen die ver van school wonen, en de meeste kinderen wonen dichtbij of lenen er een.",
    "Gemeenten betalen de gymzaal, en wij praten met hen over wat er nodig is voordat wij iets kunnen beloven.",
)
CHANGE = "Als blijkt dat kinderen thuis blijven, gaan we sneller."


def handed_over(edition: Edition, day: date = TODAY - timedelta(days=100)) -> Handover:
    return Handover.objects.get_or_create(edition=edition, defaults={"date": day})[0]


def advice(theme: EditionTheme, number: str, *parts: str, **extra: object) -> Advice:
    """A public advice; its theme's edition is handed over."""
    handed_over(theme.edition)
    values = {
        "title": f"Advies {number}",
        "text": "Geen kind blijft thuis om geld.",
        "frozen_hash": "a" * 64,
        "frozen_on": TODAY - timedelta(days=101),
    }
    made = Advice.objects.create(
        number=number, edition=theme.edition, edition_theme=theme, state="adopted", **values | extra
    )
    for order, text in enumerate(parts or ("Laat de schoolreis gratis zijn.",), start=1):
        AdvicePart.objects.create(advice=made, order=order, text=text)
    Advice.objects.filter(pk=made.pk).update(state="handed_over")
    made.refresh_from_db()
    return made


def asked(
    made: Advice, body: Organisation, *, due: date | None = None, state: str = "awaiting", **extra: object
) -> Addressee:
    return Addressee.objects.create(advice=made, organisation=body, due_on=due, state=state, **extra)


def answered(
    addressee: Addressee, positions: list[str], by: tuple[Account, Account], *, state: str = "answered", **extra: object
) -> Answer:
    """A published answer with a position per part, in the order of the parts."""
    answer = Answer.objects.create(addressee=addressee, state="draft", written_by=by[0])
    reasons = iter((REASON, *OTHER_REASONS))
    for part, position in zip(addressee.advice.parts.order_by("order"), positions, strict=True):
        follows = position == "follow"
        PartPosition.objects.create(
            answer=answer,
            part=part,
            position=position,
            reason_type="" if follows else "money",
            explanation="" if follows else next(reasons),
            would_change_mind="" if follows else CHANGE,
        )
    values = {
        "summary": "Wij doen een deel.",
        "child_version": "Jullie vroegen iets. Wij doen een deel.",
        "not_thought_of": "Dat kinderen zeggen dat ze ziek zijn.",
        "signatory": "de minister van A",
        "published_on": TODAY - timedelta(days=10),
    }
    for field, value in (values | extra).items():
        setattr(answer, field, value)
    answer.state, answer.approved_by = "published", by[1]
    answer.save()
    addressee.state = state
    addressee.save()
    return answer


def promise(slug: str, body: Organisation, **extra: object) -> Commitment:
    values = {"title": f"Toezegging {slug}", "state": "agreed", "made_on": TODAY - timedelta(days=30)} | extra
    if values["state"] in ("partly", "done", "confirmed"):
        # nothing begins as kept without the document that shows it
        values.setdefault("fulfilled_by_url", "https://voorbeeld.example/besluit")
    return Commitment.objects.create(slug=slug, organisation=body, **values)


def progress(made: Commitment, day: date, state: str = "on_track", text: str = "Het gaat goed.") -> ProgressUpdate:
    return ProgressUpdate.objects.create(commitment=made, date=day, state=state, text=text)


def idea(consultation: Consultation, text: str, **extra: object) -> Contribution:
    values = {"state": "in_advice", "received_on": TODAY - timedelta(days=60), "submission_key": f"key of {text}"[:64]}
    return Contribution.objects.create(consultation=consultation, original=text, **values | extra)


def group(consultation: Consultation, title: str, *ideas: Contribution, **extra: object) -> Group:
    made = Group.objects.create(consultation=consultation, title=title, **extra)
    for said in ideas:
        GroupMembership.objects.create(group=made, contribution=said)
    return made
