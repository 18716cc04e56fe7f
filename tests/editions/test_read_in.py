"""Themes as a pasted list, and a table for every theme: much at once, and twice is once."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from weerklank.editions import actions
from weerklank.editions.models import SeatKind
from weerklank.editions.theme_list import read
from weerklank.moves import Refusal
from weerklank.rights.models import ThemeName


@pytest.fixture
def where(edition):
    return reverse("editions-themes-read-in", args=[edition.slug])


def names(edition):
    return list(edition.themes.order_by("order").values_list("name", flat=True))


def test_one_looks_first_and_then_all_themes_come_behind_what_is_there(
    edition, edition_theme, safety, play, cast, where
):
    ThemeName.objects.create(theme=safety, name="Veilig opgroeien")
    client, text = cast.client("organiser"), "Veilig opgroeien\nTijd om te spelen;Spelen\nArmoede\n"
    looked = client.post(where, {"text": text, "doe": "kijk"})
    assert (looked.status_code, len(looked.context["found"].new), looked.context["found"].known) == (200, 2, 1)
    assert names(edition) == ["Armoede"]
    assert client.post(where, {"text": text, "doe": "lees"}).status_code == 302
    assert names(edition) == ["Armoede", "Veilig opgroeien", "Tijd om te spelen"]
    assert client.post(where, {"text": text, "doe": "lees"}).status_code == 302
    assert names(edition) == ["Armoede", "Veilig opgroeien", "Tijd om te spelen"]


def test_each_wrong_row_is_named_and_nothing_is_read_in(edition, edition_theme, safety, play, cast, where):
    text = "naam,thema\nVeiligheid,\nVeiligheit,\n,Spelen\nArm,Armoede\nArmoede,Spelen\nNog eens,Veiligheid\n"
    response = cast.client("organiser").post(where, {"text": text, "doe": "lees"})
    assert (response.status_code, names(edition)) == (422, ["Armoede"])
    assert [(row.line, row.name, row.why.split(".")[0]) for row in response.context["found"].wrong] == [
        (3, "Veiligheit", "‘Veiligheit’ is geen thema dat we kennen"),
        (4, "Spelen", "Er staat geen naam"),
        (5, "Arm", "Dit thema staat er al als ‘Armoede’"),
        (6, "Armoede", "Een ander thema heet hier al zo"),
        (7, "Nog eens", "Dit is hetzelfde als regel 2"),
    ]
    assert "Bedoelt u ‘Veiligheid’?" in response.content.decode()
    assert response.context["form"]["text"].value() == text


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("naam\n", "Onder de koppen staat nog geen thema."),
        (" \n", "Er staat nog geen thema in de lijst."),
        ("x\n" * 60, "Dit zijn meer dan 50 thema’s. Zoveel past niet op één dag."),
    ],
)
def test_what_is_no_list_is_refused_as_a_whole(edition, text, refusal):
    assert read(text, edition).refusal == refusal


def test_every_theme_without_a_table_gets_one_with_the_same_places(
    edition, edition_theme, table, safety, play, cast, now
):
    for theme in (safety, play):
        actions.add_theme(edition_id=edition.pk, theme=theme, name="", by=cast.organiser, now=now)
    where = reverse("editions-tables-set-out", args=[edition.slug])
    client = cast.client("organiser")
    typed = {name: str(number) for name, number in client.get(where).context["form"].initial.items()}
    assert client.post(where, typed).status_code == 302
    rows = client.get(reverse("editions-tables", args=[edition.slug])).context["page"].object_list
    assert [(str(row.table), row.sitting, row.shortfalls) for row in rows] == [
        ("Tafel 1 · Armoede", 5, ()), ("Tafel 2 · Veiligheid", 6, ()), ("Tafel 3 · Spelen", 6, ()),
    ]  # fmt: skip
    again = client.post(where, typed)
    assert (again.status_code, "Elk thema heeft al een tafel." in again.content.decode()) == (422, True)


@pytest.mark.parametrize("number", [0, 31])
def test_a_table_without_places_or_with_too_many_is_refused(number, edition, edition_theme, cast, now):
    with pytest.raises(Refusal):
        actions.set_out_tables(edition_id=edition.pk, counts={SeatKind.CHILD: number}, by=cast.organiser, now=now)
    assert edition_theme.tables.count() == 0


def test_a_picture_is_no_list_and_none_of_its_signs_are_shown(edition, cast):
    picture = SimpleUploadedFile("lijst.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", content_type="text/csv")
    answer = cast.client("organiser").post(reverse("editions-themes-read-in", args=[edition.slug]), {"file": picture})
    assert (answer.status_code, answer.context["form"].errors["file"]) == (
        422,
        ["Dit bestand is geen tekst: misschien een plaatje of een spreadsheet zelf. Bewaar de lijst als CSV."],
    )
    assert "IHDR" not in answer.content.decode()
