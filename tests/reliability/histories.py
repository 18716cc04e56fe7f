"""Random histories of one advice, from hand-over to the next edition, done twice: for real, and in a few lines of plain rules.

    python tests/reliability/histories.py --histories 20000
    python tests/reliability/histories.py --histories 200 --fault      (a rule left out of the plain side: must be caught)

After every deed both must agree: whether it may be done, and all that can be seen afterwards.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
GOOD = "Wij legden dit voor aan de scholen en de gemeenten; in mei 2027 hoort u wat zij antwoordden."
STOCK = "Dit heeft onze volle aandacht."
REASONS = {
    1: "Scholen mogen volgens artikel 40 van de onderwijswet een bijdrage vragen, en de raad van elke school beslist daarover.",
    2: "Wie geld krijgt, staat op een lijst van de gemeente, en die lijst heeft de school nodig om de reis te betalen.",
}
CHANGE = "Als de Kamer in 2027 de wet verandert, vervalt deze reden."
CHILD = "Je vroeg om een gratis schoolreis. Dat doen we nog niet. De school beslist zelf. We praten er in mei over."
DEEDS = 30


@dataclass
class World:
    """What a history begins with: rows of the database, by who they are."""

    advice: Any
    edition: Any
    later: Any
    parts: dict[int, Any]
    bodies: dict[str, Any]
    writers: dict[str, Any]
    approvers: dict[str, Any]
    organiser: Any
    panel: Any


def build(now: datetime) -> World:
    """One advice of two parts, handed over to ministry A; ministry B may be asked as well, and C only by transfer."""
    from django.utils import timezone

    from weerklank.accounts.models import Account, Organisation
    from weerklank.advices.models import Advice, AdvicePart
    from weerklank.editions.models import Edition, EditionRole, EditionTheme
    from weerklank.rights.models import Theme

    today = timezone.localdate(now)
    edition = Edition.objects.create(
        year=2030,
        slug="geschiedenissen",
        title="Proef",
        state="handed_over",
        is_demonstration=True,
        answer_term_days=91,
    )
    later = Edition.objects.create(
        year=2031,
        slug="geschiedenissen-later",
        title="Daarna",
        state="announced",
        is_demonstration=True,
        previous=edition,
    )
    theme = EditionTheme.objects.create(
        edition=edition, theme=Theme.objects.get_or_create(slug="geschiedenissen")[0], name="Proef"
    )
    advice = Advice.objects.create(
        number="2030-PRF-01", edition=edition, edition_theme=theme, title="Meedoen", text="Zorg dat iedereen mee kan."
    )
    parts = {
        order: AdvicePart.objects.create(advice=advice, order=order, text=text)
        for order, text in ((1, "Maak de schoolreis gratis."), (2, "Laat niemand zien wie er geld krijgt."))
    }
    Advice.objects.filter(pk=advice.pk).update(state="handed_over", frozen_hash="0" * 64, frozen_on=today)

    def account(name: str, organisation: Any, role: str) -> Any:
        made = Account.objects.create_account(
            email=f"{name}@geschiedenissen.example", name=name, organisation=organisation
        )
        EditionRole.objects.create(edition=edition, account=made, role=role)
        return made

    bodies, writers, approvers = {}, {}, {}
    for name in "ABC":
        bodies[name] = Organisation.objects.create(
            slug=f"geschiedenissen-{name.lower()}", name=f"Ministerie {name}", short_name=name, kind="ministry", is_demonstration=True
        )  # fmt: skip
        writers[name] = account(f"schrijver-{name}", bodies[name], "respondent")
        approvers[name] = account(f"goedkeurder-{name}", bodies[name], "approver")
    coalition = Organisation.objects.create(
        slug="geschiedenissen-coalitie", name="Coalitie", kind="coalition", is_demonstration=True
    )
    organiser = account("organisator", coalition, "organiser")
    panel = account("panellid", coalition, "panel_member")
    advice.refresh_from_db()
    return World(advice, edition, later, parts, bodies, writers, approvers, organiser, panel)


class Real:
    """The same deeds on the platform; gives whether each was let through."""

    def __init__(self, world: World, asked: list[str], today: date) -> None:
        from weerklank.answers.models import Addressee

        self.world = world
        self.offers: list[Any] = []
        self.order: list[int] = []
        for name in asked:
            Addressee.objects.create(
                advice=world.advice,
                organisation=world.bodies[name],
                lead=name == asked[0],
                due_on=today + timedelta(91),
            )

    def _addressee(self, name: str) -> Any:
        return self.world.advice.addressees.get(organisation=self.world.bodies[name])

    def promises(self) -> list[Any]:
        """In the order in which they came to stand; what went along in one deed, in the order of what it came from."""
        from weerklank.answers.models import Commitment

        rows = {one.pk: one for one in Commitment.objects.exclude(state="proposed").prefetch_related("updates")}
        fresh = [pk for pk in rows if pk not in self.order]
        places = {pk: place for place, pk in enumerate(self.order)}
        self.order += sorted(fresh, key=lambda pk: (places.get(rows[pk].carried_from_id, -1), pk))
        return [rows[pk] for pk in self.order]

    def do(self, deed: str, now: datetime, given: dict[str, Any]) -> bool:
        from django.db import transaction

        from weerklank.moves import Refusal

        try:
            with transaction.atomic():
                getattr(self, deed)(now=now, **given)
        except (Refusal, IndexError, KeyError):
            return False
        except Exception as error:
            if "DoesNotExist" in type(error).__name__:
                return False
            raise
        return True

    def acknowledge(self, name: str, now: datetime) -> None:
        from weerklank.answers.actions import answering

        answering.acknowledge(addressee_id=self._addressee(name).pk, by=self.world.writers[name], now=now)

    def extend(self, name: str, days: int, reason: bool, now: datetime) -> None:
        from weerklank.answers.actions import answering

        addressee = self._addressee(name)
        answering.extend_term(
            addressee_id=addressee.pk,
            until=addressee.due_on + timedelta(days=days),
            reason=GOOD if reason else STOCK,
            by=self.world.writers[name],
            now=now,
        )

    def _part(self, order: int, said: str) -> Any:
        from weerklank.answers.draft import PartDraft

        part = self.world.parts[order].pk
        if said == "follow":
            return PartDraft(
                part, "follow", promise=f"Een brief over onderdeel {order}", promise_by="directie", promise_due="2099-05-01",
                promise_seen="de brief staat op de website",
            )  # fmt: skip
        if said == "past promise":
            return replace(self._part(order, "follow"), promise_due="2020-05-01")
        if said in ("deviate", "not_ours"):
            return PartDraft(part, said, "law", REASONS[order], CHANGE)
        if said == "stock":
            return PartDraft(part, "deviate", "law", STOCK * 3, CHANGE)
        return PartDraft(part, "follow" if said == "empty promise" else "")

    def save(self, name: str, positions: dict[int, str], now: datetime) -> None:
        from weerklank.answers.actions import answering
        from weerklank.answers.draft import Draft

        addressee = self._addressee(name)
        kept = answering.current_answer(addressee)
        # an explanation that says the same again is refused, and that is tried elsewhere
        version = kept.version if kept else addressee.answers.count() + 1
        draft = Draft(
            summary=f"Wij antwoorden voor de {version}e keer op wat kinderen vroegen, per onderdeel.",
            child_version=CHILD,
            not_thought_of="Dat de brief zelf al schaamte geeft.",
            signatory=f"de minister van {name}",
            parts=tuple(self._part(order, said) for order, said in sorted(positions.items())),
        )
        answering.save_draft(
            addressee_id=addressee.pk,
            draft=draft,
            revision=kept.revision if kept else 0,
            by=self.world.writers[name],
            now=now,
        )

    def submit(self, name: str, now: datetime) -> None:
        from weerklank.answers.actions import answering

        answering.submit_answer(addressee_id=self._addressee(name).pk, by=self.world.writers[name], now=now)

    def _last(self, name: str) -> Any:
        return list(self._addressee(name).answers.order_by("version"))[-1]

    def send_back(self, name: str, note: bool, now: datetime) -> None:
        from weerklank.answers.actions import approving

        approving.return_answer(
            answer_id=self._last(name).pk,
            note="Leg het beter uit." if note else " ",
            by=self.world.approvers[name],
            now=now,
        )

    def publish(self, name: str, second: bool, now: datetime) -> None:
        from weerklank.answers.actions import approving

        by = self.world.approvers[name] if second else self.world.writers[name]
        approving.publish_answer(answer_id=self._last(name).pk, by=by, now=now)

    def judge(self, name: str, value: str, now: datetime) -> None:
        from weerklank.answers.actions import judging

        answer = list(self._addressee(name).answers.filter(state="published").order_by("version"))[-1]
        judging.judge_by_panel(
            answer_id=answer.pk, value=value, text="Er staat niet wanneer.", by=self.world.panel, now=now
        )

    def offer(self, name: str, part: int, to: str, reason: bool, now: datetime) -> None:
        from weerklank.answers.actions import transferring

        transfer = transferring.propose_transfer(
            addressee_id=self._addressee(name).pk, part_id=self.world.parts[part].pk, to_id=self.world.bodies[to].pk,
            reason=GOOD if reason else STOCK, by=self.world.writers[name], now=now,
        )  # fmt: skip
        self.offers.append(transfer)

    def accept(self, number: int, now: datetime) -> None:
        from weerklank.answers.actions import transferring

        offer = self.offers[number]
        by = next(one for one in self.world.approvers.values() if one.organisation_id == offer.to_id)
        transferring.accept_transfer(transfer_id=offer.pk, by=by, now=now)

    def decline(self, number: int, reason: bool, now: datetime) -> None:
        from weerklank.answers.actions import transferring

        offer = self.offers[number]
        by = next(one for one in self.world.writers.values() if one.organisation_id == offer.to_id)
        transferring.decline_transfer(transfer_id=offer.pk, reason=GOOD if reason else "nee", by=by, now=now)

    def report(self, number: int, state: str, words: bool, proof: bool, now: datetime) -> None:
        from weerklank.answers.actions import promising

        promise = self.promises()[number]
        by = next(one for one in self.world.writers.values() if one.organisation_id == promise.organisation_id)
        said = promising.Progress(state, GOOD if words else STOCK, "", "https://example.org/brief" if proof else "")
        promising.report_progress(commitment_id=promise.pk, progress=said, by=by, now=now)

    def confirm(self, number: int, done: bool, words: bool, now: datetime) -> None:
        from weerklank.answers.actions import promising

        text = "Op onze school zag niemand de brief." if words else ""
        promising.confirm_promise(
            commitment_id=self.promises()[number].pk, is_done=done, text=text, by=self.world.panel, now=now
        )

    def carry_over(self, now: datetime) -> None:
        from weerklank.answers.actions import carrying_over

        carrying_over.carry_over(
            edition_id=self.world.edition.pk, into_id=self.world.later.pk, by=self.world.organiser, now=now
        )

    def advance(self, move: str, now: datetime) -> None:
        from weerklank.editions import actions as editions

        editions.advance(edition_id=self.world.edition.pk, move=move, by=self.world.organiser, now=now)

    def seen(self, today: date) -> dict[str, Any]:
        """All that can be seen, in the words of the plain side."""
        from weerklank.answers.actions import carrying_over
        from weerklank.answers.models import Answer, PartPosition, Transfer

        orders = {part.pk: order for order, part in self.world.parts.items()}
        names = {body.pk: name for name, body in self.world.bodies.items()}
        self.world.edition.refresh_from_db(fields=["state"])
        # flat rows: this is asked after every deed of every history
        positions: dict[int, dict[int, str]] = {}
        for answer, part, position in PartPosition.objects.values_list("answer_id", "part_id", "position"):
            positions.setdefault(answer, {})[orders[part]] = position
        answers: dict[int, list[Any]] = {}
        rows = Answer.objects.order_by("version").values_list("addressee_id", "pk", "state")
        for addressee, answer, state in rows:
            taken = positions.get(answer, {}) if state != "draft" else {}
            answers.setdefault(addressee, []).append((state, taken))
        asked = {
            names[one.organisation_id]: (
                one.state, one.due_on, one.extended_to, one.lead, one.by_transfer, one.clarification_due_on, one.overdue_on(today),
                answers.get(one.pk, []),
            )
            for one in self.world.advice.addressees.all()
        }  # fmt: skip
        offered = dict(Transfer.objects.values_list("pk", "state"))
        return {
            "edition": self.world.edition.state,
            "asked": asked,
            "offers": [offered[offer.pk] for offer in self.offers],
            "promises": [(names[one.organisation_id], one.state, one.silent_on(today)) for one in self.promises()],
            "open": sorted(names[one.organisation_id] for one in carrying_over.open_questions(self.world.edition)),
        }


def plainly_seen(life: Any) -> dict[str, Any]:
    return {
        "edition": life.edition,
        "asked": {
            name: (
                one.state,
                one.due,
                one.extended,
                one.lead,
                one.took,
                one.explain_by,
                one.late(life.today),
                [(answer.state, answer.shown()) for answer in one.answers],
            )  # fmt: skip
            for name, one in life.asked.items()
        },
        "offers": [offer.state for offer in life.offers],
        "promises": [(one.by, one.state, one.silent(life.today)) for one in life.promises],
        "open": life.open_questions(),
    }


def _drawn(draw: random.Random, life: Any) -> tuple[str, dict[str, Any]]:
    """A deed that somebody might do now; what goes forward is drawn more often than what goes nowhere."""
    name, usual = draw.choice("ABC" if draw.random() < 0.15 else sorted(life.asked)), draw.random() < 0.85
    said = ("follow", "follow", "deviate", "deviate", "not_ours", "stock", "", "empty promise", "past promise")
    positions = {part: draw.choice(said[:4] if usual else said) for part in (1, 2)}
    if name in life.asked:
        # who gave a part away mostly says so
        for offer in life.offers:
            if offer.giver == name and offer.state == "accepted" and usual:
                positions[offer.part] = "not_ours"
    number = draw.randrange(max(1, len(life.offers) + 1))
    promise = draw.randrange(max(1, len(life.promises) + 1))
    deeds: list[tuple[int, str, Callable[[], dict[str, Any]]]] = [
        (2, "acknowledge", lambda: {"name": name}),
        (2, "extend", lambda: {"name": name, "days": draw.choice((1, 30, 91, 91, 0, 92, -5)), "reason": usual}),
        (5, "save", lambda: {"name": name, "positions": positions}),
        (5, "submit", lambda: {"name": name}),
        (1, "send_back", lambda: {"name": name, "note": usual}),
        (5, "publish", lambda: {"name": name, "second": usual}),
        (3, "judge", lambda: {"name": name, "value": draw.choice(("clear", "unclear", "not_answered"))}),
        (3, "offer", lambda: {"name": name, "part": draw.choice((1, 2)), "to": draw.choice("ABC"), "reason": usual}),
        (3, "accept", lambda: {"number": number}),
        (1, "decline", lambda: {"number": number, "reason": usual}),
        (4, "report", lambda: {"number": promise, "state": draw.choice(("on_track", "at_risk", "partly", "done", "withdrawn", "agreed")), "words": usual, "proof": draw.random() < 0.7}),
        (2, "confirm", lambda: {"number": promise, "done": draw.random() < 0.5, "words": usual}),
        (2, "carry_over", dict),
        (2, "advance", lambda: {"move": draw.choice(("await_answers", "follow_up", "close"))}),
    ]  # fmt: skip
    _, deed, given = draw.choices(deeds, weights=[weight for weight, _, _ in deeds])[0]
    return deed, given()


def _next(draw: random.Random, life: Any) -> tuple[str, dict[str, Any]]:
    """Mostly something that may be done, so that histories go on; sometimes anything at all."""
    deed, given = _drawn(draw, life)
    if draw.random() < 0.6:
        for _ in range(6):
            if getattr(deepcopy(life), deed)(**given):
                break
            deed, given = _drawn(draw, life)
    return deed, given


class _Undo(Exception):
    """Every history begins in the same world."""


def differences(world: World, seed: int, begins: datetime, done: Counter[str]) -> list[str]:
    """One history; empty where both sides agree from beginning to end and nothing hangs loose."""
    from django.db import transaction

    from tests.reliability.lives import Asked, Life

    draw = random.Random(seed)
    now, found = begins, []
    asked = ["A", "B"] if draw.random() < 0.4 else ["A"]
    life = Life(now.date(), {name: Asked("awaiting", now.date() + timedelta(91), lead=name == "A") for name in asked})
    try:
        with transaction.atomic():
            real = Real(world, asked, now.date())
            for _ in range(DEEDS):
                if draw.random() < 0.4:
                    now += timedelta(days=draw.choice((1, 7, 30, 60)))
                    life.today = now.date()
                deed, given = _next(draw, life)
                may = getattr(life, deed)(**given)
                was_let = real.do(deed, now, given)
                done[f"{deed}: {'done' if may else 'refused'}"] += 1
                if not (may or was_let) and draw.random() < 0.8:
                    # what was refused on both sides is looked at now and then, and again with what is done next
                    continue
                said, stands = plainly_seen(life), real.seen(now.date())
                if may != was_let or said != stands:
                    told = {key: (said[key], stands[key]) for key in said if said[key] != stands[key]}
                    found.append(f"seed {seed}, {deed} {given}: may {may}, was let {was_let}; plain, real: {told}")
                    break
            if not found and (loose := life.nobody_answers()):
                found.append(f"seed {seed}: nobody answers part {loose}")
            raise _Undo
    except _Undo:
        return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=20_000)
    parser.add_argument("--from", dest="first", type=int, default=0, help="the first seed")
    parser.add_argument("--fault", action="store_true")
    wanted = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="weerklank-histories-") as home:
        os.environ |= {"WEERKLANK_HOME": home, "DJANGO_SETTINGS_MODULE": "weerklank.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        from django.core.management import call_command
        from django.utils import timezone

        from tests.reliability import lives

        call_command("migrate", verbosity=0)
        if wanted.fault:
            lives.Life._whole = lambda self, name, positions: True
        begins = timezone.now().replace(hour=12)
        world, done, wrong, began = build(begins), Counter[str](), [], time.monotonic()
        for seed in range(wanted.first, wanted.first + wanted.histories):
            wrong += differences(world, seed, begins, done)
            if seed % 500 == 499:
                sys.stderr.write(
                    f"{seed + 1 - wanted.first} histories, {len(wrong)} differ, {time.monotonic() - began:.0f} s\n"
                )
        found = {
            "histories": wanted.histories,
            "deeds": done.total(),
            "differences": len(wrong),
            "examples": wrong[:5],
            **dict(sorted(done.items())),
        }
        sys.stdout.write(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    return bool(wrong) != wanted.fault


if __name__ == "__main__":
    sys.exit(main())
