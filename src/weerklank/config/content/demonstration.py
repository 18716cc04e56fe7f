"""A made-up edition, so that every page has something to show and every queue has work in it."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from weerklank.accounts.models import PLATFORM_ROLES, Account, Organisation, RoleAssignment
from weerklank.advices.models import Advice, Handover, ReadBack, TableRecord
from weerklank.answers.models import (
    Action,
    ActionCommitment,
    ActionStep,
    Addressee,
    Answer,
    Appraisal,
    Commitment,
    Milestone,
    PartPosition,
    ProgressUpdate,
)
from weerklank.config.content.loading import Table, handed_over_advice, read
from weerklank.config.content.rows import Layer, Report
from weerklank.editions.models import (
    Edition,
    EditionOrganiser,
    EditionRole,
    EditionTheme,
    ProgrammeItem,
    Registration,
    Seat,
    SeatKind,
    SideEvent,
    ThemeTable,
)
from weerklank.findings.models import Group, GroupMembership
from weerklank.moderation.models import ModerationDecision, SafetyFlag
from weerklank.participation.models import (
    Consultation,
    ConsultationText,
    Contribution,
    EntryPoint,
    MadeBy,
    Statement,
    StatementText,
    Vote,
)
from weerklank.rights.models import Theme

SLUG = "demonstratie"
TABLE_SLUG = "demonstratie-tafel"
CLASS_CODE = "DMK246"
LANGUAGES = ("nl-easy", "en", "ar", "uk", "pap")
VOTERS = 36
HANDED_OVER_DAYS_AGO = 115
DIALOGUE_DAYS_AGO = 120
OLDEST_DAYS_AGO = 800
TERM_DAYS = 91


@dataclass(frozen=True)
class Made:
    """What was laid, and the sheet with the sign-ins."""

    report: Report
    sheet: str


@dataclass(frozen=True)
class Scene:
    """What the rows of the demonstration need of each other."""

    layer: Layer
    now: datetime
    today: date
    file: Table

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)


@transaction.atomic
def load(*, now: datetime, today: date, home: Path) -> Made:
    """Lays the edition once; a second run keeps what was done in it and prints the sign-ins again."""
    layer = Layer(Report())
    scene = Scene(layer, now, today, read("demonstration"))
    _organisations(scene)
    accounts, password = _accounts(scene, home)
    if Edition.objects.filter(slug=SLUG).exists():
        layer.report.count("unchanged", Edition)
    else:
        oldest = _oldest_edition(scene)
        earlier = _earlier_edition(scene, oldest)
        current = _current_edition(scene, earlier)
        _roles(scene, accounts, (oldest, earlier, current))
        _answers(scene, accounts, earlier)
        _masterclass(scene)
    # apart from the rest, so that an installation of before it existed gets it too
    if Edition.objects.filter(slug=TABLE_SLUG).exists():
        layer.report.count("unchanged", Edition)
    else:
        _roles(scene, accounts, (_edition_at_the_table(scene),))
    _elsewhere(scene)
    _actions(scene, accounts)
    return Made(layer.report, _sheet(accounts, password))


def organisation(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)


def _organisations(scene: Scene) -> None:
    for row in scene.file["organisation"]:
        values = {key: row[key] for key in ("name", "short_name", "kind")}
        scene.layer.keep(Organisation, {"slug": row["slug"]}, {**values, "is_demonstration": True})


# --- people --------------------------------------------------------------------------------------------------


def _accounts(scene: Scene, home: Path) -> tuple[dict[str, Account], str]:
    """One account per role, all with the one password of this installation."""
    password = _password(home)
    accounts = {}
    for row in scene.file["account"]:
        accounts[row["name"]] = _account(scene, row, password)
    first = next(iter(accounts.values()))
    # the file with the password was lost and a new one was made: then every account gets the new one
    if not first.check_password(password):
        for account in accounts.values():
            account.set_password(password)
            account.save(update_fields=["password"])
    return accounts, password


def _account(scene: Scene, row: Table, password: str) -> Account:
    known = Account.objects.filter(email=f"{row['name']}@demo.example").first()
    if known:
        scene.layer.report.count("unchanged", Account)
        return known
    account = Account.objects.create_account(
        email=f"{row['name']}@demo.example",
        name=row["label"],
        password=password,
        organisation=organisation(row["organisation"]),
        is_demonstration=True,
    )
    if row["role"] in PLATFORM_ROLES:
        RoleAssignment.objects.create(account=account, role=row["role"])
    scene.layer.report.count("created", Account)
    return account


def _password(home: Path) -> str:
    """Random, one per installation, in a file that only its owner reads; never in the database or the source."""
    path = home / "demonstration.json"
    if path.exists():
        return str(json.loads(path.read_text())["password"])
    home.mkdir(parents=True, exist_ok=True)
    password = secrets.token_urlsafe(12)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({"password": password}, file)
    return password


def _sheet(accounts: dict[str, Account], password: str) -> str:
    width = max(len(account.email) for account in accounts.values())
    lines = ["", "Aanmelden kan op /werk/ met een van deze adressen (alles hierin is verzonnen):"]
    lines += [f"  {account.email:{width}}  {account.name}" for account in accounts.values()]
    lines += [f"  wachtwoord voor allemaal: {password}", f"  klassencode voor /doe-mee/: {CLASS_CODE}"]
    return "\n".join(lines)


def _roles(scene: Scene, accounts: dict[str, Account], editions: tuple[Edition, ...]) -> None:
    for row in scene.file["account"]:
        if row["role"] in PLATFORM_ROLES:
            continue
        for edition in editions:
            scene.layer.once(
                EditionRole, {"edition": edition, "account": accounts[row["name"]], "role": row["role"]}, {}
            )


# --- editions ------------------------------------------------------------------------------------------------


def _edition(scene: Scene, *, slug: str, state: str, title: str, previous: Edition | None, day: date) -> Edition:
    edition = scene.layer.once(
        Edition,
        {"slug": slug},
        {
            "year": day.year,
            "title": title,
            "state": state,
            "date": day,
            "place": "Voorbeeldstad (demonstratie)",
            "summary": "Deze editie is verzonnen om te laten zien hoe Weerklank werkt. Niemand heeft dit gezegd, gevraagd of beloofd.",
            "previous": previous,
            "is_demonstration": True,
            "answer_term_days": TERM_DAYS,
            "as_of": scene.today,
        },
    )
    for slug_ in ("demo-organisatie", "demo-ministerie-a"):
        scene.layer.once(EditionOrganiser, {"edition": edition, "organisation": organisation(slug_)}, {})
    return edition


def _edition_theme(scene: Scene, edition: Edition) -> EditionTheme:
    theme = Theme.objects.get(slug="armoede")
    return scene.layer.once(
        EditionTheme, {"edition": edition, "theme": theme}, {"name": "Armoede (demonstratie)", "order": 1}
    )


def _table(scene: Scene, edition_theme: EditionTheme) -> ThemeTable:
    table = scene.layer.once(
        ThemeTable, {"edition_theme": edition_theme, "number": 1}, {"place": "Zaal 1 (demonstratie)"}
    )
    for kind, alias in (
        (SeatKind.CHILD, "Kind 1"),
        (SeatKind.CHILD, "Kind 2"),
        (SeatKind.YOUNG_PERSON, "Jongere 1"),
        (SeatKind.MINISTRY, "Ambtenaar 1"),
        (SeatKind.ORGANISATION, "Organisatie 1"),
        (SeatKind.OTHER, "Gast 1"),
    ):
        scene.layer.once(Seat, {"table": table, "alias": alias}, {"kind": kind})
    return table


def _oldest_edition(scene: Scene) -> Edition:
    """Long ago something was asked that nobody can find an answer to."""
    day = scene.ago(OLDEST_DAYS_AGO)
    year = day.year
    edition = _edition(
        scene,
        slug=f"demonstratie-{year}",
        state="closed",
        title=f"Demonstratie-editie van {year}",
        previous=None,
        day=day,
    )
    part = "Vraag kinderen wat helpt voordat u iets bedenkt."
    advice = _advice(
        scene,
        edition=edition,
        edition_theme=_edition_theme(scene, edition),
        number=f"{year}-DEM-01",
        row={
            "title": "Vraag kinderen wat helpt (demonstratie)",
            "text": "Kinderen weten zelf wat helpt.",
            "parts": [part],
        },
        frozen_on=day,
    )
    handover = scene.layer.once(Handover, {"edition": edition}, {"date": day})
    handover.receivers.set([organisation("demo-ministerie-a")])
    scene.layer.once(
        Addressee,
        {"advice": advice, "organisation": organisation("demo-ministerie-a")},
        {"lead": True, "state": "not_found", "note": "Geen openbaar antwoord gevonden (demonstratie)."},
    )
    return edition


def _earlier_edition(scene: Scene, previous: Edition) -> Edition:
    """A whole round: said, grouped, advised, handed over; one answered, one late, one waiting, one sent back."""
    day, dialogue = scene.ago(HANDED_OVER_DAYS_AGO), scene.ago(DIALOGUE_DAYS_AGO)
    edition = _edition(
        scene,
        slug=f"demonstratie-{dialogue.year}",
        state="awaiting_answers",
        title=f"Demonstratie-editie van {dialogue.year}",
        previous=previous,
        day=dialogue,
    )
    edition_theme = _edition_theme(scene, edition)
    table = _table(scene, edition_theme)
    scene.layer.once(
        TableRecord,
        {"table": table},
        {
            "adult_expected_before": "Wij dachten dat kinderen vooral over zakgeld zouden beginnen.",
            "proud": "Op veel scholen deelt iemand stilletjes spullen uit.",
            "chances": "Scholen willen wel, maar weten niet hoe.",
            "tensions": "Wie hulp krijgt, wil niet gezien worden; wie helpt, wil weten wie het nodig heeft.",
            "changed_after": "Schaamte is een groter probleem dan wij dachten.",
            "done": True,
        },
    )
    groups = _groups(scene, edition, edition_theme)
    handover = scene.layer.once(
        Handover, {"edition": edition}, {"date": day, "note": "Overhandigd in de raadszaal (demonstratie)."}
    )
    receivers = [organisation("demo-ministerie-a"), organisation("demo-ministerie-b")]
    handover.receivers.set(receivers)
    for row in scene.file["advice"]:
        _handed_over(scene, edition, edition_theme, table, groups, row, day)
    seals = Advice.objects.filter(edition=edition).order_by("number").values_list("frozen_hash", flat=True)
    handover.document_hash = hashlib.sha256("".join(seals).encode()).hexdigest()
    handover.save(update_fields=["document_hash"])
    return edition


def _groups(scene: Scene, edition: Edition, edition_theme: EditionTheme) -> dict[str, Group]:
    consultation = scene.layer.once(
        Consultation,
        {"slug": f"{edition.slug}-meedoen"},
        {
            **scene.file["earlier"],
            "edition": edition,
            "edition_theme": edition_theme,
            "hear_by": scene.ago(HANDED_OVER_DAYS_AGO - TERM_DAYS),
            "opens_on": scene.ago(260),
            "closes_on": scene.ago(180),
            "state": "reported",
        },
    )
    groups = {}
    for order, row in enumerate(scene.file["group"], start=1):
        group = scene.layer.once(
            Group,
            {"consultation": consultation, "title": row["title"]},
            {
                "summary": row["summary"],
                "order": order,
                "destination": row["destination"],
                "reason": row.get("reason", ""),
            },
        )
        for text in row["texts"]:
            contribution = _contribution(
                scene,
                consultation,
                {
                    "text": text,
                    "state": row["destination"],
                    "days_ago": 200,
                    "reason_for_child": row.get("reason", ""),
                },
            )
            scene.layer.once(GroupMembership, {"contribution": contribution}, {"group": group})
        groups[row["key"]] = group
    return groups


def _advice(
    scene: Scene,
    *,
    edition: Edition,
    edition_theme: EditionTheme,
    number: str,
    row: Table,
    frozen_on: date,
    **more: Any,
) -> Advice:
    values = {key: row.get(key, "") for key in ("title", "text", "why", "done_when", "minority_note")}
    return handed_over_advice(
        scene.layer,
        number=number,
        values={
            **values,
            **more,
            "edition": edition,
            "edition_theme": edition_theme,
            "note": "Verzonnen advies, voor de demonstratie.",
        },
        parts=row["parts"],
        day=frozen_on,
    )


def _handed_over(
    scene: Scene,
    edition: Edition,
    edition_theme: EditionTheme,
    table: ThemeTable,
    groups: dict[str, Group],
    row: Table,
    day: date,
) -> None:
    before = Advice.objects.get(edition=edition.previous) if row.get("raised_before") else None
    advice = _advice(
        scene,
        edition=edition,
        edition_theme=edition_theme,
        number=f"{edition.year}-DEM-{row['key']}",
        row=row,
        frozen_on=day,
        table=table,
        raised_before=before,
    )
    advice.groups.set([groups[key] for key in row["groups"]])
    # children and young people say first that this is what they meant
    seats = sorted(table.seats.all(), key=lambda seat: (not seat.is_young, seat.pk))
    for minute, seat in enumerate(seats):
        said_at = scene.now - timedelta(days=DIALOGUE_DAYS_AGO) + timedelta(minutes=minute)
        scene.layer.once(ReadBack, {"advice": advice, "seat": seat}, {"agrees": True, "said_at": said_at})
    due = day + timedelta(days=TERM_DAYS)
    extension = row.get("extension", "")
    scene.layer.once(
        Addressee,
        {"advice": advice, "organisation": organisation(row["addressee"])},
        {
            "lead": True,
            "due_on": due,
            "extended_to": due + timedelta(days=50) if extension else None,
            "extension_reason": extension,
            "state": "acknowledged" if extension else "awaiting",
        },
    )


def _current_edition(scene: Scene, previous: Edition) -> Edition:
    """The edition in which children can take part today."""
    edition = _edition(
        scene,
        slug=SLUG,
        state="collecting",
        title="Demonstratie-editie",
        previous=previous,
        day=scene.today + timedelta(days=90),
    )
    for order, (title, text) in enumerate(
        (
            ("Welkom (demonstratie)", "Kinderen openen de dag."),
            ("Thematafel armoede (demonstratie)", "Samen advies maken."),
        ),
        start=1,
    ):
        scene.layer.once(ProgrammeItem, {"edition": edition, "order": order}, {"title": title, "text": text})
    edition_theme = _edition_theme(scene, edition)
    _table(scene, edition_theme)
    _consultation(scene, edition, edition_theme)
    return edition


def _edition_at_the_table(scene: Scene) -> Edition:
    """The edition in which today everything can be done, from reading what came in to publishing an answer."""
    edition = _edition(
        scene,
        slug=TABLE_SLUG,
        state="drafting_advice",
        title="Demonstratie-editie aan tafel",
        previous=None,
        day=scene.today,
    )
    edition_theme = _edition_theme(scene, edition)
    _table(scene, edition_theme)
    consultation = scene.layer.once(
        Consultation,
        {"slug": f"{TABLE_SLUG}-meedoen"},
        {
            **scene.file["at_the_table"],
            "edition": edition,
            "edition_theme": edition_theme,
            "hear_by": scene.today + timedelta(days=TERM_DAYS),
            "opens_on": scene.ago(40),
            "closes_on": scene.ago(1),
            "state": "closed",
        },
    )
    started = scene.layer.once(
        Group,
        {"consultation": consultation, "title": "Een rustige plek op school"},
        {"summary": "Kinderen zoeken een plek om stil te zijn.", "order": 1},
    )
    for row in scene.file["table_contribution"]:
        contribution = _contribution(scene, consultation, row)
        if row["state"] == "grouped":
            scene.layer.once(GroupMembership, {"contribution": contribution}, {"group": started})
    for order, text in enumerate(scene.file["table_statements"]["nl"], start=1):
        statement = scene.layer.once(
            Statement, {"consultation": consultation, "text": text}, {"state": "open", "order": order}
        )
        Vote.objects.bulk_create(_votes(statement, order))
    return edition


def _consultation(scene: Scene, edition: Edition, edition_theme: EditionTheme) -> None:
    row = scene.file["consultation"]
    closes = scene.today + timedelta(days=60)
    values = {key: value for key, value in row.items() if key not in (*LANGUAGES, "slug")}
    consultation = scene.layer.once(
        Consultation,
        {"slug": row["slug"]},
        {
            **values,
            "edition": edition,
            "edition_theme": edition_theme,
            "hear_by": scene.today + timedelta(days=180),
            "opens_on": scene.ago(10),
            "closes_on": closes,
            "state": "open",
        },
    )
    for language in LANGUAGES:
        scene.layer.once(
            ConsultationText,
            {"consultation": consultation, "language": language},
            {**row[language], "made_by": MadeBy.MACHINE},
        )
    entry = scene.layer.once(
        EntryPoint,
        {"code": CLASS_CODE},
        {
            "consultation": consultation,
            "label": "groep 7 van de voorbeeldschool (demonstratie)",
            "valid_from": scene.ago(10),
            "valid_to": closes,
            "max_uses": 300,
        },
    )
    scene.layer.once(
        EntryPoint,
        {"consultation": consultation, "kind": "open"},
        {"label": "open (demonstratie)", "valid_from": scene.ago(10), "valid_to": closes, "max_uses": 100000},
    )
    for contribution in scene.file["contribution"]:
        _contribution(scene, consultation, contribution, entry)
    _statements(scene, consultation)


def _contribution(
    scene: Scene, consultation: Consultation, row: Table, entry: EntryPoint | None = None
) -> Contribution:
    key = hashlib.sha256(f"demonstratie {consultation.slug} {row['text']}".encode()).hexdigest()
    contribution = scene.layer.once(
        Contribution,
        {"submission_key": key},
        {
            "consultation": consultation,
            "entry_point": entry,
            "kind": "group" if "group_size" in row else "individual",
            "group_size": row.get("group_size"),
            "original": row["text"],
            "original_language": row.get("language", "nl"),
            "edited_text": row.get("edited", ""),
            "received_on": scene.ago(row["days_ago"]),
            "wants_private": row.get("private", False),
            "state": row["state"],
            "decline_reason": row.get("reason", ""),
            "reason_for_child": row.get("reason_for_child", ""),
        },
    )
    _decided(scene, contribution, row)
    return contribution


OUTCOMES = {
    "published": "published",
    "published_edited": "edited",
    "kept_private": "private",
    "not_published": "declined",
    "safety_hold": "held",
    "grouped": "published",
    "in_advice": "published",
    "not_used": "published",
}


def _decided(scene: Scene, contribution: Contribution, row: Table) -> None:
    day = contribution.received_on
    if "signal" in row:
        scene.layer.once(
            SafetyFlag,
            {"contribution": contribution},
            {"raised_by": "words", "signal": row["signal"], "raised_on": day},
        )
    elif row["state"] in OUTCOMES:
        scene.layer.once(
            ModerationDecision,
            {"contribution": contribution},
            {
                "outcome": OUTCOMES[row["state"]],
                "reason": row.get("reason", ""),
                "decided_by": "Moderator (demonstratie)",
                "decided_on": day,
            },
        )


def _statements(scene: Scene, consultation: Consultation) -> None:
    for order, row in enumerate(scene.file["statement"], start=1):
        statement = scene.layer.once(
            Statement, {"consultation": consultation, "text": row["nl"]}, {"state": "open", "order": order}
        )
        for language in LANGUAGES:
            scene.layer.once(
                StatementText,
                {"statement": statement, "language": language},
                {"text": row[language], "made_by": MadeBy.MACHINE},
            )
        Vote.objects.bulk_create(_votes(statement, order))


def _votes(statement: Statement, order: int) -> list[Vote]:
    """Made-up votes: some statements nearly everyone agrees with, some divide."""
    votes = []
    for voter in range(VOTERS):
        seed = hashlib.sha256(f"demonstratie {statement.text} {voter}".encode()).hexdigest()
        draw = int(seed[:8], 16) % 100
        agree = (88, 71, 64, 55, 49, 43, 92)[(order - 1) % 7]
        value = "agree" if draw < agree else "disagree" if draw < agree + 20 else "pass"
        votes.append(
            Vote(
                statement=statement, voter_hash=f"{seed[:60]}demo", value=value, important=draw % 5 == 0, channel="code"
            )
        )
    return votes


# --- answers and promises --------------------------------------------------------------------------------------


def _answers(scene: Scene, accounts: dict[str, Account], edition: Edition) -> None:
    year = edition.year
    for row in scene.file["answer"]:
        addressee = Addressee.objects.get(advice__number=f"{year}-DEM-{row['advice']}")
        _answer(scene, addressee, row, accounts)
    for row in scene.file["commitment"]:
        _commitment(scene, year, row)


def _answer(scene: Scene, addressee: Addressee, row: Table, accounts: dict[str, Account]) -> None:
    suffix = "" if addressee.organisation.slug.endswith("-a") else "-b"
    answer = Answer.objects.create(
        addressee=addressee,
        written_by=accounts[f"respondent{suffix}"],
        approved_by=accounts[f"approver{suffix}"],
        **{key: row[key] for key in ("summary", "child_version", "not_thought_of", "signatory")},
    )
    for position in row["position"]:
        part = addressee.advice.parts.get(order=position["part"])
        PartPosition.objects.create(answer=answer, **{**position, "part": part})
    # published last: from then on the database refuses every change
    Answer.objects.filter(pk=answer.pk).update(state="published", published_on=scene.ago(row["days_ago"]))
    Addressee.objects.filter(pk=addressee.pk).update(state="answered")
    if "appraisal" in row:
        Appraisal.objects.create(answer=answer, by="panel", value=row["appraisal"])
        Addressee.objects.filter(pk=addressee.pk).update(
            state="clarification_due", clarification_due_on=scene.today + timedelta(days=20)
        )
    scene.layer.report.count("created", Answer)


def _commitment(scene: Scene, year: int, row: Table) -> None:
    position = PartPosition.objects.get(part__advice__number=f"{year}-DEM-{row['advice']}", part__order=row["part"])
    addressee = position.answer.addressee
    commitment = scene.layer.once(
        Commitment,
        {"slug": row["slug"]},
        {
            **{key: row[key] for key in ("title", "text", "owner", "measure", "state")},
            "position": position,
            "organisation": addressee.organisation,
            "made_on": Answer.objects.get(pk=position.answer_id).published_on,
            "due_on": scene.today + timedelta(days=row["due_in"]),
            "fulfilled_by_url": row.get("evidence_url", ""),
            "is_demonstration": True,
        },
    )
    commitment.themes.set([Theme.objects.get(slug="armoede")])
    scene.layer.once(
        ProgressUpdate,
        {"commitment": commitment, "date": scene.ago(row["update_days_ago"])},
        {
            "state": row["state"],
            "text": row["update"],
            "child_text": row["update_child"],
            "evidence_url": row.get("evidence_url", ""),
        },
    )


def _elsewhere(scene: Scene) -> None:
    """Promised in a made-up debate, with the word that its source has for how it stands."""
    for row in scene.file["elsewhere"]:
        made_on = scene.ago(row["made_days_ago"])
        values = {key: row[key] for key in ("title", "text", "owner", "made_to", "due_note", "measure", "source_url")}
        scene.layer.once(
            Commitment,
            {"slug": row["slug"]},
            {
                **values,
                "kind": "parliament",
                "state": "agreed",
                "organisation": organisation(row["organisation"]),
                "made_on": made_on,
                "status_original": row["status_original"],
                "status_original_on": made_on,
                "external_system": "demonstratie",
                "external_id": row["external_id"],
                "is_demonstration": True,
            },
        )


def _actions(scene: Scene, accounts: dict[str, Account]) -> None:
    """What the made-up ministries do: one with a step that is late, one delivered."""
    for row in scene.file["action"]:
        if Action.objects.filter(slug=row["slug"]).exists():
            scene.layer.report.count("unchanged", Action)
            continue
        values = {key: row[key] for key in ("title", "description", "kind")}
        values |= {key: row[key] for key in ("child_text", "budget_amount", "budget_note") if key in row}
        action = scene.layer.once(
            Action,
            {"slug": row["slug"]},
            {
                **values,
                "lead": organisation(row["lead"]),
                "start_on": scene.ago(row["start_days_ago"]),
                "end_on": scene.today + timedelta(days=row["end_in"]),
                "state": "under_way",
                "is_demonstration": True,
            },
        )
        for step in row["milestone"]:
            done = scene.today + timedelta(days=step["done_in"]) if "done_in" in step else None
            days = {"due_on": scene.today + timedelta(days=step["due_in"]), "done_on": done}
            proof = {"evidence_url": step.get("evidence_url", "")}
            scene.layer.once(Milestone, {"action": action, "title": step["title"]}, days | proof)
        for told in row["step"]:
            words = {key: told.get(key, "") for key in ("state", "text", "evidence_url")}
            scene.layer.once(ActionStep, {"action": action, "date": scene.ago(told["days_ago"])}, words)
        # last: the database lets nothing be delivered before the proof of it stands
        Action.objects.filter(pk=action.pk).update(state=row["state"])
        _kept(scene, accounts, action, row)


def _kept(scene: Scene, accounts: dict[str, Account], action: Action, row: Table) -> None:
    """A colleague confirmed that the action keeps the promise."""
    contact = accounts["contact" if row["lead"].endswith("-a") else "contact-b"]
    scene.layer.once(
        ActionCommitment,
        {"action": action, "commitment": Commitment.objects.get(slug=row["keeps"])},
        {
            "share": row["share"],
            "rationale": row["rationale"],
            "source": "government",
            "author": contact.public_label[:120],
            "proposed_by": contact,
            "made_on": scene.ago(15),
            "state": "confirmed",
            "decided_by": accounts["editor"],
            "decided_on": scene.ago(12),
        },
    )


def _masterclass(scene: Scene) -> None:
    event = scene.layer.once(
        SideEvent,
        {"slug": "demonstratie"},
        {
            "title": "Masterclass Kinderrechten (demonstratie)",
            "date": scene.today + timedelta(days=45),
            "place": "Voorbeeldstad (demonstratie)",
            "audience": "Kamerleden en hun medewerkers",
            "about": "Een verzonnen avond, om te laten zien hoe aanmelden werkt. Er komt niemand en er is geen zaal.",
            "registration_closes_on": scene.today + timedelta(days=30),
            "capacity": 40,
            "is_demonstration": True,
        },
    )
    event.themes.set(Theme.objects.filter(slug__in=("armoede", "mentaal-welzijn", "participatie")))
    event.organisers.set([organisation("demo-organisatie")])
    for number, role in enumerate(("member", "staff"), start=1):
        scene.layer.once(
            Registration,
            {"event": event, "email": f"gast{number}@demo.example"},
            {
                "name": f"Gast {number} (demonstratie)",
                "role": role,
                "registered_on": scene.today,
                "erase_after": event.date + timedelta(days=30) if event.date else scene.today,
            },
        )
