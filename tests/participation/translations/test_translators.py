"""The translators' pages: nothing that is missing stays unseen, nothing that nobody read is called read."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from tests.conftest import Cast
from weerklank.audit.models import AuditEvent
from weerklank.moves import Refusal
from weerklank.participation.actions.translations import translate_consultation, translate_statement
from weerklank.participation.models import Consultation, HelpLine, Statement, StatementText
from weerklank.participation.queries import translations as queries
from weerklank.participation.queries.child import words_of
from weerklank.participation.queries.translations import Kind, Standing, Wanted

pytestmark = pytest.mark.django_db


def listed(cast: Cast, **wanted: str) -> list[queries.Row]:
    return queries.chosen(queries.texts(cast.organiser), Wanted(**wanted))


def standing_of(cast: Cast, statement: Statement, language: str) -> Standing:
    rows = listed(cast, kind=Kind.STATEMENT, language=language, search=statement.text)
    return rows[0].standing


def test_a_text_that_nobody_translated_stands_first(
    consultation: Consultation, statements: list[Statement], cast: Cast
) -> None:
    rows = listed(cast, language="uk")
    assert [(row.kind, row.standing) for row in rows[: len(statements) + 1]] == [
        (Kind.QUESTION, Standing.MISSING),
        *[(Kind.STATEMENT, Standing.MISSING)] * len(statements),
    ]


def test_a_translation_of_a_computer_becomes_read_by_a_named_person(
    statements: list[Statement], cast: Cast, now
) -> None:
    one = statements[0]
    said = {"statement_id": one.pk, "language": "pap", "text": "E biahe ta grátis.", "by": cast.analyst, "now": now}
    translate_statement(**said, made_by="machine", checked=False)
    assert standing_of(cast, one, "pap") is Standing.MACHINE
    translate_statement(**said, made_by="machine", checked=True)
    text = StatementText.objects.get(statement=one, language="pap")
    assert standing_of(cast, one, "pap") is Standing.READ
    assert (text.made_by, text.checked_by, text.checked_on) == ("machine", cast.analyst.name, date(2026, 11, 20))
    assert AuditEvent.objects.filter(action="statement.translated").latest("pk").note == "Papiaments, nagelezen."


def test_a_translation_is_behind_when_the_dutch_changes(statements: list[Statement], cast: Cast, now) -> None:
    one = statements[0]
    translate_statement(statement_id=one.pk, language="en", text="The trip.", checked=True, by=cast.analyst, now=now)
    Statement.objects.filter(pk=one.pk).update(text="Iets heel anders.")
    one.refresh_from_db()
    assert standing_of(cast, one, "en") is Standing.BEHIND
    translate_statement(
        statement_id=one.pk, language="en", text="Quite different.", checked=False, by=cast.analyst, now=now
    )
    assert standing_of(cast, one, "en") is Standing.UNREAD


def test_a_child_reads_how_its_question_was_translated(consultation: Consultation, cast: Cast, now) -> None:
    said = {
        "consultation_id": consultation.pk,
        "language": "ar",
        "question": "ما رأيك؟",
        "why": "",
        "can_change": "نعم",
        "cannot_change": "لا",
        "who_decides": "الوزير",
        "by": cast.organiser,
        "now": now,
    }
    seen = [words_of(consultation, "ar").origin.value]
    for made_by, checked in (("machine", False), ("person", False), ("person", True)):
        translate_consultation(**said, made_by=made_by, checked=checked)
        seen.append(words_of(consultation, "ar").origin.value)
    Consultation.objects.filter(pk=consultation.pk).update(question="Een andere vraag?")
    consultation.refresh_from_db()
    seen.append(words_of(consultation, "ar").origin.value)
    assert seen == ["untranslated", "machine", "unread", "checked", "unread"]
    assert words_of(consultation, "nl").origin.value == "own"


def test_a_language_that_no_page_speaks_is_refused(statements: list[Statement], cast: Cast, now) -> None:
    said = {"statement_id": statements[0].pk, "text": "Non.", "checked": False, "by": cast.analyst, "now": now}
    with pytest.raises(Refusal, match="Deze taal spreken de bladzijden voor kinderen nog niet"):
        translate_statement(**said, language="fr")
    with pytest.raises(Refusal, match="Kies wie de vertaling maakte"):
        translate_statement(**said, language="en", made_by="child")


def test_the_languages_of_the_pages_come_first_and_pictures_have_three_more() -> None:
    assert queries.languages() == ("nl-easy", "en", "ar", "uk", "pap", "tr", "pl", "fr")


def test_progress_counts_what_is_missing_and_what_nobody_read(
    consultation: Consultation, statements: list[Statement], cast: Cast, now
) -> None:
    translate_statement(
        statement_id=statements[0].pk, language="uk", text="Так.", checked=True, by=cast.analyst, now=now
    )
    found = {(one.language, one.kind): one for one in queries.progress(queries.texts(cast.organiser))}
    statement = found["uk", Kind.STATEMENT]
    assert (statement.total, statement.missing, statement.unread) == (len(statements), len(statements) - 1, 0)
    picture = found["fr", Kind.PICTURE]
    assert (picture.total, picture.missing, picture.unread) == (512, 0, 512)
    assert ("fr", Kind.STATEMENT) not in found
    assert ("nl-easy", Kind.PICTURE) not in found


def test_a_help_line_that_no_catalogue_knows_is_missing(published_help_lines: list[HelpLine], cast: Cast) -> None:
    HelpLine.objects.filter(slug="112").update(for_whom="Als er brand is.")
    rows = listed(cast, kind=Kind.HELP_LINE, language="ar")
    assert [(row.dutch, row.place) for row in rows if row.standing is Standing.MISSING] == [("Als er brand is.", "112")]


def test_somebody_of_another_edition_sees_the_interface_and_none_of_our_questions(
    consultation: Consultation, statements: list[Statement], cast: Cast
) -> None:
    kinds = {row.kind for row in queries.texts(cast.outsider) if row.language == "en"}
    assert kinds == {Kind.INTERFACE, Kind.PICTURE}


def test_the_page_filters_searches_and_pages(consultation: Consultation, cast: Cast) -> None:
    client = cast.client("organiser")
    page = client.get(reverse("participation-translators"), {"taal": "fr", "soort": "plaatje", "q": "olifant"})
    assert [row.text for row, _tag in page.context["rows"]] == ["éléphant"]
    everything = client.get(reverse("participation-translators"), {"taal": "fr"})
    assert (len(everything.context["rows"]), everything.context["page"].paginator.count) == (25, 512)
    nothing = client.get(reverse("participation-translators"), {"q": "bestaat nergens"})
    assert "Geen tekst gevonden bij deze zoekvraag." in nothing.content.decode()


def test_easy_dutch_is_dutch_to_a_screen_reader(consultation: Consultation, cast: Cast) -> None:
    page = cast.client("organiser").get(reverse("participation-translators"), {"taal": "nl-easy", "soort": "knoppen"})
    assert 'lang="nl-easy"' not in page.content.decode()
    assert [tag for _row, tag in page.context["rows"]] == ["nl"] * 25


def test_the_list_leaves_as_csv_with_all_that_was_asked_for(statements: list[Statement], cast: Cast) -> None:
    answer = cast.client("analyst").get(
        reverse("participation-translators"), {"taal": "ar", "soort": "stelling", "csv": ""}
    )
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["taal", "soort", "waar", "Nederlands", "vertaling", "stand", "nagelezen door"]
    assert {(row[0], row[1], row[5]) for row in rows[1:]} == {("Arabisch", "stellingen", "ontbreekt")}
    assert [row[3] for row in rows[1:]] == [one.text for one in statements]


def test_a_statement_is_translated_from_the_list_and_what_is_too_long_stays_in_the_form(
    statements: list[Statement], cast: Cast
) -> None:
    address = reverse("participation-translators-statement", args=[statements[0].pk, "ar"])
    client = cast.client("analyst")
    refused = client.post(address, {"text": "ا" * 201, "made_by": "person"})
    assert (refused.status_code, refused.context["form"]["text"].value()) == (422, "ا" * 201)
    kept = client.post(address, {"text": "الرحلة مجانية.", "made_by": "person", "checked": "on"})
    assert kept["Location"] == "/werk/vertalen/?taal=ar&soort=stelling"
    text = StatementText.objects.get(statement=statements[0], language="ar")
    assert (text.text, text.made_by, text.checked) == ("الرحلة مجانية.", "person", True)
    assert client.get(reverse("participation-translators-statement", args=[statements[0].pk, "fr"])).status_code == 404


def test_the_words_of_the_pages_leave_as_the_file_they_stand_in(edition, cast: Cast) -> None:
    client = cast.client("organiser")
    answer = client.get(reverse("participation-translators-file", args=["uk"]))
    assert answer["Content-Disposition"] == 'attachment; filename="weerklank-uk.po"'
    assert "Language: uk" in answer.content.decode()
    assert client.get(reverse("participation-translators-file", args=["fr"])).status_code == 404


def test_a_sentence_that_the_list_calls_there_is_the_one_that_a_page_shows(cast: Cast) -> None:
    said = {row.dutch: row.text for row in listed(cast, kind=Kind.INTERFACE, language="pap")}
    with translation.override("pap"):
        assert said["Wat vind jij?"] == translation.gettext("Wat vind jij?") == "Kiko bo ta pensa?"
