"""The workspace of every role, full of work and with nothing to do: each page that links lead to is clean."""

from __future__ import annotations

import pytest

from tests.journeys.browsing import DESK, PHONE
from tests.journeys.conftest import People, SignIn
from tests.journeys.crawling import crawl

# pages that each role must at least have passed; the crawl opens all that it finds
ROLES = {
    "organiser": {
        "editions-detail",
        "participation-consultation",
        "participation-entry-points",
        "answers-handover",
        "advices-expect-stand",
    },
    "moderator": {"moderation-queue", "moderation-item", "moderation-decline"},
    "safeguarding": {"moderation-safety", "moderation-flag"},
    "analyst": {"findings-arrange", "findings-counts"},
    "facilitator": {"advices-tables", "advices-table", "advices-new", "advices-voices", "advices-expect-table"},
    "respondent": {"answers-stock", "answers-advice", "answers-promises"},
    "approver": {"answers-to-approve"},
    "panel_member": {"answers-to-judge", "answers-judge"},
    "editor": {"rights-worklist", "rights-imports", "briefings-news-work"},
    "admin": {"work-log"},
}
EMPTY = (
    "organiser",
    "moderator",
    "safeguarding",
    "analyst",
    "facilitator",
    "respondent",
    "approver",
    "panel_member",
    "editor",
    "admin",
    "outsider",
)


@pytest.mark.parametrize("role", ROLES)
def test_the_workspace_of_a_role_is_clean_when_it_is_full(lookers: People, role: str) -> None:
    visitor = lookers.signs_in(f"{role}@demo.example", size=DESK)
    # what blocks a hand-over is named to the organiser with the page where the analyst takes it away
    elsewhere = ("findings-arrange",) if role == "organiser" else ()
    passed = crawl(visitor, "/werk/", within="/werk/", leaves_alone=elsewhere)
    assert sorted(ROLES[role] - set(passed)) == []
    assert lookers.faults() == []


@pytest.mark.parametrize("role", EMPTY)
def test_the_workspace_of_a_role_is_clean_when_there_is_nothing_yet(people: People, staff: SignIn, role: str) -> None:
    visitor = staff(role, size=PHONE)
    passed = crawl(visitor, "/werk/", within="/werk/")
    assert "work-home" in passed
    assert people.faults() == []


def test_signing_in_wrongly_says_so_on_a_clean_page(lookers: People) -> None:
    visitor = lookers.arrives().open("/werk/")
    visitor.fill("E-mailadres", "niemand@demo.example").fill("Wachtwoord", "verkeerd").press("Aanmelden", status=422)
    visitor.reads("Dit e-mailadres en wachtwoord horen niet bij elkaar.")
    assert visitor.field("E-mailadres").input_value() == "niemand@demo.example"
    assert lookers.faults() == []
