"""Tables of others: any separator and encoding, the heads of Impact OSS, and columns that a person points at."""

from __future__ import annotations

import json
from datetime import date
from importlib import import_module
from pathlib import Path

import openpyxl
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection

from tests.conftest import NOW, Cast
from weerklank.accounts.models import Organisation
from weerklank.answers.models import Action, ActionLink
from weerklank.audit.models import AuditEvent
from weerklank.moves import Refusal
from weerklank.rights.actions.importing import ColumnsNeeded, import_observations, import_table
from weerklank.rights.actions.mapping import save_mapping
from weerklank.rights.models import (
    ColumnMapping,
    ImplementationComment,
    ImportBatch,
    Recommendation,
    SourceChange,
    SourceDocument,
    StatePosition,
)
from weerklank.rights.reading import NeedsColumns, TableKind, Trouble, Unreadable, open_source, open_table, tables
from weerklank.rights.reading.mapping import day_of
from weerklank.rights.reading.tables import read_table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("territories")]

HEADS = "Nr;Aanbeveling;Reactie;Datum;Uitvoering"
ROWS = (
    "22(a);Geef élk kind een vlieger;aanvaardt;44621;Er is een plan",
    '22(b);"Vraag kinderen; en wacht op hun antwoord";neemt kennis;1-3-2022;',
)
COLUMNS = [
    ("number", "Nr"),
    ("text", "Aanbeveling"),
    ("position", "Reactie"),
    ("position_date", "Datum"),
    ("comment", "Uitvoering"),
]
FIXED = {"document": "CRC/C/NLD/CO/9"}
IMPORTS = "/werk/aanbevelingen/inlezen/"


def _csv(path: Path, *lines: str, codec: str = "utf-8") -> Path:
    path.write_bytes("\r\n".join(lines).encode(codec))
    return path


def _mapping(
    columns: list[tuple[str, str]] | None = None, kind: TableKind = TableKind.RECOMMENDATIONS
) -> ColumnMapping:
    return save_mapping(
        name="Lijst van het ministerie",
        kind=kind,
        columns=columns or COLUMNS,
        fixed=FIXED,
        header=None,
        by=None,
        now=NOW,
    )


def _counts(batch: ImportBatch) -> tuple[int, int, int, int]:
    return batch.created, batch.updated, batch.unchanged, batch.rejected


# --- reading -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codec", "separator", "how"),
    [
        ("cp1252", ";", "Windows-1252, kolommen gescheiden door puntkomma’s"),
        ("utf-8-sig", ";", "UTF-8 met BOM, kolommen gescheiden door puntkomma’s"),
        ("utf-8", ",", "UTF-8, kolommen gescheiden door komma’s"),
        ("utf-16", "\t", "UTF-16, kolommen gescheiden door tabs"),
    ],
)
def test_the_separator_and_the_encoding_are_found(tmp_path: Path, codec: str, separator: str, how: str) -> None:
    lines = [separator.join(("Nr", "Tekst")), separator.join(("1", '"één; twee, drie"')), separator.join(("2", "vier"))]
    table = read_table(_csv(tmp_path / "x.csv", *lines, codec=codec))
    assert (table.header, [row.cells for row in table.rows], table.how) == (
        ("Nr", "Tekst"),
        [("1", "één; twee, drie"), ("2", "vier")],
        how,
    )


def test_a_sheet_gives_the_same_rows_and_dates_as_days(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Lijst"],
        ["Nr", "Tekst", "Dag"],
        [22, "één", date(2022, 3, 1)],
        [None, None, None],
        [23, "twee", 44621],
    ):
        book.active.append(row)
    book.save(tmp_path / "x.xlsx")
    table = read_table(tmp_path / "x.xlsx")
    assert table.header == ("Nr", "Tekst", "Dag")
    assert [row.cells for row in table.rows] == [("22", "één", "2022-03-01"), ("23", "twee", "44621")]
    assert [day_of(row.cells[2]) for row in table.rows] == [date(2022, 3, 1), date(2022, 3, 1)]


def test_markup_in_a_cell_goes_its_words_stay_and_it_is_said(tmp_path: Path) -> None:
    path = _csv(
        tmp_path / "x.csv", "Nr;Tekst", '1;"<p>Fly <b>kites</b> &amp; wait<script>alert(1)</script></p>"', "2;a < b"
    )
    rows = read_table(path).rows
    assert [row.cells[1] for row in rows] == ["Fly kites & wait", "a < b"]
    assert [[problem.trouble for problem in row.problems] for row in rows] == [[Trouble.BAD_VALUE], []]


def test_a_cell_of_thirty_megabytes_costs_its_row_and_no_other(tmp_path: Path) -> None:
    path = _csv(tmp_path / "x.csv", "Nr;Aanbeveling", "1;" + "woord " * 5_000_000, "2;Vliegers")
    batch = import_table(path=path, mapping=_mapping(COLUMNS[:2]), by=None, now=NOW)
    assert _counts(batch) == (1, 0, 0, 1)
    assert "een cel heeft 30 miljoen tekens" in batch.rows.get(outcome="rejected").message


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["alleen woorden"], "geen tabel"),
        (["Nr;Tekst"], "geen rijen"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, lines: list[str], said: str) -> None:
    with pytest.raises(Refusal, match=said):
        import_table(path=_csv(tmp_path / "x.csv", *lines), mapping=_mapping(), by=None, now=NOW)
    assert ImportBatch.objects.count() == 0


@pytest.mark.parametrize("shape", ["csv", "xlsx"])
def test_a_table_of_too_many_cells_is_refused_before_it_is_whole(
    tmp_path: Path, shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MAX_CELLS", 100)
    rows = [[f"kop {at}" for at in range(4)], *(["1", "twee", "drie", "vier"] for _ in range(30))]
    path = tmp_path / f"x.{shape}"
    if shape == "csv":
        _csv(path, *(";".join(row) for row in rows))
    else:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    with pytest.raises(Unreadable, match=r"x\.\w+ heeft meer dan 1 miljoen cellen \(rijen maal kolommen\)"):
        read_table(path)
    head = read_table(path, first=3)
    assert (head.header, [row.place for row in head.rows]) == (("kop 0", "kop 1", "kop 2", "kop 3"), [2, 3, 4])


# --- mapping -----------------------------------------------------------------------------------------------------------


def test_two_columns_on_one_field_are_refused_with_a_sentence() -> None:
    with pytest.raises(Refusal, match="De kolommen ‘Nr’ en ‘Aanbeveling’ staan allebei op ‘nummer"):
        _mapping([("number", "Nr"), ("number", "Aanbeveling"), ("text", "Reactie")])
    assert ColumnMapping.objects.filter(slug="lijst-van-het-ministerie").count() == 0


def test_a_field_that_is_needed_and_missing_is_refused_with_a_sentence() -> None:
    with pytest.raises(Refusal, match="nog geen kolom voor: tekst van de aanbeveling"):
        _mapping([("number", "Nr")])


def test_a_head_that_stands_twice_or_not_at_all_is_refused(tmp_path: Path) -> None:
    for header, said in (
        ("Nr;Nr;Aanbeveling", "staat 2 keer"),
        ("Nr;Tekst", "‘Aanbeveling’ staat niet in dit bestand"),
    ):
        with pytest.raises(Refusal, match=said):
            import_table(
                path=_csv(tmp_path / "x.csv", header, "1;2;3"), mapping=_mapping(COLUMNS[:2]), by=None, now=NOW
            )
    assert Recommendation.objects.count() == 0


def shipped_profile() -> ColumnMapping:
    """As its migration lays it: a test that empties the tables takes it away from those after it."""
    import_module("weerklank.rights.migrations.0001_folded").add_empty_profile(apps, connection.schema_editor())
    return ColumnMapping.objects.get(slug="nrtd-other")


def test_the_profile_for_other_trackers_ships_empty_and_says_what_it_misses(tmp_path: Path) -> None:
    profile = shipped_profile()
    assert profile.columns == {}
    with pytest.raises(Refusal, match="nog geen kolom voor"):
        import_table(path=_csv(tmp_path / "x.csv", HEADS, *ROWS), mapping=profile, by=None, now=NOW)


def test_a_table_comes_in_through_its_mapping_and_twice_is_once(tmp_path: Path) -> None:
    path = _csv(tmp_path / "x.csv", HEADS, *ROWS, codec="cp1252")
    batch = import_table(path=path, mapping=_mapping(), by=None, now=NOW)
    assert (_counts(batch), batch.mapping.slug if batch.mapping else "") == ((2, 0, 0, 0), "lijst-van-het-ministerie")
    assert list(Recommendation.objects.order_by("order").values_list("number", "slug", "letter", "text")) == [
        ("22(a)", "22-a", "a", "Geef élk kind een vlieger"),
        ("22(b)", "22-b", "b", "Vraag kinderen; en wacht op hun antwoord"),
    ]
    assert list(StatePosition.objects.order_by("id").values_list("position", "words", "stated_on")) == [
        ("accepts", "aanvaardt", date(2022, 3, 1)),
        ("takes_note", "neemt kennis", date(2022, 3, 1)),
    ]
    assert ImplementationComment.objects.get().text == "Er is een plan"
    assert _counts(import_table(path=path, mapping=_mapping(), by=None, now=NOW)) == (0, 0, 2, 0)


def test_what_a_table_lays_beside_a_limb_is_in_the_log_once(tmp_path: Path, cast: Cast) -> None:
    columns = [*COLUMNS, ("position_source", "Bron")]
    path = _csv(tmp_path / "x.csv", f"{HEADS};Bron", f"{ROWS[0]};A/HRC/1, alinea 3", ROWS[1])
    laid = AuditEvent.objects.filter(object_type="rights.recommendation").order_by("id")
    import_table(path=path, mapping=_mapping(columns), by=cast.editor, now=NOW, dry_run=True)
    assert laid.count() == 0
    import_table(path=path, mapping=_mapping(columns), by=cast.editor, now=NOW)
    first = [
        (
            "recommendation.position_stated",
            "CRC/C/NLD/CO/9 22(a)",
            "aanvaardt, A/HRC/1, alinea 3 (ingelezen uit x.csv)",
            True,
        ),
        ("comment.added", "CRC/C/NLD/CO/9 22(a)", "ingelezen uit x.csv: Er is een plan", False),
        (
            "recommendation.position_stated",
            "CRC/C/NLD/CO/9 22(b)",
            "neemt kennis, bron niet genoemd (ingelezen uit x.csv)",
            True,
        ),
    ]
    assert list(laid.values_list("action", "object_label", "note", "public")) == first
    assert set(laid.values_list("actor_id", flat=True)) == {cast.editor.audit_id}
    import_table(path=path, mapping=_mapping(columns), by=cast.editor, now=NOW)
    assert laid.count() == len(first)


def test_rows_meet_the_limbs_that_are_already_there(tmp_path: Path, observations: Path) -> None:
    import_observations(path=observations, by=None, now=NOW)
    path = _csv(tmp_path / "x.csv", HEADS, "3(a);Open every playground in Saba;rejects;;", "3(b);Iets anders;noted;;")
    batch = import_table(path=path, mapping=_mapping(), by=None, now=NOW)
    assert _counts(batch) == (0, 1, 0, 1)
    assert SourceChange.objects.get().offered == "Iets anders"
    assert set(StatePosition.objects.values_list("recommendation__number", "position")) == {
        ("3(a)", "rejects"),
        ("3(b)", "takes_note"),
    }


def test_each_bad_row_is_named_and_the_others_come_in(tmp_path: Path) -> None:
    path = _csv(
        tmp_path / "x.csv",
        HEADS,
        "1;Vliegers;misschien;30-2-2022;",
        ";Zonder nummer;;;",
        "1;Dubbel;;;",
        "2;Touw;;;;extra",
    )
    batch = import_table(path=path, mapping=_mapping(), by=None, now=NOW)
    assert [(row.locator, row.outcome) for row in batch.rows.all()] == [
        ("rij 2", "warning"),
        ("rij 2", "warning"),
        ("CRC/C/NLD/CO/9 1", "created"),
        ("rij 3", "rejected"),
        ("rij 4", "rejected"),
        ("rij 5", "warning"),
        ("CRC/C/NLD/CO/9 2", "created"),
    ]


def test_a_misprinted_symbol_is_put_right_and_said(tmp_path: Path) -> None:
    columns = [*COLUMNS[:2], ("document", "Doc")]
    path = _csv(tmp_path / "x.csv", "Nr;Aanbeveling;Doc", "1;Vliegers;CRC/C/NDL/CO/4", "2;Touw;CRC/C/NDL/CO/4")
    batch = import_table(path=path, mapping=_mapping(columns), by=None, now=NOW)
    assert list(SourceDocument.objects.values_list("symbol", flat=True)) == ["CRC/C/NLD/CO/4"]
    assert batch.rows.filter(outcome="warning", message__contains="bekende drukfout").count() == 2


def test_rows_without_any_document_are_refused_one_by_one(tmp_path: Path) -> None:
    mapping = save_mapping(
        name="Los", kind=TableKind.RECOMMENDATIONS, columns=COLUMNS[:2], fixed={}, header=None, by=None, now=NOW
    )
    batch = import_table(path=_csv(tmp_path / "x.csv", HEADS, *ROWS), mapping=mapping, by=None, now=NOW)
    assert _counts(batch) == (0, 0, 0, 2)
    assert "Bij deze rij hoort geen document" in batch.rows.all()[0].message


# --- Impact OSS --------------------------------------------------------------------------------------------------------

TAGGED = "Draft [database:draft],Reference [database:reference],Title [database:title],Support [database:support_level]"
PLAIN = "draft,reference,title,support_level"


@pytest.mark.parametrize("heads", [TAGGED, PLAIN])
def test_recommendations_of_impact_come_in_under_either_heads(tmp_path: Path, heads: str) -> None:
    path = _csv(
        tmp_path / "x.csv", heads, 'false,22(a),"Fly kites, all",2', "false,22(b),Ask,1", "false,23,Wait,0", "false,24,Sing,",
        "true,25,Draft,2", "false,26,Odd,7",
    )  # fmt: skip
    batch = import_observations(path=path, by=None, now=NOW, fixed=FIXED)
    assert (batch.format, _counts(batch)) == ("impact-oss", (5, 0, 0, 1))
    assert list(StatePosition.objects.order_by("id").values_list("recommendation__number", "position")) == [
        ("22(a)", "accepts"),
        ("22(b)", "accepts_in_part"),
        ("23", "takes_note"),
    ]
    assert _counts(import_observations(path=path, by=None, now=NOW, fixed=FIXED)) == (0, 0, 5, 1)


def test_indicators_of_impact_are_sent_to_where_figures_live(tmp_path: Path) -> None:
    path = _csv(tmp_path / "x.csv", "reference,title,frequency_months", "I1,Kites,12")
    with pytest.raises(Refusal, match="bij Bewijs"):
        import_observations(path=path, by=None, now=NOW)


ACTIONS = (
    "Reference [database:reference],Title [database:title],Description [database:description],"
    "Target [database:target_date],Rec [rel:recommendation-reference]"
)


@pytest.mark.parametrize("heads", [ACTIONS, "reference,title,description,target_date,recommendation-reference"])
def test_actions_of_impact_come_in_with_suggested_limbs(
    tmp_path: Path, observations: Path, ministry: Organisation, heads: str
) -> None:
    import_observations(path=observations, by=None, now=NOW)
    path = _csv(tmp_path / "x.csv", heads, "A1,Build swings,In Saba,2031-12-31,3(a)|3(b)", "A2,Wait,,44621,99")
    fixed = {"lead": ministry.slug, "source_url": "https://voorbeeld.example/plan", **FIXED}
    batch = import_observations(path=path, by=None, now=NOW, fixed=fixed)
    assert _counts(batch) == (2, 0, 0, 0)
    assert list(
        Action.objects.order_by("external_id").values_list("external_id", "title", "end_on", "state", "lead")
    ) == [
        ("A1", "Build swings", date(2031, 12, 31), "planned", ministry.pk),
        ("A2", "Wait", date(2022, 3, 1), "planned", ministry.pk),
    ]
    assert set(ActionLink.objects.values_list("recommendation__number", "state", "source")) == {
        ("3(a)", "suggested", "machine"),
        ("3(b)", "suggested", "machine"),
    }
    assert "Aanbeveling 99 staat hier niet" in batch.rows.get(outcome="warning").message
    again = import_observations(path=path, by=None, now=NOW, fixed=fixed)
    assert (_counts(again), Action.objects.count(), ActionLink.objects.count()) == ((0, 0, 2, 0), 2, 2)


def test_in_the_browser_one_address_serves_for_a_whole_file_of_actions(
    cast: Cast, ministry: Organisation, tmp_path: Path
) -> None:
    sheet = (
        b"title,description,target_date,recommendation-reference,reference\n"
        b"Vliegers voor ieder kind,Een plan,2027-01-31,,V-1\n"
    )
    client = cast.client("editor")
    told = {"lead": ministry.slug, "source_url": "https://example.org/vliegers"}
    file = SimpleUploadedFile("acties.csv", sheet, content_type="text/csv")
    tried = client.post("/werk/aanbevelingen/inlezen/", {"file": file, **told})
    assert tried.status_code == 302, tried.content.decode()[:3000]
    assert client.post(f"{tried['Location']}uitvoeren/").status_code == 302
    assert list(Action.objects.values_list("title", "source_url")) == [
        ("Vliegers voor ieder kind", "https://example.org/vliegers")
    ]


def test_an_action_without_an_organisation_is_refused_by_its_row(tmp_path: Path) -> None:
    path = _csv(tmp_path / "x.csv", "reference,title,target_date", "A1,Build swings,")
    batch = import_observations(path=path, by=None, now=NOW)
    assert (_counts(batch), Action.objects.count()) == ((0, 0, 0, 1), 0)
    assert "Een actie is altijd van iemand" in batch.rows.get().message


def test_what_people_changed_in_an_action_stays(tmp_path: Path, ministry: Organisation) -> None:
    path = _csv(tmp_path / "x.csv", "reference,title,target_date,description", "A1,Build swings,2031-12-31,")
    fixed = {"lead": ministry.slug, "source_url": "https://voorbeeld.example/plan"}
    import_observations(path=path, by=None, now=NOW, fixed=fixed)
    Action.objects.update(title="Build better swings")
    _csv(path, "reference,title,target_date,description", "A1,Build swings,2031-12-31,In Saba")
    batch = import_observations(path=path, by=None, now=NOW, fixed=fixed)
    action = Action.objects.get()
    assert (action.title, action.description, _counts(batch)) == ("Build better swings", "In Saba", (0, 1, 0, 0))
    assert "de naam anders" in batch.rows.get().message


def test_actions_of_any_table_come_in_through_a_mapping(tmp_path: Path, ministry: Organisation) -> None:
    columns = [("reference", "Nr"), ("title", "Wat"), ("lead", "Wie"), ("end", "Klaar"), ("source_url", "Bron")]
    mapping = _mapping(columns, TableKind.ACTIONS)
    rows = ("1;Schommels;Ministerie A;31-12-2031;https://voorbeeld.example/plan", "2;Glijbanen;Niemand;;")
    path = _csv(tmp_path / "x.csv", "Nr;Wat;Wie;Klaar;Bron", *rows)
    batch = import_table(path=path, mapping=mapping, by=None, now=NOW)
    assert _counts(batch) == (1, 0, 0, 1)
    assert Action.objects.get().end_on == date(2031, 12, 31)


# --- the command and the pages -----------------------------------------------------------------------------------------


def test_a_table_with_unknown_heads_asks_for_its_columns_first(tmp_path: Path) -> None:
    path = _csv(tmp_path / "x.csv", HEADS, *ROWS)
    with pytest.raises(NeedsColumns):
        open_source(path)
    with pytest.raises(ColumnsNeeded, match="Wijs de kolommen aan"):
        import_observations(path=path, by=None, now=NOW)
    assert open_table(path, kind=TableKind.RECOMMENDATIONS, columns=dict(COLUMNS), fixed={}).records[0].place == 2


def test_the_command_reads_a_table_and_names_the_mappings_that_exist(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _csv(tmp_path / "x.csv", HEADS, *ROWS)
    _mapping()
    shipped_profile()
    call_command("import", "table", str(path), "--mapping", "lijst-van-het-ministerie")
    assert "2 nieuw, 0 gewijzigd" in capsys.readouterr().out
    with pytest.raises(CommandError, match="lijst-van-het-ministerie, nrtd-other"):
        call_command("import", "table", str(path), "--mapping", "verzonnen")


def test_an_editor_points_at_columns_tries_and_runs(tmp_path: Path, cast: Cast, settings: object) -> None:
    settings.HOME = tmp_path
    client = cast.client("editor")
    file = SimpleUploadedFile("lijst.csv", "\r\n".join((HEADS, *ROWS)).encode("cp1252"))
    sent = client.post(IMPORTS, {"file": file})
    assert sent.status_code == 302
    page = client.get(sent.url)
    assert (page.status_code, page.context["preview"][0][1]) == (200, "Geef élk kind een vlieger")
    columns = {"name": "Mijn lijst", "document": "CRC/C/NLD/CO/9", "column_0": "number", "column_1": "number"}
    wrong = client.post(sent.url, columns)
    assert wrong.status_code == 422
    assert "staan allebei op" in str(wrong.context["form"].non_field_errors())
    assert wrong.context["form"]["name"].value() == "Mijn lijst"
    tried = client.post(sent.url, {**columns, "column_1": "text", "column_2": "position"})
    assert (tried.status_code, Recommendation.objects.count()) == (302, 0)
    batch = ImportBatch.objects.get()
    assert (batch.dry_run, batch.created) == (True, 2)
    done = client.post(f"{IMPORTS}{batch.pk}/uitvoeren/")
    assert (done.status_code, Recommendation.objects.count()) == (302, 2)
    assert client.get(done.url).status_code == 200
    known = client.post(IMPORTS, {"file": SimpleUploadedFile("lijst2.csv", "\n".join((HEADS, *ROWS)).encode())})
    again = client.get(known.url, {"indeling": "mijn-lijst"})
    assert again.context["form"]["column_1"].value() == "text"
    assert client.get(f"{IMPORTS}kolommen/{'0' * 64}/").status_code == 302
    assert client.get(f"{IMPORTS}kolommen/weg/").status_code == 302


def test_pasted_text_is_read_as_a_file_is(tmp_path: Path, cast: Cast, settings: object) -> None:
    settings.HOME = tmp_path
    client = cast.client("editor")
    text = "1.\tThe Committee recommends that the State party:\r\n(a)\tFly kites;\r\n(b)\tBuy string.\r\n"
    refused = client.post(f"{IMPORTS}plakken/", {"text": text})
    assert (refused.status_code, refused.context["form"]["text"].value()) == (422, text)
    tried = client.post(f"{IMPORTS}plakken/", {"text": text, "symbol": "CRC/C/NLD/CO/9"})
    batch = ImportBatch.objects.get()
    assert (tried.status_code, batch.dry_run, batch.created, Recommendation.objects.count()) == (302, True, 2, 0)
    client.post(f"{IMPORTS}{batch.pk}/uitvoeren/")
    assert list(Recommendation.objects.order_by("order").values_list("number", "text")) == [
        ("1(a)", "Fly kites;"),
        ("1(b)", "Buy string."),
    ]


def test_a_paragraph_and_a_letter_in_two_columns_are_one_number(tmp_path: Path, cast: Cast, settings: object) -> None:
    settings.HOME = tmp_path
    client = cast.client("editor")
    lines = (
        "Par.;Lid;Aanbeveling;Onderwerp",
        "par. 22;b);Geef elk kind een vlieger;Vliegers",
        "§ 23.;;Vraag kinderen;",
    )
    sent = client.post(IMPORTS, {"file": SimpleUploadedFile("lijst.csv", "\r\n".join(lines).encode())})
    form = client.get(sent.url).context["form"]
    assert [form[f"column_{place}"].value() for place in range(4)] == ["paragraph", "letter", "", "subject"]
    columns = {"name": "Mijn lijst", "document": "CRC/C/NLD/CO/9", "column_1": "letter", "column_2": "text"}
    wrong = client.post(sent.url, columns)
    assert "wijs ook de kolom met de alinea aan" in str(wrong.context["form"].non_field_errors())
    client.post(sent.url, {**columns, "column_0": "paragraph", "column_3": "subject"})
    client.post(f"{IMPORTS}{ImportBatch.objects.get().pk}/uitvoeren/")
    found = Recommendation.objects.order_by("order").values_list("number", "letter", "subject")
    assert list(found) == [("22(b)", "b", "Vliegers"), ("23", "", "")]


def test_a_try_that_found_nothing_says_what_to_add_and_offers_nothing(
    tmp_path: Path, cast: Cast, settings: object
) -> None:
    settings.HOME = tmp_path
    client = cast.client("editor")
    row = {
        "AnnotationId": "a1",
        "Body": "- CESCR",
        "Countries": ["Slovenia"],
        "Symbol": "E/C.12/SVN/CO/3",
        "Text": "7. The Committee recommends that the State party fly kites.",
    }

    def tried(**about: str) -> tuple[str, str]:
        file = SimpleUploadedFile("uhri.json", json.dumps([row]).encode())
        page = client.get(client.post(IMPORTS, {"file": file, **about}).url)
        return page.content.decode(), page.context["page"].object_list[0].message

    page, said = tried()
    assert "Geef op bij het inlezen: het land (Slovenia) en het comité (CESCR, of: alle)." in said
    assert "Op de opdrachtregel: --country Slovenia --body CESCR." in said
    assert "Nu echt inlezen" not in page
    page, said = tried(country="Slovenia")
    assert "Geef op bij het inlezen: het comité (CESCR, of: alle)." in said
    page, _said = tried(country="Slovenia", body="CESCR")
    assert "Nu echt inlezen" in page
