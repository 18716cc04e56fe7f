"""Files of the UN as they come, read into plain records: no database, no clock, no network.

`open_source` is the door. What cannot be read is reported as a `Problem`, never guessed.
"""

from weerklank.rights.reading.mapping import TableKind, TableRecord
from weerklank.rights.reading.recognise import open_source, open_table
from weerklank.rights.reading.records import (
    Derived,
    DerivedKind,
    DocumentDates,
    Footnote,
    Format,
    Kind,
    NeedsColumns,
    Problem,
    Progress,
    ReadDocument,
    ReadLimb,
    ReadParagraph,
    StatementType,
    ThematicRow,
    Trouble,
    UhriRecord,
    Unreadable,
    Where,
)
from weerklank.rights.reading.sources import (
    DocumentReading,
    Reading,
    RecordReading,
    RecordStream,
    Selection,
    TableReading,
    ThematicReading,
)

__all__ = [
    "Derived",
    "DerivedKind",
    "DocumentDates",
    "DocumentReading",
    "Footnote",
    "Format",
    "Kind",
    "NeedsColumns",
    "Problem",
    "Progress",
    "ReadDocument",
    "ReadLimb",
    "ReadParagraph",
    "Reading",
    "RecordReading",
    "RecordStream",
    "Selection",
    "StatementType",
    "TableKind",
    "TableReading",
    "TableRecord",
    "ThematicReading",
    "ThematicRow",
    "Trouble",
    "UhriRecord",
    "Unreadable",
    "Where",
    "open_source",
    "open_table",
]
