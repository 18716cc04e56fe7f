"""A promise from a source, an action with its plan, and a limb, as the tests of keeping begin."""

from __future__ import annotations

from datetime import date, timedelta

from tests.conftest import NOW, TODAY, Cast
from weerklank.accounts.models import Account, Organisation
from weerklank.answers.actions import acting, entering
from weerklank.answers.actions.acting import Plan
from weerklank.answers.actions.entering import Entry
from weerklank.answers.actions.linking import Claim
from weerklank.answers.models import Action, Commitment
from weerklank.rights.models import Recommendation, SourceDocument, SourceParagraph

SOURCE = "https://voorbeeld.example/verslag"
LETTER = "https://voorbeeld.example/brief"
VERBATIM = "Ik zeg toe dat de Kamer voor de zomer een brief krijgt over de wachttijden."
BECAUSE = "De brief gaat over dezelfde wachttijden als de aanbeveling."
CLAIM = Claim("part", BECAUSE, SOURCE)


def entry(body: Organisation, **more: object) -> Entry:
    values = {
        "kind": "parliament",
        "title": "Een brief over de wachttijden",
        "text": VERBATIM,
        "organisation": body,
        "made_on": TODAY - timedelta(days=30),
        "source_url": SOURCE,
    }
    return Entry(**values | more)


def entered(cast: Cast, body: Organisation, **more: object) -> Commitment:
    return entering.enter_promise(entry=entry(body, **more), by=cast.editor, now=NOW)


def plan(body: Organisation, **more: object) -> Plan:
    values = {"title": "Een brief schrijven", "lead": body, "source_url": SOURCE}
    return Plan(**values | more)


def planned(by: Account, body: Organisation, **more: object) -> Action:
    return acting.plan_action(plan=plan(body, **more), by=by, now=NOW)


def limb(number: str = "22(b)", day: date = date(2022, 3, 9)) -> Recommendation:
    """A limb that everybody may read."""
    document, _ = SourceDocument.objects.get_or_create(
        symbol="CRC/C/NLD/CO/5-6", defaults={"slug": "crc-c-nld-co-5-6", "title": "Slotbeschouwingen", "date": day}
    )
    key = number.split("(")[0]
    paragraph, _ = SourceParagraph.objects.get_or_create(
        document=document, key=key, defaults={"number": int(key), "text": "The Committee recommends"}
    )
    made = Recommendation.objects.create(
        paragraph=paragraph,
        document=document,
        number=number,
        slug=number.replace("(", "").replace(")", ""),
        subject=f"Wachttijden {number}",
        statement_type="recommendation",
        text="Shorten the waiting lists.",
    )
    # by its rules a limb is checked by one person and published by another; here only that it is public matters
    Recommendation.objects.filter(pk=made.pk).update(state="superseded")
    made.refresh_from_db()
    return made
