"""Tables of Impact OSS, the open tracker of Samoa, Scotland and New Zealand: both spellings of its heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from weerklank.rights.reading.mapping import TableKind, TableRecord, day_of
from weerklank.rights.reading.records import Problem, Trouble
from weerklank.rights.reading.tables import Table, TableRow

# Heads come as `Title [database:title]` and `recommendation-reference [rel:…]`, or as plain field names.
_TAGGED = re.compile(r".*\[(?:database|rel|category|taxonomy):\s?([\w-]{1,80})\]\s*$")
_RECOMMENDATIONS = {
    "reference": "number",
    "title": "text",
    "description": "description",
    "response": "position_words",
    "support_level": "position",
    "framework_id": "framework",
}
_ACTIONS = {
    "reference": "reference",
    "title": "title",
    "description": "description",
    "outcome": "outcome",
    "target_date": "end",
    "target_date_comment": "end_note",
    "recommendation_reference": "recommendations",
    "connected_recommendations": "recommendations",
}
_FIELDS = {TableKind.RECOMMENDATIONS: _RECOMMENDATIONS, TableKind.ACTIONS: _ACTIONS}
# What Impact writes for the answer of the State.
SUPPORT_LEVELS = {"0": "Noted", "1": "Supported in part", "2": "Supported"}


def field_of(head: str) -> str:
    """The field name that a head stands for, in either spelling."""
    tagged = _TAGGED.match(head)
    return (tagged.group(1) if tagged else head).strip().casefold().replace("-", "_").replace(" ", "_")


def kind_of(header: Sequence[str]) -> TableKind | None:
    """What an Impact table holds, by the fields that only it has."""
    fields = {field_of(head) for head in header}
    if "support_level" in fields and {"reference", "title"} <= fields:
        return TableKind.RECOMMENDATIONS
    if {"reference", "title"} <= fields and fields & {"target_date", "target_date_comment", "indicator_summary"}:
        return TableKind.ACTIONS
    return None


def is_ours(header: Sequence[str]) -> bool:
    """Whether the heads are those of any table of Impact OSS."""
    return kind_of(header) is not None or is_indicators(header)


def is_indicators(header: Sequence[str]) -> bool:
    return {"frequency_months", "reference", "title"} <= {field_of(head) for head in header}


def records(table: Table, kind: TableKind, fixed: Mapping[str, str]) -> Iterator[TableRecord]:
    """The rows under our field names, with what holds for all of them; a draft of Impact is left where it is."""
    known = _FIELDS[kind]
    places: dict[str, list[int]] = {}
    for place, head in enumerate(table.header):
        field = field_of(head)
        if field in known or field == "draft":
            places.setdefault(known.get(field, field), []).append(place)
    for row in table.rows:
        yield _record(row, kind, places, fixed)


def _record(row: TableRow, kind: TableKind, places: dict[str, list[int]], fixed: Mapping[str, str]) -> TableRecord:
    values = {name: "; ".join(filter(None, (row.at(at).strip() for at in found))) for name, found in places.items()}
    problems = list(row.problems)
    refused = row.refused
    name = "number" if kind is TableKind.RECOMMENDATIONS else "reference"
    words = "text" if kind is TableKind.RECOMMENDATIONS else "title"
    for field in (name, words):
        if not values.get(field) and not refused:
            what = f"er staat niets bij ‘{'reference' if field == name else 'title'}’; deze rij is overgeslagen"
            problems.append(Problem(Trouble.MISSING_VALUE, what, line=row.place))
            refused = True
    if values.pop("draft", "").casefold() in {"true", "1", "yes"} and not refused:
        what = "deze rij is in Impact OSS nog een concept; ze is overgeslagen"
        problems.append(Problem(Trouble.INCOMPLETE_SOURCE, what, line=row.place))
        refused = True
    if kind is TableKind.RECOMMENDATIONS:
        values["text"] = _whole(values.get("text", ""), values.pop("description", ""))
        framework = values.pop("framework", "")
        values["document"] = f"Impact OSS {framework}".strip()
        level = values.get("position", "")
        values["position"] = SUPPORT_LEVELS.get(level, level)
        if level and level not in SUPPORT_LEVELS:
            what = f"support_level “{level[:40]}” is onbekend; bekend zijn 0, 1 en 2"
            problems.append(Problem(Trouble.BAD_VALUE, what, line=row.place))
            values["position"] = ""
    elif values.get("end") and day_of(values["end"]) is None:
        what = f"de datum “{values['end'][:40]}” is niet te lezen; de rij is zonder datum gelezen"
        problems.append(Problem(Trouble.BAD_VALUE, what, line=row.place, kept_text=values["end"][:100]))
    given = {name: value for name, value in fixed.items() if value}
    return TableRecord(row.place, {**values, **given}, tuple(problems), refused)


def _whole(title: str, description: str) -> str:
    """A title is often the beginning of the description; then the description is the whole text."""
    start = title.rstrip("….").strip().casefold()
    if not description or description.strip().casefold() == start:
        return title
    return description if description.casefold().startswith(start) else f"{title}\n{description}"
