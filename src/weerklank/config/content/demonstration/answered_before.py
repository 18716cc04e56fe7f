"""A made-up round of years ago that is over: answered in time and later, a part that another took over, kept and disputed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from weerklank.accounts.models import Account
from weerklank.advices.models import Advice
from weerklank.answers.models import Addressee, Answer, Commitment, PartPosition, ProgressUpdate, Transfer
from weerklank.config.content.demonstration.scene import TERM_DAYS, Scene, organisation
from weerklank.config.content.loading import handed_over_advice
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import Edition, EditionTheme

_A, _B = "demo-ministerie-a", "demo-ministerie-b"
_MONEY = "Het geld voor dit jaar is verdeeld over scholen waar de meeste kinderen wonen; de rest volgt later."
_CHANGE = "Als kinderen vertellen dat het bij hen erger is dan wij dachten."


@dataclass(frozen=True, slots=True)
class Given:
    """An answer: by whom, after how many days, with which position on each part that it had."""

    body: str
    days: int
    positions: dict[int, str]


@dataclass(frozen=True, slots=True)
class Past:
    """An advice of back then, who answered it, and a part that went from the first to the second."""

    key: str
    title: str
    parts: tuple[str, ...]
    answers: tuple[Given, ...]
    moved: int = 0


_PAST = (
    Past(
        "02",
        "Geef elke wijk een plek om te spelen (demonstratie)",
        ("Zet in elke wijk een speelplek neer.", "Vraag kinderen waar.", "Laat de bus erheen gratis zijn."),
        (Given(_A, 41, {1: "partly", 2: "follow", 3: "not_ours"}), Given(_B, 68, {3: "deviate"})),
        moved=3,
    ),
    Past(
        "03",
        "Laat kinderen meebeslissen over de kantine (demonstratie)",
        ("Laat een klas het menu kiezen.", "Maak water gratis."),
        (Given(_B, 104, {1: "follow", 2: "follow"}),),
    ),
    Past(
        "04",
        "Maak brieven over kinderen leesbaar (demonstratie)",
        ("Schrijf elke brief ook voor het kind.",),
        (Given(_B, 77, {1: "follow"}),),
    ),
)
# by the advice and its part: what was promised, and what the youth panel says of it now
_KEPT = (
    ("03", 2, "demo-water-gratis", "Water is gratis in elke kantine (demonstratie)", "confirmed", "Wij dronken het."),
    (
        "04",
        1,
        "demo-brieven-leesbaar",
        "Elke brief is er ook voor het kind (demonstratie)",
        "disputed",
        "Onze klas kreeg brieven die niemand van ons kan lezen.",
    ),
)


def lay_answered_before(scene: Scene, accounts: dict[str, Account]) -> None:
    """Apart from the rest, so that an installation of before it existed gets it too."""
    closed = Edition.objects.filter(is_demonstration=True, state=EditionState.CLOSED, handover__isnull=False)
    edition = closed.order_by("year").first()
    if edition is None or Advice.objects.filter(number=f"{edition.year}-DEM-02").exists():
        scene.layer.report.count("unchanged", Advice)
        return
    day = edition.handover.date
    for past in _PAST:
        _lay(scene, accounts, edition, past, day)
    for number, order, slug, title, state, said in _KEPT:
        _promise(scene, edition, number, order, slug, title, state, said)


def _lay(scene: Scene, accounts: dict[str, Account], edition: Edition, past: Past, day: date) -> None:
    advice = handed_over_advice(
        scene.layer,
        number=f"{edition.year}-DEM-{past.key}",
        values={
            "title": past.title,
            "text": "Dit vroegen verzonnen kinderen.",
            "edition": edition,
            "edition_theme": EditionTheme.objects.get(edition=edition),
            "note": "Verzonnen advies, voor de demonstratie.",
        },
        parts=list(past.parts),
        day=day,
    )
    addressees = [_asked(scene, advice, given, day, first=given is past.answers[0]) for given in past.answers]
    if past.moved:
        settled = day + timedelta(days=14)
        scene.layer.once(
            Transfer,
            {"addressee": addressees[0], "part": advice.parts.get(order=past.moved)},
            {
                "to": addressees[1].organisation,
                "reason": "Over de bus gaat het andere ministerie (demonstratie).",
                "state": "accepted",
                "proposed_on": day + timedelta(days=6),
                "settled_on": settled,
            },
        )
    for addressee, given in zip(addressees, past.answers, strict=True):
        _answer(scene, accounts, addressee, given, day)


def _asked(scene: Scene, advice: Advice, given: Given, day: date, *, first: bool) -> Addressee:
    return scene.layer.once(
        Addressee,
        {"advice": advice, "organisation": organisation(given.body)},
        {
            "lead": first,
            "by_transfer": not first,
            "due_on": day + timedelta(days=TERM_DAYS if first else TERM_DAYS + 14),
            "state": "drafting",
        },
    )


def _answer(scene: Scene, accounts: dict[str, Account], addressee: Addressee, given: Given, day: date) -> None:
    suffix = "" if given.body == _A else "-b"
    answer = Answer.objects.create(
        addressee=addressee,
        written_by=accounts[f"respondent{suffix}"],
        approved_by=accounts[f"approver{suffix}"],
        summary=f"Het verzonnen ministerie ging na wat er van {addressee.advice.number} kan, en zegt dat per onderdeel.",
        child_version="Jullie vroegen iets aan ons. Wij zeggen bij elk stukje wat we doen. Zo kun je het zelf nalezen.",
        not_thought_of="Dat kinderen hier elke dag mee te maken hebben.",
        signatory=f"de minister van {addressee.organisation}",
    )
    for order, position in given.positions.items():
        reason = {} if position == "follow" else _reason(position)
        PartPosition.objects.create(
            answer=answer, part=addressee.advice.parts.get(order=order), position=position, **reason
        )
    # published last: from then on the database refuses every change
    Answer.objects.filter(pk=answer.pk).update(state="published", published_on=day + timedelta(days=given.days))
    Addressee.objects.filter(pk=addressee.pk).update(state="answered")
    scene.layer.report.count("created", Answer)


def _reason(position: str) -> dict[str, str]:
    if position == "partly":
        return {"reason_type": "money", "explanation": _MONEY, "would_change_mind": _CHANGE}
    if position == "not_ours":
        return {
            "reason_type": "other",
            "explanation": "Over de bus gaat het andere verzonnen ministerie. Dat nam dit onderdeel aan en antwoordt erop.",
            "would_change_mind": "Als het andere ministerie zegt dat de bus toch bij ons hoort.",
        }
    return {
        "reason_type": "law",
        "explanation": "De verzonnen wet op de bussen laat het niet toe dat het Rijk de prijs van één lijn bepaalt.",
        "would_change_mind": "Als de Kamer die wet verandert en de gemeenten meedoen.",
    }


def _promise(
    scene: Scene, edition: Edition, number: str, order: int, slug: str, title: str, state: str, said: str
) -> None:
    position = PartPosition.objects.get(part__advice__number=f"{edition.year}-DEM-{number}", part__order=order)
    made_on = position.answer.published_on
    if made_on is None:
        return
    proof = "https://voorbeeld.example/gedaan"
    promise = scene.layer.once(
        Commitment,
        {"slug": slug},
        {
            "title": title,
            "text": "Dat doen wij binnen een jaar.",
            "position": position,
            "organisation": position.answer.addressee.organisation,
            "owner": "een afdeling (demonstratie)",
            "made_on": made_on,
            "due_on": made_on + timedelta(days=365),
            "measure": "Wie het wil, kan het zien.",
            "state": "done",
            "fulfilled_by_url": proof,
            "is_demonstration": True,
        },
    )
    done_on, looked_on = made_on + timedelta(days=300), made_on + timedelta(days=330)
    scene.layer.once(
        ProgressUpdate,
        {"commitment": promise, "date": done_on},
        {"state": "done", "text": "Het is klaar en iedereen kan het zien.", "evidence_url": proof},
    )
    scene.layer.once(
        ProgressUpdate, {"commitment": promise, "date": looked_on}, {"state": state, "text": said, "said_by": "panel"}
    )
    Commitment.objects.filter(pk=promise.pk).update(state=state)
