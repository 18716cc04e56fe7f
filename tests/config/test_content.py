"""The example content: laid once, in our own words, with sources; the made-up part says that it is made up."""

from __future__ import annotations

import json
import stat
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from tests.conftest import NOW, TODAY
from weerklank.accounts.models import Account, Organisation
from weerklank.advices.actions import fingerprint
from weerklank.advices.expecting import queries as expecting
from weerklank.advices.models import Advice, Expectation, ExpectationCount, Handover
from weerklank.answers.models import Addressee, Commitment
from weerklank.assessments.models import Grade
from weerklank.briefings.models import NewsArticle
from weerklank.config.content import demonstration, known_limbs, loading
from weerklank.editions.models import Edition, Seat, SideEvent
from weerklank.evidence.models import Indicator, Observation
from weerklank.participation.models import (
    Consultation,
    ConsultationText,
    Contribution,
    EntryPoint,
    HelpLine,
    Statement,
    StatementText,
)
from weerklank.rights import queries as rights
from weerklank.rights.models import Concept, ReportedTopic, Responsibility, SourceDocument, Territory, Theme
from weerklank.tracker.limbs import rows

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "netherlands"
pytestmark = pytest.mark.django_db


@pytest.fixture
def content(db: None) -> None:
    loading.load(now=NOW)


@pytest.fixture
def made(content: None, tmp_path: Path) -> demonstration.Made:
    return demonstration.load(now=NOW, today=TODAY, home=tmp_path)


def test_a_second_run_changes_nothing(content: None) -> None:
    report = loading.load(now=NOW)
    assert (report.total("created"), report.total("updated")) == (0, 0)


def test_a_changed_file_is_told_as_changed(content: None) -> None:
    Indicator.objects.filter(code="bijstandskinderen").update(title="Iets anders")
    report = loading.load(now=NOW)
    assert (report.total("created"), report.updated) == (0, {"evidence.Indicator": 1})


def test_what_people_changed_since_is_left_alone(content: None) -> None:
    NewsArticle.objects.filter(slug="vierduizend-kinderen-in-57-gemeenten").update(title="Beter gezegd")
    HelpLine.objects.filter(slug="kindertelefoon").update(hours="bevestigd door de organisator")
    SourceDocument.objects.filter(slug="crc-c-nld-co-4").update(complete=True, completeness_note="Helemaal ingelezen")
    loading.load(now=NOW)
    assert NewsArticle.objects.get(slug="vierduizend-kinderen-in-57-gemeenten").title == "Beter gezegd"
    assert HelpLine.objects.get(slug="kindertelefoon").hours == "bevestigd door de organisator"
    assert SourceDocument.objects.get(slug="crc-c-nld-co-4").completeness_note == "Helemaal ingelezen"


def test_the_command_tells_what_it_did(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("content")
    assert capsys.readouterr().out.startswith("Inhoud: ")


def test_ten_themes_were_named_by_the_monitor_and_eight_by_the_tables(content: None) -> None:
    assert Theme.objects.count() == 10
    theme = Theme.objects.get(slug="mensenhandel-en-seksueel-geweld")
    day = Edition.objects.get(slug="2023").date
    assert theme.name_on(day) == "Mensenhandel en seksuele uitbuiting"
    assert str(theme) == "Mensenhandel & seksueel geweld tegen kinderen"
    assert all(name.child_name and name.source_url for each in Theme.objects.all() for name in each.names.all())


def test_the_kingdom_has_all_its_parts(content: None) -> None:
    parts = set(Territory.objects.values_list("code", flat=True))
    assert parts == {"Kingdom", "NL-Europe", "Caribbean", "BQ", "BON", "EUX", "SAB", "AW", "CW", "SX", "AN"}


def test_every_article_of_the_convention_has_a_label(content: None) -> None:
    notations = Concept.objects.filter(scheme__code="crc-articles").exclude(label="").values_list("notation", flat=True)
    assert sorted(map(int, notations)) == list(range(1, 55))


def test_editions_without_a_source_are_not_made_up(content: None) -> None:
    assert set(Edition.objects.values_list("slug", flat=True)) == {"2023", "2024"}
    assert set(Handover.objects.values_list("edition__slug", flat=True)) == {"2023"}


def test_the_five_advices_are_sealed_and_nobody_is_called_late(content: None) -> None:
    advices = Advice.objects.order_by("number")
    assert [advice.number for advice in advices] == [f"2023-PAR-0{number}" for number in range(1, 6)]
    assert all(advice.frozen_hash == fingerprint(advice) for advice in advices)
    rows = Addressee.objects.all()
    assert Counter((row.state, row.due_on, row.overdue_on(TODAY)) for row in rows) == {("not_found", None, 0): 15}
    assert {row.note for row in rows} == {"Geen openbaar antwoord gevonden; gezocht tot 1 november 2026."}


def test_no_text_of_the_un_stands_in_the_content(content: None) -> None:
    for document in SourceDocument.objects.all():
        assert (document.complete, "weerklank import observations" in document.completeness_note) == (False, True)
    assert all(topic.source_url and topic.reported_by for topic in ReportedTopic.objects.all())
    assert ReportedTopic.objects.count() == 26


def test_every_figure_says_what_was_counted_where_by_whom_and_where_it_was_read(content: None) -> None:
    for indicator in Indicator.objects.all():
        assert all((indicator.definition, indicator.scope, indicator.unit, indicator.producer, indicator.limits))
        assert indicator.observations.count() > 0
    assert all(value.source.url for value in Observation.objects.select_related("source"))


def test_a_revised_figure_stands_beside_what_it_replaced(content: None) -> None:
    values = Observation.objects.filter(indicator__code="kinderen-in-armoede", period="2020").order_by("id")
    assert [(int(value.value or 0), str(value.share)) for value in values] == [(221000, "6.90"), (218000, "6.80")]


def test_the_figures_are_those_of_the_sources(content: None) -> None:
    if not DATA.exists():
        pytest.skip("the shared data is not beside this checkout")
    figures = {row["id"]: row for row in json.loads((DATA / "key_figures.json").read_text())["figures"]}
    series = Observation.objects.filter(indicator__code="bijstandskinderen")
    stored = {str(value.period_start.year): float(value.value or 0) for value in series if value.period_start}
    assert stored == {year: value * 1000 for year, value in figures["bijstandskinderen"]["series"].items()}
    parts = Observation.objects.filter(indicator__code="jeugdbescherming-maatregelen", period="30 juni 2023").exclude(
        breakdown=""
    )
    given = figures["jeugdbescherming-2023-06-30"]["breakdown"]
    assert {value.breakdown: int(value.value or 0) for value in parts} == given


def test_content_repeats_no_sentence_of_the_sources(content: None) -> None:
    if not DATA.exists():
        pytest.skip("the shared data is not beside this checkout")
    topics = json.loads((DATA / "crc_2022_topics_secondary.json").read_text())["topics"]
    ours = set(ReportedTopic.objects.values_list("summary", flat=True))
    assert ours.isdisjoint(topic["reported"] for topic in topics)


def test_the_promise_of_a_yearly_dialogue_is_silent_and_not_late(content: None) -> None:
    promise = Commitment.objects.get(slug="jaarlijkse-kinderrechtendialoog")
    assert (promise.overdue_on(TODAY), promise.silent_on(TODAY)) == (0, True)


def test_help_lines_are_checked_within_half_a_year_of_the_content(content: None) -> None:
    assert {line.slug for line in HelpLine.objects.filter(territory="BQ")} == {"guana-chat", "noodnummer-bes"}
    assert all((TODAY - line.checked_on).days < 180 for line in HelpLine.objects.all())
    # what the operator must still do is no word for a child
    assert [line.slug for line in HelpLine.objects.all() if "organisator" in line.hours] == []


def test_news_that_is_published_has_sources(content: None) -> None:
    assert NewsArticle.objects.count() == 4
    assert all(article.sources and article.published_on for article in NewsArticle.objects.all())


def test_the_scale_orders_its_grades_words_first(content: None) -> None:
    assert list(Grade.objects.values_list("code", flat=True)) == ["A", "B1", "B2", "C", "D", "E", "U", "–"]


# --- the demonstration -------------------------------------------------------------------------------------------


def test_the_demonstration_is_laid_once(made: demonstration.Made, tmp_path: Path) -> None:
    again = demonstration.load(now=NOW, today=TODAY, home=tmp_path)
    assert (again.report.total("created"), again.report.total("updated"), again.sheet) == (0, 0, made.sheet)


def test_the_pictures_on_the_sheet_lead_to_an_answer_that_can_be_judged(
    made: demonstration.Made, tmp_path: Path, client: Client
) -> None:
    line = next(line for line in made.sheet.splitlines() if "acht plaatjes" in line)
    page = client.post("/terug/", {"code": line.rpartition(": ")[2]}).content.decode()
    assert ("Wat vind je van dit antwoord?" in page, 'value="not_answered"' in page) == (True, True)
    assert (tmp_path / "demonstration-pictures.json").stat().st_mode & 0o777 == 0o600


def test_the_password_is_random_and_only_the_owner_reads_its_file(made: demonstration.Made, tmp_path: Path) -> None:
    path = tmp_path / "demonstration.json"
    password = json.loads(path.read_text())["password"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(password) == 16
    assert all(account.check_password(password) for account in Account.objects.filter(is_demonstration=True))


def test_a_lost_password_file_gives_every_account_the_new_password(made: demonstration.Made, tmp_path: Path) -> None:
    (tmp_path / "demonstration.json").unlink()
    demonstration.load(now=NOW, today=TODAY, home=tmp_path)
    password = json.loads((tmp_path / "demonstration.json").read_text())["password"]
    assert all(account.check_password(password) for account in Account.objects.filter(is_demonstration=True))


def test_everything_made_up_says_so(made: demonstration.Made) -> None:
    names = [organisation.name for organisation in Organisation.objects.filter(slug__startswith="demo")]
    names += [account.name for account in Account.objects.all()]
    names += [advice.title for advice in Advice.objects.filter(edition__is_demonstration=True)]
    names += [promise.title for promise in Commitment.objects.filter(is_demonstration=True)]
    names += [event.title for event in SideEvent.objects.filter(is_demonstration=True)]
    assert [name for name in names if not name.endswith("(demonstratie)")] == []
    assert {edition.is_demonstration for edition in Edition.objects.filter(slug__startswith="demonstratie")} == {True}


def test_children_can_take_part_today_in_six_languages(made: demonstration.Made) -> None:
    consultation = Consultation.objects.get(slug="demonstratie-meedoen")
    assert consultation.takes_input_on(TODAY)
    assert EntryPoint.objects.get(code=demonstration.CLASS_CODE).open_on(TODAY)
    assert set(ConsultationText.objects.values_list("language", flat=True)) == {"nl-easy", "en", "ar", "uk", "pap"}
    assert Seat.objects.filter(table__edition_theme__edition=consultation.edition).count() == 6


def test_statements_hold_one_idea_without_a_negation(made: demonstration.Made) -> None:
    statements = Statement.objects.all()
    assert statements.count() == 24
    negations = {"niet", "geen", "nooit", "niemand", "niets"}
    assert [
        text for text in statements.values_list("text", flat=True) if negations & set(text.lower().strip(".").split())
    ] == []
    per_language = Counter(StatementText.objects.values_list("language", flat=True))
    assert per_language == {"nl-easy": 7, "en": 12, "ar": 12, "uk": 12, "pap": 7}


def test_the_queues_have_work_in_them(made: demonstration.Made) -> None:
    states = Counter(
        Contribution.objects.filter(consultation__slug="demonstratie-meedoen").values_list("state", flat=True)
    )
    assert states == {
        "received": 5,
        "safety_hold": 1,
        "published": 2,
        "published_edited": 1,
        "kept_private": 1,
        "not_published": 1,
    }


def test_every_state_of_an_addressee_that_a_reader_may_meet_is_there(made: demonstration.Made) -> None:
    rows = Addressee.objects.filter(advice__edition__is_demonstration=True)
    found = {(row.state, row.overdue_on(TODAY) > 0) for row in rows}
    assert found == {
        ("answered", False),
        ("awaiting", True),
        ("acknowledged", False),
        ("clarification_due", False),
        ("not_found", False),
    }


def test_positions_follow_deviate_and_meet_half_way(made: demonstration.Made) -> None:
    answer = Addressee.objects.get(advice__number=f"{TODAY.year}-DEM-01").answers.get()
    assert [row.position for row in answer.positions.order_by("part__order")] == ["partly", "follow", "deviate"]
    assert answer.written_by != answer.approved_by


def test_a_clock_that_moved_does_not_lay_the_demonstration_twice(made: demonstration.Made, tmp_path: Path) -> None:
    later = NOW.replace(year=NOW.year + 1)
    assert isinstance(later, datetime)
    demonstration.load(now=later, today=later.date(), home=tmp_path)
    assert Edition.objects.filter(is_demonstration=True).count() == 4


def test_what_waits_at_the_table_can_be_read_grouped_and_written_today(made: demonstration.Made) -> None:
    edition = Edition.objects.get(slug="demonstratie-tafel")
    consultation = edition.consultations.get()
    assert (edition.state, consultation.state, consultation.closes_on) == (
        "drafting_advice",
        "closed",
        TODAY - timedelta(days=1),
    )
    assert Counter(consultation.contributions.values_list("state", flat=True)) == {
        "received": 3,
        "grouped": 2,
        "published": 2,
        "published_edited": 1,
        "kept_private": 1,
        "not_published": 1,
    }
    assert Seat.objects.filter(table__edition_theme__edition=edition).count() == 6
    assert set(edition.roles.values_list("role", flat=True)) == {
        "organiser",
        "moderator",
        "safeguarding",
        "analyst",
        "facilitator",
        "panel_member",
        "respondent",
        "approver",
    }


def test_an_installation_without_the_table_gets_it_and_keeps_the_rest(made: demonstration.Made, tmp_path: Path) -> None:
    Edition.objects.filter(slug="demonstratie-tafel").update(slug="demonstratie-anders")
    Consultation.objects.filter(slug="demonstratie-tafel-meedoen").update(slug="demonstratie-anders-meedoen")
    demonstration.load(now=NOW, today=TODAY, home=tmp_path)
    assert Edition.objects.filter(slug="demonstratie-tafel").count() == 1
    assert Consultation.objects.filter(slug="demonstratie-meedoen").count() == 1


def test_what_made_up_adults_expected_can_be_seen_beside_what_made_up_children_said(made: demonstration.Made) -> None:
    (over,) = expecting.expected_in(ExpectationCount.objects.all())
    assert [(one.adults["people"], len(one.beside)) for one in over.statements] == [(10, 3), (10, 2), (10, 3)]
    today = Edition.objects.get(slug="demonstratie-tafel")
    assert Expectation.objects.filter(edition_theme__edition=today).count() == 2


def test_no_dialogue_lies_after_its_hand_over_and_no_title_names_another_year(made: demonstration.Made) -> None:
    editions = Edition.objects.filter(is_demonstration=True)
    assert [edition.slug for edition in editions if edition.date is None or edition.date.year != edition.year] == []
    given = Handover.objects.filter(edition__is_demonstration=True).select_related("edition")
    assert [row.edition.slug for row in given if row.edition.date is None or row.edition.date > row.date] == []
    assert [
        edition.title for edition in editions if "van 20" in edition.title and str(edition.year) not in edition.title
    ] == []


def test_made_up_ministries_are_asked_accept_dispute_and_end_beside_what_the_un_really_asked(
    content: None, tmp_path: Path
) -> None:
    known_limbs.load()
    demonstration.load(now=NOW, today=TODAY, home=tmp_path)
    duties = Responsibility.objects.select_related("organisation")
    assert Counter(duties.values_list("state", flat=True)) == {"accepted": 4, "proposed": 4, "disputed": 1, "ended": 1}
    assert {duty.organisation.is_demonstration for duty in duties} == {True}
    assert {duty.basis for duty in duties} == {"Verzonnen, voor de demonstratie: dit ministerie bestaat niet"}
    assert set(duties.values_list("territory__code", flat=True)) == {None, "NL-Europe", "AW"}
    contact = Account.objects.get(email="contact@demo.example")
    assert [duty.count for duty in rights.duties(contact, TODAY)] == [2]
    page = Client().get("/aanbevelingen/wie/demo-ministerie-a/").content.decode()
    assert "Ministerie van Voorbeeld A (demonstratie)" in page
    # what is real is counted without them
    assert "voor geen enkel is iemand voorgesteld of aangewezen" in rows.how_it_stands()
    again = demonstration.load(now=NOW, today=TODAY, home=tmp_path)
    assert again.report.total("created") == 0


def test_without_the_limbs_no_ministry_is_asked_anything(made: demonstration.Made) -> None:
    assert Responsibility.objects.count() == 0
