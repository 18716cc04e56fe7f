"""The cast: one person per role, one demonstration edition, and a day that is always the same."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import hypothesis
import pytest
from django.db import connection
from django.test import Client
from django.utils import translation

from weerklank.accounts.models import Account, Organisation, OrganisationKind, Role, RoleAssignment
from weerklank.editions.models import Edition, EditionRole, EditionTheme, Seat, SeatKind, ThemeTable
from weerklank.participation.lifecycle import ConsultationState
from weerklank.participation.models import Consultation, EntryPoint, Statement
from weerklank.rights.models import Theme, ThemeName

TALLY = "WEERKLANK_TALLY"

# The same inputs in every run, so that a change is judged by what it changed. HYPOTHESIS_PROFILE=exploring looks further.
hypothesis.settings.register_profile("steady", derandomize=True, database=None, deadline=None)
hypothesis.settings.register_profile("exploring", max_examples=1_000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_configure(config: pytest.Config) -> None:
    """One file in which every worker counts what it tried, so that the end of the run can say it."""
    if not hasattr(config, "workerinput"):
        handle, path = tempfile.mkstemp(prefix="weerklank-tally-")
        os.close(handle)
        os.environ[TALLY] = path


def tally(what: str, count: int) -> None:
    """Adds to what the end of the run says was tried."""
    with Path(os.environ[TALLY]).open("a") as file:
        file.write(f"{count} {what}\n")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures that the README quotes, said by the command that makes them."""
    path = Path(os.environ[TALLY])
    if hasattr(terminalreporter.config, "workerinput") or not path.exists():
        return
    counts: Counter[str] = Counter()
    for line in path.read_text().splitlines():
        count, _, what = line.partition(" ")
        counts[what] += int(count)
    for what, count in sorted(counts.items()):
        terminalreporter.write_line(f"tried: {count} {what}")
    path.unlink()


NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _quick_passwords(settings: object) -> None:
    """Signing in a hundred times must not cost a hundred strong hashes."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _in_dutch() -> Iterator[None]:
    """A page in Arabic must not leave the next test speaking Arabic."""
    with translation.override("nl"):
        yield


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """Rows that other connections see. What nobody can remove is emptied with its guards aside when the test is over."""
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
            guards = cursor.fetchall()
            for name, _table, _sql in guards:
                cursor.execute(f"DROP TRIGGER {name}")
            connection.disable_constraint_checking()
            for table in {table for _name, table, sql in guards if "BEFORE DELETE" in sql}:
                cursor.execute(f"DELETE FROM {table}")
            connection.enable_constraint_checking()
            for _name, _table, sql in guards:
                cursor.execute(sql)


@dataclass(frozen=True)
class Cast:
    """Everyone who works on one edition, and outsiders of the same trades."""

    admin: Account
    editor: Account
    second_editor: Account
    organiser: Account
    moderator: Account
    second_moderator: Account
    safeguarding: Account
    analyst: Account
    facilitator: Account
    respondent: Account
    approver: Account
    other_respondent: Account
    panel_member: Account
    contact: Account
    other_contact: Account
    outsider: Account

    def client(self, name: str) -> Client:
        client = Client()
        client.force_login(getattr(self, name), backend="django.contrib.auth.backends.ModelBackend")
        return client


@pytest.fixture
def ministry(db: None) -> Organisation:
    return Organisation.objects.create(
        slug="ministerie-a", name="Ministerie A", short_name="A", kind=OrganisationKind.MINISTRY, is_demonstration=True
    )


@pytest.fixture
def other_ministry(db: None) -> Organisation:
    return Organisation.objects.create(
        slug="ministerie-b", name="Ministerie B", short_name="B", kind=OrganisationKind.MINISTRY, is_demonstration=True
    )


@pytest.fixture
def coalition(db: None) -> Organisation:
    return Organisation.objects.create(
        slug="coalitie", name="Coalitie", kind=OrganisationKind.COALITION, is_demonstration=True
    )


@pytest.fixture
def theme(db: None) -> Theme:
    theme = Theme.objects.create(slug="armoede", order=6)
    ThemeName.objects.create(theme=theme, name="Armoede", child_name="Te weinig geld thuis")
    return theme


@pytest.fixture
def edition(db: None) -> Edition:
    return Edition.objects.create(
        year=2026,
        slug="demonstratie",
        title="Demonstratie-editie",
        state="collecting",
        is_demonstration=True,
        answer_term_days=91,
    )


@pytest.fixture
def edition_theme(edition: Edition, theme: Theme) -> EditionTheme:
    return EditionTheme.objects.create(edition=edition, theme=theme, name="Armoede", order=1)


@pytest.fixture
def consultation(edition: Edition, edition_theme: EditionTheme) -> Consultation:
    return Consultation.objects.create(
        edition=edition,
        edition_theme=edition_theme,
        slug="meedoen-kost-geld",
        question="Wat moet er anders als meedoen geld kost?",
        why="Meedoen aan sport of een schoolreis kost soms geld.",
        can_change="Hoe school en sportclub over geld praten.",
        cannot_change="Hoeveel geld iedere ouder verdient.",
        who_decides="De ministers van A en B",
        hear_by=date(2027, 5, 1),
        opens_on=date(2026, 11, 1),
        closes_on=date(2027, 1, 31),
        state=ConsultationState.OPEN,
    )


@pytest.fixture
def entry_point(consultation: Consultation) -> EntryPoint:
    return EntryPoint.objects.create(
        consultation=consultation,
        code="BCD234",
        label="groep 6 van de proefschool",
        valid_from=date(2026, 11, 1),
        valid_to=date(2026, 12, 24),
        max_uses=30,
    )


@pytest.fixture
def statements(consultation: Consultation) -> list[Statement]:
    texts = (
        "De schoolreis moet voor iedereen gratis zijn.",
        "Niemand hoort te zien wie er geld krijgt.",
        "Sportclubs vragen te veel geld.",
    )
    return [
        Statement.objects.create(consultation=consultation, text=text, state="open", order=order)
        for order, text in enumerate(texts, start=1)
    ]


@pytest.fixture
def table(edition_theme: EditionTheme) -> ThemeTable:
    table = ThemeTable.objects.create(edition_theme=edition_theme, number=1)
    for kind, alias in (
        (SeatKind.CHILD, "Kind 1"),
        (SeatKind.CHILD, "Kind 2"),
        (SeatKind.YOUNG_PERSON, "Jongere 1"),
        (SeatKind.MINISTRY, "Ambtenaar 1"),
        (SeatKind.ORGANISATION, "Organisatie 1"),
    ):
        Seat.objects.create(table=table, kind=kind, alias=alias)
    return table


@pytest.fixture
def cast(edition: Edition, ministry: Organisation, other_ministry: Organisation, coalition: Organisation) -> Cast:
    def person(
        name: str, organisation: Organisation, *, edition_role: Role | None = None, platform_role: Role | None = None
    ) -> Account:
        account = Account.objects.create_account(
            email=f"{name}@weerklank.example",
            name=name.replace("_", " "),
            password="een lang wachtwoord",
            organisation=organisation,
        )
        if edition_role:
            EditionRole.objects.create(edition=edition, account=account, role=edition_role)
        if platform_role:
            RoleAssignment.objects.create(account=account, role=platform_role)
        return account

    return Cast(
        admin=person("admin", coalition, platform_role=Role.ADMIN),
        editor=person("editor", coalition, platform_role=Role.EDITOR),
        second_editor=person("second_editor", coalition, platform_role=Role.EDITOR),
        organiser=person("organiser", coalition, edition_role=Role.ORGANISER),
        moderator=person("moderator", coalition, edition_role=Role.MODERATOR),
        second_moderator=person("second_moderator", coalition, edition_role=Role.MODERATOR),
        safeguarding=person("safeguarding", coalition, edition_role=Role.SAFEGUARDING),
        analyst=person("analyst", coalition, edition_role=Role.ANALYST),
        facilitator=person("facilitator", coalition, edition_role=Role.FACILITATOR),
        respondent=person("respondent", ministry, edition_role=Role.RESPONDENT),
        approver=person("approver", ministry, edition_role=Role.APPROVER),
        other_respondent=person("other_respondent", other_ministry, edition_role=Role.RESPONDENT),
        panel_member=person("panel_member", coalition, edition_role=Role.PANEL_MEMBER),
        contact=person("contact", ministry, platform_role=Role.CONTACT),
        other_contact=person("other_contact", other_ministry, platform_role=Role.CONTACT),
        outsider=person("outsider", coalition),
    )
