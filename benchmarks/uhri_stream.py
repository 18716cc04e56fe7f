"""Reads an export of the size and shape of the UN's own (made-up records), and says how long and how much memory.

    python benchmarks/uhri_stream.py [megabytes]

The ratio is against reading the same bytes and doing nothing with them.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from weerklank.rights.reading import RecordReading, UhriRecord, open_source


def export(path: Path, megabytes: int) -> int:
    """A file of so many megabytes in which one record in four hundred is about the Kingdom."""
    count = 0
    with path.open("w") as file:
        file.write("[")
        while file.tell() < megabytes * 1_000_000:
            ours = count % 400 == 0
            record = {
                "AnnotationId": f"00000000-0000-4000-8000-{count:012d}",
                "AnnotationType": "- Recommendations",
                "Body": "- CRC" if ours else "- CCPR",
                "Countries": ["- Netherlands" if ours else "- Elsewhere"],
                "Symbol": "CRC/C/NLD/CO/99" if ours else "CCPR/C/XXX/CO/1",
                "PublicationDate": "2030-03-01T00:00:00",
                "Text": f"{count % 90 + 1}.The Committee recommends made-up measure number {count}. "
                + "Made-up words follow. " * 45,
                "Themes": ["- Made up"],
                "AffectedPersons": ["- Children"],
                "Sdgs": ["- 16.2 - Made up"],
            }
            file.write(("," if count else "") + json.dumps(record))
            count += 1
        file.write("]")
    return count


def main() -> None:
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 360
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.json"
        written = export(path, megabytes)
        began = time.process_time()
        with path.open("rb") as file:
            while file.read(1 << 20):
                pass
        floor = time.process_time() - began
        began = time.process_time()
        reading = open_source(path)
        if not isinstance(reading, RecordReading):
            raise SystemExit("the made-up export was not recognised")
        kept = sum(isinstance(item, UhriRecord) for item in reading.records())
        spent = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{megabytes} MB, {written} records, {kept} kept: {spent:.1f} s CPU ({spent / max(floor, 0.001):.0f} x reading the bytes), {memory:.0f} MB at most"
    )


if __name__ == "__main__":
    main()
