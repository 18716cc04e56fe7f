"""A file that is not whole, not ours or not true is refused with a sentence, and nothing of it stays."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.conftest import NOW
from tests.tracker import dumps
from weerklank.accounts.models import Account
from weerklank.briefings.models import NewsArticle
from weerklank.moves import Refusal
from weerklank.rights.models import ImportBatch, Territory, Theme, ThemeName
from weerklank.tracker.dump import archive, reading
from weerklank.tracker.dump.laying import import_file

pytestmark = pytest.mark.django_db
Parts = dict[str, bytes]


def _few_rows() -> None:
    Territory.objects.create(code="NL", slug="nederland", name="Nederland")
    theme = Theme.objects.create(slug="spelen", order=1)
    ThemeName.objects.create(theme=theme, name="Spelen")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return dumps.dumped(tmp_path / "uit.zip", _few_rows)


def refused(path: Path) -> str:
    with pytest.raises(Refusal) as found:
        import_file(path=path, by=None, now=NOW)
    counts = (Territory.objects.count(), Theme.objects.count(), ImportBatch.objects.count(), Account.objects.count())
    assert counts == (0, 0, 0, 0), "nothing is half imported"
    return found.value.sentence


def changed(file: Path, tmp_path: Path, change: Callable[[Parts], Parts]) -> Path:
    return dumps.written(tmp_path / "veranderd.zip", change(dumps.parts(file)))


def test_a_changed_table_is_refused(file: Path, tmp_path: Path) -> None:
    path = changed(
        file, tmp_path, lambda all: all | {"data/themes.csv": all["data/themes.csv"].replace(b"spelen", b"werken")}
    )
    assert refused(path).startswith("veranderd.zip: data/themes.csv is niet wat manifest.json zegt")


def test_a_changed_manifest_is_refused(file: Path, tmp_path: Path) -> None:
    path = changed(
        file,
        tmp_path,
        lambda all: all | {archive.MANIFEST: all[archive.MANIFEST].replace(b"2026-11-20", b"2026-11-21")},
    )
    assert refused(path) == (
        "veranderd.zip: manifest.json is veranderd nadat het gemaakt is. Haal het bestand nog eens op van /data/."
    )


def test_a_changed_schema_or_licence_is_refused(file: Path, tmp_path: Path) -> None:
    for name in (archive.LICENCE, "schema/themes.json"):
        path = changed(file, tmp_path, lambda all, name=name: all | {name: b"iets anders"})
        assert refused(path).startswith(f"veranderd.zip: {name} is niet wat manifest.json zegt")


def test_another_version_is_refused(file: Path, tmp_path: Path) -> None:
    path = changed(file, tmp_path, lambda all: dumps.sealed(all, version=2))
    assert refused(path).startswith("veranderd.zip heeft versie 2; dit programma leest versie 1.")


def test_another_kind_of_file_is_refused(file: Path, tmp_path: Path) -> None:
    path = changed(file, tmp_path, lambda all: dumps.sealed(all, name="iets-anders"))
    assert refused(path).startswith("veranderd.zip zegt niet dat het open data van Weerklank is")


def test_a_missing_file_is_named(file: Path, tmp_path: Path) -> None:
    path = changed(file, tmp_path, lambda all: {name: data for name, data in all.items() if name != "data/news.csv"})
    assert refused(path).startswith("In veranderd.zip ontbreekt data/news.csv.")


def test_an_extra_file_is_named(file: Path, tmp_path: Path) -> None:
    path = changed(file, tmp_path, lambda all: all | {"../../etc/passwd": b"x"})
    assert refused(path).startswith("In veranderd.zip zit iets wat er niet hoort of dubbel is: ../../etc/passwd")


@pytest.mark.parametrize("kept", [0, 10, 2000, -1])
def test_a_truncated_file_is_refused(file: Path, tmp_path: Path, kept: int) -> None:
    path = tmp_path / "kort.zip"
    path.write_bytes(file.read_bytes()[:kept])
    assert refused(path).startswith("kort.zip is geen heel zipbestand")


def test_a_damaged_byte_is_refused(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "beschadigd.zip"
    data = bytearray(file.read_bytes())
    data[120] ^= 0xFF
    path.write_bytes(bytes(data))
    assert refused(path).startswith("beschadigd.zip")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert refused(tmp_path / "weg.zip").startswith(f"Het bestand {tmp_path / 'weg.zip'} is er niet.")


def test_a_file_made_to_fill_a_disk_is_not_unpacked(file: Path, tmp_path: Path) -> None:
    path = changed(file, tmp_path, lambda all: all | {"data/news.csv": bytes(30 * 1024 * 1024)})
    assert refused(path).startswith("veranderd.zip: data/news.csv is zo sterk samengeperst")


def test_a_file_larger_than_ours_ever_is_is_not_unpacked(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 1000)
    assert refused(file).startswith("uit.zip is uitgepakt groter dan")


def test_a_size_that_lies_is_found(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "liegt.zip"
    data = file.read_bytes()
    with zipfile.ZipFile(file) as opened:
        size = opened.getinfo("data/themes.csv").file_size
    place = data.rindex(b"data/themes.csv") - 46 + 24
    path.write_bytes(data[:place] + (size - 5).to_bytes(4, "little") + data[place + 4 :])
    assert refused(path).startswith("liegt.zip")


def test_other_columns_are_refused(file: Path, tmp_path: Path) -> None:
    path = changed(
        file,
        tmp_path,
        lambda all: dumps.sealed(all | {"data/themes.csv": all["data/themes.csv"].replace(b"theme,", b"thema,")}),
    )
    assert (
        refused(path) == "veranderd.zip: data/themes.csv heeft andere kolommen dan versie 1. Het wordt niet ingelezen."
    )


@pytest.mark.parametrize(
    ("table", "found", "instead", "why"),
    [
        ("theme_names", b"spelen,Spelen", b"weg,Spelen", "wijst naar weg, en dat staat niet in themes"),
        ("theme_names", b"Spelen,,", b"Spelen,morgen,", "‘valid_from’: ‘morgen’ is geen datum (JJJJ-MM-DD)"),
        ("themes", b",1\r\n", b",veel\r\n", "‘order’: ‘veel’ is geen geheel getal"),
        ("themes", b"spelen,", b"Spelen en meer!,", "‘slug’"),
        ("themes", b"spelen,,1\r\n", b"spelen,,1\r\nspelen,,2\r\n", "staat er twee keer in"),
        (
            "territories",
            b"Nederland,,0",
            b"Nederland,nergens,0",
            "wijst naar nergens, en dat staat niet in territories",
        ),
    ],
)
def test_a_row_that_cannot_be_is_named_and_nothing_is_laid(
    file: Path, tmp_path: Path, table: str, found: bytes, instead: bytes, why: str
) -> None:
    name = f"data/{table}.csv"

    def change(all: Parts) -> Parts:
        assert found in all[name]
        return dumps.sealed(all | {name: all[name].replace(found, instead)})

    sentence = refused(changed(file, tmp_path, change))
    assert f"{name}, rij " in sentence and why in sentence


def test_a_cell_of_a_megabyte_too_many_is_refused(file: Path, tmp_path: Path) -> None:
    path = changed(
        file,
        tmp_path,
        lambda all: dumps.sealed(
            all | {"data/themes.csv": all["data/themes.csv"].replace(b"spelen", b"x" * 1_000_001)}
        ),
    )
    assert refused(path).startswith("veranderd.zip: data/themes.csv is geen CSV in UTF-8")


def test_what_stands_here_already_is_never_written_over(file: Path) -> None:
    Theme.objects.create(slug="spelen", order=9)
    with pytest.raises(Refusal) as found:
        import_file(path=file, by=None, now=NOW)
    assert "data/themes.csv, rij 1 (spelen): staat hier met een andere waarde in order" in found.value.sentence
    assert (Theme.objects.get().order, Territory.objects.count()) == (9, 0)


def test_a_trial_run_names_every_row_that_does_not_fit(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Theme.objects.create(slug="spelen", order=9)
    call_command("import", "dump", str(file), "--dry-run")
    said = capsys.readouterr().out
    assert "x data/themes.csv, rij 1 (spelen): staat hier met een andere waarde in order" in said
    assert said.endswith("1 past niet (proef: er is niets bewaard)\n")


def test_the_command_says_that_nothing_changed(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"is er niet\..*\nEr is niets veranderd\."):
        call_command("import", "dump", str(tmp_path / "weg.zip"))


def test_an_export_goes_nowhere_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="kies een bestand in een map die er is"):
        call_command("export", "dump", str(tmp_path / "nergens" / "uit.zip"))
    with pytest.raises(CommandError, match="2999-01-01 is nog niet geweest"):
        call_command("export", "dump", str(tmp_path / "uit.zip"), "--as-of", "2999-01-01")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//elders.example/x", ""])
def test_a_source_of_news_that_is_no_address_of_the_web_is_refused(address: str, tmp_path: Path) -> None:
    def news() -> None:
        source = {"title": "Bron", "url": "https://voorbeeld.example/bron", "date": "2026-01-01"}
        told = {"title": "Nieuws", "lead": "Kort.", "body": "Lang.", "published_on": NOW.date(), "state": "published"}
        NewsArticle.objects.create(slug="nieuws", sources=[source], **told)

    file = dumps.dumped(tmp_path / "uit.zip", news)
    parts = dumps.parts(file)
    changed_rows = parts["data/news.csv"].replace(b"https://voorbeeld.example/bron", address.encode())
    path = dumps.written(tmp_path / "in.zip", dumps.sealed(parts | {"data/news.csv": changed_rows}))
    with pytest.raises(Refusal) as found:
        import_file(path=path, by=None, now=NOW)
    assert "is geen adres van een bladzijde op het web" in found.value.sentence
    assert NewsArticle.objects.count() == 0
