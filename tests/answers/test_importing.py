"""Actions out of a table: the same demands as an action that is typed, and links that somebody else decides."""

from __future__ import annotations

import pytest

from tests.answers import keeping
from tests.answers.keeping import SOURCE
from tests.conftest import NOW, Cast
from weerklank.accounts.models import Account, Organisation
from weerklank.answers.actions import linking
from weerklank.answers.actions.importing import import_action
from weerklank.answers.models import Action, ActionLink
from weerklank.audit.models import AuditEvent
from weerklank.moves import Refusal
from weerklank.rights.actions.report import Report
from weerklank.rights.reading import TableRecord

pytestmark = pytest.mark.django_db


def read(by: Account | None, lead: Organisation, **more: str) -> Report:
    values = {"reference": "A1", "title": "Een brief", "lead": lead.slug, "source_url": SOURCE} | more
    report = Report()
    import_action(row=TableRecord(place=2, values=values, problems=()), report=report, system="tabel", by=by, now=NOW)
    return report


def test_who_reads_a_table_in_does_not_confirm_its_links(cast: Cast, ministry: Organisation) -> None:
    keeping.limb("22(b)")
    read(cast.editor, ministry, recommendations="22(b)")
    link = ActionLink.objects.get()
    assert (link.state, link.proposed_by) == ("suggested", cast.editor)
    with pytest.raises(Refusal, match="Een collega beslist"):
        linking.decide_link(kind="actie", link_id=link.pk, move="confirm", share="whole", by=cast.editor, now=NOW)
    linking.decide_link(kind="actie", link_id=link.pk, move="confirm", share="whole", by=cast.second_editor, now=NOW)
    link.refresh_from_db()
    assert (link.state, link.decided_by) == ("confirmed", cast.second_editor)


@pytest.mark.parametrize("given", ["", "een brief", "javascript:alert(1)", "https://x", f"https://x.nl/{'a' * 500}"])
def test_an_action_without_a_source_is_rejected_by_its_row(given: str, cast: Cast, ministry: Organisation) -> None:
    report = read(cast.editor, ministry, source_url=given)
    assert (Action.objects.count(), [(row[1], "adres van de bron" in row[2]) for row in report.rows]) == (
        0,
        [("rejected", True)],
    )


@pytest.mark.parametrize("made_up", [True, False])
def test_an_action_of_a_made_up_body_is_made_up_too(made_up: bool, cast: Cast, ministry: Organisation) -> None:
    Organisation.objects.filter(pk=ministry.pk).update(is_demonstration=made_up)
    read(cast.editor, ministry)
    assert list(Action.objects.values_list("is_demonstration", "source_url")) == [(made_up, SOURCE)]


def test_every_action_of_a_table_stands_in_the_log_and_so_does_what_is_filled(
    cast: Cast, ministry: Organisation
) -> None:
    read(cast.editor, ministry)
    read(cast.editor, ministry)
    read(cast.editor, ministry, description="Over wachttijden")
    logged = AuditEvent.objects.filter(object_type="answers.action").order_by("pk")
    assert list(logged.values_list("action", "actor_id", "note", "public")) == [
        ("action.planned", cast.editor.audit_id, "ingelezen uit tabel, rij 2 A1", True),
        ("action.changed", cast.editor.audit_id, "de omschrijving ingevuld uit tabel, rij 2 A1", True),
    ]


def test_signs_that_nobody_sees_do_not_come_in_with_a_table(cast: Cast, ministry: Organisation) -> None:
    read(cast.editor, ministry, reference="A\x001", title="Een\x0b brief\x1b", description="Over\x0c wachttijden\n")
    assert list(Action.objects.values_list("external_id", "title", "description")) == [
        ("A1", "Een brief", "Over wachttijden")
    ]
