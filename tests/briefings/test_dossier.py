"""A dossier: what the platform holds of a theme, each sentence with its source, the same for every party."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import translation

from tests.briefings.conftest import DECLINED, PRIVATE, QUOTE, Round
from tests.conftest import NOW, TODAY
from weerklank.briefings.queries import Dossier, Sentence, SourceRef, dossier_of, themes_for_parliament
from weerklank.config.content import demonstration, loading
from weerklank.editions.models import Edition
from weerklank.rights.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield


def texts(dossier: Dossier, key: str) -> list[str]:
    return [sentence.text for section in dossier.sections if section.key == key for sentence in section.sentences]


def test_a_sentence_without_a_source_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="sources"):
        Sentence("Iets zonder bron.", ())


def test_a_sentence_that_says_nothing_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="text"):
        Sentence(" ", (SourceRef("Bron", "https://bron.example/"),))


def test_a_sentence_stays_as_it_was_made() -> None:
    sentence = Sentence("Iets.", (SourceRef("Bron", "https://bron.example/"),))
    with pytest.raises(FrozenInstanceError):
        sentence.text = "Iets anders."


def test_every_sentence_of_every_theme_has_a_source_with_an_address(db: None, tmp_path: object) -> None:
    loading.load(now=NOW)
    for theme in themes_for_parliament():
        dossier = dossier_of(theme, TODAY)
        assert [section.key for section in dossier.sections] == [
            "minuut",
            "kinderen",
            "cijfers",
            "vn",
            "adviezen",
            "laat",
            "vragen",
        ]
        for section in dossier.sections:
            assert section.sentences
            assert all(
                source.href.startswith(("http", "/")) for sentence in section.sentences for source in sentence.sources
            )


def test_the_minute_says_figure_un_and_answers(whole_round: Round) -> None:
    minute = texts(dossier_of(whole_round.theme, TODAY), "minuut")
    assert minute == [
        "Kinderen geteld: 4.000 kinderen, 2025. Alleen hier.",
        "Het VN-Kinderrechtencomité sprak hier in 2022 over, melden organisaties: te veel armoede. De tekst zelf is nog niet ingelezen.",
        "Kinderen en jongeren gaven 2 adviezen over dit thema; op 1 daarvan is een openbaar antwoord.",
    ]


def test_only_words_that_a_person_published_are_quoted(whole_round: Round, client: Client) -> None:
    page = client.get("/kamer/armoede/").content.decode()
    assert QUOTE in page
    assert PRIVATE not in page
    assert DECLINED not in page


def test_small_numbers_are_not_counted_aloud(whole_round: Round) -> None:
    said = texts(dossier_of(whole_round.theme, TODAY), "kinderen")
    assert said == ["Geld op school. Schoolreis kost geld (gezegd: een paar keer op een andere manier).", QUOTE]


def test_a_figure_carries_its_definition(whole_round: Round) -> None:
    figures = texts(dossier_of(whole_round.theme, TODAY), "cijfers")
    assert figures == ["Kinderen geteld: 4.000 kinderen, 2025. Geteld: wie geteld is. Alleen hier."]


def test_answers_are_told_per_position(whole_round: Round) -> None:
    told = texts(dossier_of(whole_round.theme, TODAY), "adviezen")
    assert told[:2] == [
        "2026-ARM-01: ‘Maak de schoolreis gratis’. Ministerie A antwoordde op 20 augustus 2026: 1 overgenomen, 1 niet overgenomen.",
        "2026-ARM-02: ‘Laat hulp stil zijn’. Ministerie B had uiterlijk 10 november 2026 moeten antwoorden.",
    ]


def test_what_is_late_is_counted_in_days(whole_round: Round) -> None:
    late = texts(dossier_of(whole_round.theme, TODAY), "laat")
    assert late == [
        "Ministerie B had uiterlijk 10 november 2026 moeten antwoorden op advies 2026-ARM-02. Dat is 10 dagen geleden.",
        "De toezegging ‘Scholen vragen niets meer’ had 19 dagen geleden gedaan moeten zijn.",
    ]


def test_on_the_day_itself_nothing_is_late(whole_round: Round) -> None:
    late = texts(dossier_of(whole_round.theme, date(2026, 10, 31)), "laat")
    assert late == ["Op dit thema is nu niets over zijn termijn heen."]


def test_questions_follow_from_what_deviates_and_what_is_late(whole_round: Round) -> None:
    asked = texts(dossier_of(whole_round.theme, TODAY), "vragen")
    assert asked == [
        "Ministerie A volgt ‘geef een fiets’ niet (reden: wat we weten wijst een andere kant op). Wat zou dat veranderen?",
        "Wanneer krijgen de kinderen antwoord van Ministerie B op advies 2026-ARM-02?",
        "Wanneer is de toezegging ‘Scholen vragen niets meer’ wel gedaan?",
        "Wat heeft het kabinet sinds 2022 gedaan op het punt ‘te veel armoede’, en waar is dat te lezen?",
    ]


def test_a_silent_promise_becomes_a_question(whole_round: Round) -> None:
    type(whole_round.promise).objects.update(due_on=None)
    asked = texts(dossier_of(whole_round.theme, TODAY + timedelta(days=60)), "vragen")
    assert "Wat is er sinds 20 augustus 2026 gebeurd met de toezegging ‘Scholen vragen niets meer’?" in asked


def test_made_up_advices_stand_only_in_the_demonstration(whole_round: Round, client: Client) -> None:
    Edition.objects.update(is_demonstration=True)
    type(whole_round.promise).objects.update(is_demonstration=True)
    real = client.get("/kamer/armoede/").content.decode()
    made_up = client.get("/kamer/armoede/?demonstratie=1").content.decode()
    assert "2026-ARM-01" not in real
    assert "2026-ARM-01" in made_up
    assert ("Voorbeeld." in real, "Voorbeeld." in made_up) == (False, True)


def test_the_whole_demonstration_reads_as_a_dossier(db: None, tmp_path: object) -> None:
    loading.load(now=NOW)
    demonstration.load(now=NOW, today=TODAY, home=tmp_path)
    dossier = dossier_of(Theme.objects.get(slug="armoede"), TODAY, demonstration=True)
    assert len(texts(dossier, "laat")) == 2
    assert len(texts(dossier, "adviezen")) == 11


def test_a_theme_of_which_nothing_is_known_says_what_is_missing(theme: Theme, client: Client) -> None:
    page = client.get("/kamer/armoede/")
    assert page.status_code == 200
    assert "Er staan over dit thema nog geen woorden van kinderen openbaar." in page.content.decode()


def test_an_unknown_theme_is_not_found(client: Client, db: None) -> None:
    assert client.get("/kamer/bestaat-niet/").status_code == 404
    assert client.get("/kamer/bestaat-niet.pdf").status_code == 404


def test_the_list_leads_to_every_dossier_and_its_sheet(client: Client, theme: Theme) -> None:
    page = client.get("/kamer/").content.decode()
    assert all(f'href="{address}"' in page for address in ("/kamer/armoede/", "/kamer/armoede.pdf"))
