"""The thematic list of OHCHR, as text and as the table of a Word file."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from weerklank.rights.reading import ThematicReading, Trouble, Unreadable, open_source

TEXT = """
Recommendation and recommending State
Position of the State under review
Human rights themes and groups of persons
Relevant SDGs
Theme: Kites &amp; strings
77.1 Let every child in Slovenia fly a kite (Examplia) (Invented (Republic of));
Source of Position: A/HRC/99/77/Add.1 - Para.3
Supported
- Kites &amp; strings
- 2030 Agenda &amp; other invented commitments
Groups of Persons:
- Children
- 4 - INVENTED EDUCATION
- 10 - INVENTED EQUALITY
77.2 Buy string (Examplia);
Source of Position: A/HRC/99/77/Add.1 - Para.4xx
- Kites &amp; strings
Groups of Persons:
Theme: Ladders
a line that belongs nowhere
77.2 Buy ladders
Source of Position: A/HRC/99/77/Add.1 - Para.5
Noted
"""


def listed(path: Path, country: str = "Slovenia") -> ThematicReading:
    path.write_text(TEXT, encoding="utf-8")
    reading = open_source(path, country=country)
    assert isinstance(reading, ThematicReading)
    return reading


def test_a_row_holds_its_states_position_themes_groups_and_goals(tmp_path: Path) -> None:
    row = listed(tmp_path / "x.txt").rows[0]
    assert (row.number, row.text, row.states) == (
        "77.1",
        "Let every child in Slovenia fly a kite",
        ("Examplia", "Invented (Republic of)"),
    )
    assert (row.theme, row.position, row.source_of_position) == (
        "Kites & strings",
        "Supported",
        "A/HRC/99/77/Add.1 - Para.3",
    )
    assert row.themes == ("Kites & strings", "2030 Agenda & other invented commitments")
    assert (row.groups, row.sdgs) == (("Children",), ("4 - INVENTED EDUCATION", "10 - INVENTED EQUALITY"))
    assert [item.value for item in row.derived] == ["4", "10"]


def test_what_is_odd_in_a_list_is_reported(tmp_path: Path) -> None:
    assert [problem.trouble for problem in listed(tmp_path / "x.txt").problems] == [
        Trouble.UNPLACED_TEXT,
        Trouble.MISSING_VALUE,
        Trouble.BAD_VALUE,
        Trouble.DUPLICATE_NUMBER,
        Trouble.MISSING_VALUE,
    ]


@pytest.mark.parametrize("country", [None, "Netherlands"])
def test_a_list_about_another_state_is_refused(tmp_path: Path, country: str | None) -> None:
    path = tmp_path / "x.txt"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(Unreadable) as refused:
        open_source(path, country=country)
    assert "noemen Slovenia het vaakst (1 keer)" in str(refused.value)
    assert "--country" in str(refused.value)


def test_the_table_of_a_word_file_reads_the_same(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=4)
    heads = TEXT.strip().splitlines()[:4]
    cells = [
        heads,
        ["Theme: Kites & strings"] * 4,
        [
            "77.1 Let every child in Slovenia fly a kite (Examplia) (Invented (Republic of));\n"
            "Source of Position: A/HRC/99/77/Add.1 - Para.3",
            "Supported",
            "- Kites & strings\n- 2030 Agenda & other invented commitments\nGroups of Persons:\n- Children",
            "- 4 - INVENTED EDUCATION\n- 10 - INVENTED EQUALITY",
        ],
    ]
    for row, values in zip(table.rows, cells, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    merged = table.cell(1, 0).merge(table.cell(1, 3))
    merged.text = "Theme: Kites & strings"
    document.save(str(tmp_path / "x.docx"))
    reading = open_source(tmp_path / "x.docx", country="Slovenia")
    assert isinstance(reading, ThematicReading)
    expected = listed(tmp_path / "x.txt").rows[0]
    row = reading.rows[0]
    assert (row.number, row.text, row.states, row.position, row.themes, row.groups, row.sdgs, row.theme) == (
        expected.number,
        expected.text,
        expected.states,
        expected.position,
        expected.themes,
        expected.groups,
        expected.sdgs,
        expected.theme,
    )
