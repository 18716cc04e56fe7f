"""Open data travels: out of one database and into another, the same to the byte, and nothing private with it."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import NOW
from tests.tracker import dumps
from tests.tracker.dumps import MARK
from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.audit.models import AuditEvent
from weerklank.rights.actions.importing import import_observations
from weerklank.rights.models import ImportBatch, Recommendation
from weerklank.tracker.dump import archive, codebook
from weerklank.tracker.dump.cells import guarded, unguarded
from weerklank.tracker.dump.columns import Rank, Ref
from weerklank.tracker.dump.laying import NAMES, import_file
from weerklank.tracker.dump.tables import INSIDE, TABLES
from weerklank.web.spreadsheet import cell

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
UN = ROOT.parent / "shared" / "data" / "un"


def again(path: Path) -> bytes:
    archive.write_file(path, as_of=dumps.AS_OF)
    return path.read_bytes()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the file stands once one test made it: the same content gives the same bytes."""
    return tmp_path_factory.mktemp("open-data") / "uit.zip"


@pytest.fixture
def file(kept: Path, tmp_path: Path) -> Path:
    return kept if kept.exists() else dumps.dumped(kept, lambda: dumps.everything(tmp_path))


def test_every_table_has_a_row_in_the_test(file: Path) -> None:
    rows = json.loads(dumps.parts(file)[archive.MANIFEST])["rows"]
    assert [name for name, count in rows.items() if not count] == []


def test_export_import_export_is_the_same_to_the_byte(file: Path, tmp_path: Path) -> None:
    assert Recommendation.objects.count() == 0, "the database is empty again"
    report = import_file(path=file, by=None, now=NOW)
    assert (report.count("created"), report.count("rejected")) == (len(report.rows), 0)
    assert again(tmp_path / "terug.zip") == file.read_bytes()


@pytest.mark.skipif(not UN.is_dir(), reason="the real texts of the UN stand beside the checkout, and are not here")
def test_the_real_texts_of_the_un_travel_too(tmp_path: Path) -> None:
    def build() -> None:
        dumps.example_content(tmp_path)
        for name in ("crc_c_15_add_227.json", "crc_c_nld_co_4.json", "crc_c_nld_co_5-6.json"):
            import_observations(path=UN / name, by=None, now=NOW)

    file = dumps.dumped(tmp_path / "uit.zip", build)
    import_file(path=file, by=None, now=NOW)
    assert again(tmp_path / "terug.zip") == file.read_bytes()


def test_a_second_import_changes_nothing(file: Path, tmp_path: Path) -> None:
    import_file(path=file, by=None, now=NOW)
    before = (ImportBatch.objects.count(), AuditEvent.objects.count(), Account.objects.count())
    report = import_file(path=file, by=None, now=NOW)
    assert (report.count("created"), report.count("unchanged")) == (0, len(report.rows))
    assert (ImportBatch.objects.count(), AuditEvent.objects.count(), Account.objects.count()) == before


def test_a_trial_run_says_the_same_and_leaves_nothing(file: Path) -> None:
    trial = import_file(path=file, by=None, now=NOW, dry_run=True)
    assert (Recommendation.objects.count(), ImportBatch.objects.count(), Account.objects.count()) == (0, 0, 0)
    assert [(row.where, row.outcome) for row in trial.rows] == [
        (row.where, row.outcome) for row in import_file(path=file, by=None, now=NOW).rows
    ]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_rows_does_not_matter(file: Path, tmp_path: Path, seed: int) -> None:
    shuffled = dict(dumps.parts(file))
    for table in TABLES:
        header, *rows = csv.reader(io.StringIO(shuffled[table.file].decode("utf-8-sig"), newline=""))
        random.Random(seed).shuffle(rows)
        shuffled[table.file] = archive.csv_bytes(header, rows)
    import_file(path=dumps.written(tmp_path / "door-elkaar.zip", dumps.sealed(shuffled)), by=None, now=NOW)
    assert again(tmp_path / "terug.zip") == file.read_bytes()


def test_what_was_published_by_two_is_published_by_two_who_cannot_sign_in(file: Path) -> None:
    import_file(path=file, by=None, now=NOW)
    limb = Recommendation.objects.select_related("checked_by", "published_by").filter(state="published")[0]
    assert (limb.checked_by.name, limb.published_by.name) == NAMES
    assert [(one.is_active, one.has_usable_password()) for one in Account.objects.all()] == [(False, False)] * 2


def test_an_import_stands_in_the_log_with_its_batch(file: Path) -> None:
    report = import_file(path=file, by=None, now=NOW)
    batch = ImportBatch.objects.get()
    assert (batch.created, batch.rejected, batch.rows.count()) == (report.count("created"), 0, report.count("created"))
    assert list(AuditEvent.objects.values_list("action", "object_id")) == [("opendata.imported", str(batch.pk))]


def test_the_commands_do_the_same(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import", "dump", str(file))
    assert capsys.readouterr().out.splitlines()[-1].endswith("0 gelijk, 0 past niet")
    call_command("export", "dump", str(tmp_path / "terug.zip"), "--as-of", dumps.AS_OF.isoformat())
    assert (tmp_path / "terug.zip").read_bytes() == file.read_bytes()


# --- Nothing private ---------------------------------------------------------------------------------------------------

_NOT_FREE = re.compile(r"(^|_)(state|kind|role|by|value|channel|outcome|language|mode|form|register|hash|frequency)$")


def _free_text(model: type[models.Model], names: set[str] | None = None) -> list[models.Field[str, str]]:
    """Fields in which anything can stand."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField))
        and not field.flatchoices
        and not field.primary_key
        and (names is None or field.name in names)
        and not (names is None and _NOT_FREE.search(field.name))
    ]


def _plant(rows: models.QuerySet[models.Model], fields: list[models.Field[str, str]]) -> int:
    """Writes the mark, with the row's own number so that it is unique, past everything that guards a row."""
    planted = 0
    for row in rows:
        for field in fields:
            try:
                with transaction.atomic():
                    value = f"{MARK}{row.pk}"[: field.max_length or 99]
                    planted += rows.model._base_manager.filter(pk=row.pk).update(**{field.name: value})
            except Exception as error:  # noqa: BLE001  (which error depends on the database; its words are asserted)
                assert (
                    "frozen" in str(error)
                    or "onstraint" in str(error)
                    or "answers_" in str(error)
                    or "_stays" in str(error)
                ), error
    return planted


def test_no_marked_private_value_is_in_the_file(tmp_path: Path) -> None:
    planted: dict[str, int] = {}

    def build() -> None:
        dumps.everything(tmp_path)
        audit.record(
            action="x.y", obj=Account.objects.all()[0], by=None, now=NOW, label=f"{MARK} label", note=f"{MARK} note"
        )
        for label in INSIDE:
            model = apps.get_model(label)
            if label != "audit.AuditEvent":
                planted[label] = _plant(model._base_manager.all(), _free_text(model))
        for table in TABLES:
            base = table.model._base_manager
            planted[table.name] = _plant(base.all(), _free_text(table.model, set(table.inside)))
            hidden = base.exclude(pk__in=table.shown().values("pk"))
            planted[f"{table.name} hidden"] = _plant(hidden, _free_text(table.model))

    content = dumps.parts(dumps.dumped(tmp_path / "uit.zip", build))
    # what the test stands on: words, accounts, addresses, drafts and names were really there
    for name in ("accounts.Account", "editions.Registration", "participation.Contribution", "participation.Statement"):
        assert planted[name] > 0, name
    for name in ("responsibilities", "paragraphs", "commitment_limbs"):
        assert planted[name] > 0, name
    for name in ("answers", "advices", "editions", "commitments", "limbs", "limb_texts", "news", "transfers"):
        assert planted[f"{name} hidden"] > 0, name
    assert [name for name, data in content.items() if MARK.encode() in data] == []


def test_every_model_is_decided_on() -> None:
    travels = {table.model._meta.label for table in TABLES}
    known = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("weerklank.")
    }
    assert travels & set(INSIDE) == set()
    assert known ^ (travels | set(INSIDE)) == set(), "add the model to a table, or to INSIDE with the reason"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_field_is_decided_on(table: object) -> None:
    fields = {field.name for field in table.model._meta.concrete_fields} - {"id"}
    written = {column.attribute for column in table.columns if not isinstance(column, Rank)}
    assert written & set(table.inside) == set()
    assert fields ^ (written | set(table.inside)) == set(), "give it a column, or say why it stays inside"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_points_to_keys_of_earlier_tables(table: object) -> None:
    names = [one.name for one in TABLES]
    assert set(table.key) <= set(table.header) and len(set(table.header)) == len(table.header)
    for column in table.columns:
        if isinstance(column, Ref):
            target = TABLES[names.index(column.to)]
            assert len(column.names) == len(target.key)
            assert column.late or names.index(column.to) < names.index(table.name)


# --- The codebook ------------------------------------------------------------------------------------------------------


def test_the_codebook_is_what_the_tables_print() -> None:
    assert (ROOT / "docs" / "reference" / "codebook.md").read_text(encoding="utf-8") == codebook.text(), (
        "run `make docs`"
    )


def test_every_column_says_what_it_means() -> None:
    said = [(chapter.name, entry.name, entry.meaning) for chapter in codebook.chapters() for entry in chapter.entries]
    assert [one for one in said if len(one[2]) < 3] == []


_TYPES = {"string": str, "integer": int, "number": float, "boolean": bool}


def test_every_row_fits_its_schema(file: Path) -> None:
    content = dumps.parts(file)
    for table in TABLES:
        schema = json.loads(content[table.schema_file])
        rows = list(csv.DictReader(io.StringIO(content[table.file].decode("utf-8-sig"), newline="")))
        assert schema["required"] == list(table.header)
        for row in rows:
            assert sorted(row) == sorted(schema["properties"])
            for name, value in row.items():
                rule = schema["properties"][name]
                assert value or "null" in rule["type"] or rule["type"] in ("string", ["array", "object"])
                assert not value or "enum" not in rule or unguarded(value) in rule["enum"], (table.name, name, value)
                if value and rule["type"] in ("integer", ["integer", "null"]):
                    assert str(int(value)) == value


# --- Cells -------------------------------------------------------------------------------------------------------------

_RISKY = st.text(st.sampled_from(list("'=+-@;, \t\r\n\"a1＝＠\u200b\ufeff")), max_size=12)


@given(st.one_of(_RISKY, st.text()))
def test_guarding_is_undone_and_leaves_no_formula(text: str) -> None:
    assert unguarded(guarded(text)) == text
    # what the house's own lists would still guard is what could start a formula
    assert cell(guarded(text)) == guarded(text)
