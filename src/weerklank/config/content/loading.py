"""Lays the content files into the database, each fact with the source it was read in."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from weerklank.accounts.models import Organisation
from weerklank.advices.actions import fingerprint
from weerklank.advices.models import Advice, AdvicePart, Handover
from weerklank.answers.models import Addressee, Commitment, ProgressUpdate
from weerklank.assessments.models import Grade, GradeScale
from weerklank.briefings.models import NewsArticle
from weerklank.config.content.rows import Layer, Report
from weerklank.editions.models import Edition, EditionOrganiser, EditionTheme, ProgrammeItem, SideEvent
from weerklank.evidence.models import DataGap, Indicator, IndicatorBreak, Observation, ParliamentDocument, Source
from weerklank.participation.models import HelpLine
from weerklank.rights.models import (
    Concept,
    ConceptLabel,
    ReportedTopic,
    ReviewCycle,
    Scheme,
    SourceDocument,
    Territory,
    Theme,
    ThemeName,
)

HERE = Path(__file__).parent
Table = dict[str, Any]

IMPORT_NOTE = (
    "De tekst van de VN is nog niet (helemaal) ingelezen. Een beheerder haalt het document op bij de VN "
    "en leest het in met: weerklank import observations BESTAND"
)


def read(name: str) -> Table:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


@transaction.atomic
def load(*, now: datetime) -> Report:
    """Everything that the files hold, in the order in which rows need each other."""
    layer = Layer(Report())
    _territories(layer)
    _themes(layer)
    _schemes(layer)
    _organisations(layer)
    _cycles(layer)
    _reported_topics(layer)
    _editions(layer)
    _side_events(layer)
    _figures(layer)
    _parliament(layer)
    _help_lines(layer)
    _grades(layer)
    _news(layer)
    return layer.report


def themes(slugs: list[str]) -> list[Theme]:
    return [Theme.objects.get(slug=slug) for slug in slugs]


def organisations(slugs: list[str]) -> list[Organisation]:
    return [Organisation.objects.get(slug=slug) for slug in slugs]


def handed_over_advice(layer: Layer, *, number: str, values: Table, parts: list[str], day: date) -> Advice:
    """An advice of earlier times: written, sealed and handed over once; what was asked then never changes."""
    known = Advice.objects.filter(number=number).first()
    if known:
        layer.report.count("unchanged", Advice)
        return known
    advice = layer.once(Advice, {"number": number}, values)
    for order, text in enumerate(parts, start=1):
        layer.once(AdvicePart, {"advice": advice, "order": order}, {"text": text})
    advice.frozen_hash, advice.frozen_on, advice.state = fingerprint(advice), day, "handed_over"
    advice.save()
    return advice


def _territories(layer: Layer) -> None:
    for order, row in enumerate(read("territories")["territory"]):
        parent = Territory.objects.get(code=row["parent"]) if "parent" in row else None
        values = {"slug": row["slug"], "name": row["name"], "parent": parent, "order": order}
        layer.keep(Territory, {"code": row["code"]}, values)


def _themes(layer: Layer) -> None:
    file = read("themes")
    for order, row in enumerate(file["theme"], start=1):
        theme = layer.keep(Theme, {"slug": row["slug"]}, {"order": order})
        names = [(row["name"], file["monitor_from"], "Kinderrechten in Beweging, 2023", file["monitor_source"])]
        if "table_name" in row:
            names.append(
                (row["table_name"], file["table_from"], "thematafels van de dialoog van 2023", file["table_source"])
            )
        for name, since, used_by, source in names:
            layer.keep(
                ThemeName,
                {"theme": theme, "name": name, "valid_from": since},
                {"child_name": row["child_name"], "used_by": used_by, "source_url": source},
            )


def _schemes(layer: Layer) -> None:
    for name, code in (("articles", "crc-articles"), ("clusters", "crc-clusters")):
        file = read(name)
        values = {"title": file["title"], "version": file.get("version", ""), "source_url": file["source"]}
        scheme = layer.keep(Scheme, {"code": code}, values)
        for notation, (label, child_label) in file["labels"].items():
            # an editor may have found a better name since
            concept = layer.fill(
                Concept,
                {"scheme": scheme, "notation": notation},
                {"label": label, "child_label": child_label, "order": int(notation)},
            )
            names = {"nl": (label, child_label), "en": file["labels_en"][notation]}
            _names(layer, concept, names)
    # the importer adds the targets that a text names
    layer.keep(
        Scheme,
        {"code": "sdg-targets"},
        {"title": "Duurzame-ontwikkelingsdoelen: subdoelen", "source_url": "https://sdgs.un.org/goals"},
    )


def _names(layer: Layer, concept: Concept, names: dict[str, tuple[str, str]]) -> None:
    for language, (formal, child) in names.items():
        for register, text in (("formal", formal), ("child", child)):
            if text:
                layer.once(
                    ConceptLabel, {"concept": concept, "language": language, "register": register}, {"text": text}
                )


def _organisations(layer: Layer) -> None:
    file = read("organisations")
    for row in file["organisation"]:
        values = {
            "name": row["name"],
            "short_name": row.get("short_name", ""),
            "kind": row["kind"],
            "about": row["about"],
            "source_url": row["source_url"],
            "verified_on": file["verified_on"],
        }
        layer.keep(Organisation, {"slug": row["slug"]}, values)


def _cycles(layer: Layer) -> None:
    for row in read("cycles")["cycle"]:
        document = row.pop("document")
        cycle = layer.keep(ReviewCycle, {"slug": row.pop("slug")}, row)
        values = {
            "cycle": cycle,
            "slug": document["slug"],
            "title": document["title"],
            "date": document["date"],
            "publisher": "Verenigde Naties, Comité voor de Rechten van het Kind",
            "url": document["url"],
            "licence": "Document van de Verenigde Naties; noem het symbool en de bron",
            "completeness_note": IMPORT_NOTE,
        }
        layer.fill(SourceDocument, {"symbol": document["symbol"]}, values)


def _reported_topics(layer: Layer) -> None:
    file = read("reported_topics")
    document = SourceDocument.objects.get(symbol=file["document"])
    for row in file["topic"]:
        theme = Theme.objects.get(slug=row["theme"]) if "theme" in row else None
        layer.keep(
            ReportedTopic,
            {"document": document, "source_url": row["source_url"], "summary": row["summary"]},
            {"theme": theme, "topic": row["topic"], "reported_by": row["reported_by"]},
        )


def _editions(layer: Layer) -> None:
    file = read("editions")
    for row in file["edition"]:
        values = {
            name: row[name] for name in ("number", "title", "date", "place", "summary", "missing_note", "sources")
        }
        values |= {"year": row["year"], "as_of": file["as_of"]}
        values["previous"] = Edition.objects.get(slug=str(row["previous"])) if "previous" in row else None
        edition = layer.once(Edition, {"slug": str(row["year"])}, {**values, "state": row["state"]})
        for slug, note in row["organisers"]:
            organisation = Organisation.objects.get(slug=slug)
            layer.keep(EditionOrganiser, {"edition": edition, "organisation": organisation}, {"note": note})
        for order, theme in enumerate(themes(row["themes"]), start=1):
            layer.keep(
                EditionTheme,
                {"edition": edition, "theme": theme},
                {"name": theme.name_on(row["date"]), "order": order, "source_url": row["theme_source"]},
            )
        for order, item in enumerate(row["programme"], start=1):
            layer.keep(ProgrammeItem, {"edition": edition, "order": order}, item)
        if "handover" in row:
            _handover(layer, edition, row)


def _handover(layer: Layer, edition: Edition, row: Table) -> None:
    given, path = row["handover"], row["path_theme"]
    theme = layer.keep(
        EditionTheme,
        {"edition": edition, "theme": Theme.objects.get(slug=path["theme"])},
        {"name": path["name"], "order": len(row["themes"]) + 1, "source_url": row["theme_source"]},
    )
    handover = layer.keep(
        Handover, {"edition": edition}, {name: given[name] for name in ("date", "note", "source_url")}
    )
    receivers = organisations(given["receivers"])
    layer.link(handover, "receivers", receivers)
    for asked in row["advice"]:
        advice = handed_over_advice(
            layer,
            number=asked["number"],
            values={
                "edition": edition,
                "edition_theme": theme,
                "title": asked["title"],
                "text": f"‘{asked['quotation']}’",
                "note": given["advice_note"],
                "source_url": given["source_url"],
            },
            parts=[asked["quotation"]],
            day=given["date"],
        )
        for organisation in receivers:
            layer.once(
                Addressee,
                {"advice": advice, "organisation": organisation},
                {"lead": organisation.slug == "vws", "state": "not_found", "note": given["addressee_note"]},
            )


def _side_events(layer: Layer) -> None:
    for row in read("editions")["side_event"]:
        on, by = themes(row.pop("themes")), organisations(row.pop("organisers"))
        event = layer.once(SideEvent, {"slug": row.pop("slug")}, row)
        layer.link(event, "themes", on)
        layer.link(event, "organisers", by)


def _figures(layer: Layer) -> None:
    file = read("figures")
    sources = {
        name: layer.keep(Source, {"url": row["url"]}, {key: row[key] for key in ("title", "publisher", "published")})
        for name, row in file["sources"].items()
    }
    for order, row in enumerate(file["indicator"], start=1):
        indicator = _indicator(layer, sources, row, order)
        for broken in row.get("break", ()):
            layer.keep(
                IndicatorBreak,
                {"indicator": indicator, "between": broken["between"]},
                {"after": broken["after"], "note": broken["note"], "source": sources[broken["source"]]},
            )
        for observed in (*row.get("observation", ()), *_series(row)):
            _observation(layer, sources, indicator, observed)
    for row in file["gap"]:
        layer.keep(
            DataGap,
            {"description": row["description"]},
            {"theme": Theme.objects.get(slug=row["theme"]), "source": sources[row["source"]]},
        )


def _indicator(layer: Layer, sources: dict[str, Source], row: Table, order: int) -> Indicator:
    values = {name: row[name] for name in ("title", "definition", "scope", "unit", "producer", "limits")}
    values |= {name: row.get(name, "") for name in ("claim", "check_note")}
    values |= {
        "theme": Theme.objects.get(slug=row["theme"]) if "theme" in row else None,
        "territory": Territory.objects.get(code=row["territory"]) if "territory" in row else None,
        "organisation": Organisation.objects.filter(slug="cbs").first() if row["producer"] == "CBS" else None,
        "claim_source": sources[row["claim_source"]] if "claim_source" in row else None,
        "order": order,
    }
    return layer.keep(Indicator, {"code": row["code"]}, values)


def _series(row: Table) -> list[Table]:
    return [
        {
            "period": f"{row['series_period']} {year}",
            "start": date(int(year), 12, 31),
            "value": value,
            "source": row["series_source"],
        }
        for year, value in row.get("series", {}).items()
    ]


def _observation(layer: Layer, sources: dict[str, Source], indicator: Indicator, row: Table) -> None:
    def number(name: str) -> Decimal | None:
        return Decimal(str(row[name])) if name in row else None

    layer.keep(
        Observation,
        {
            "indicator": indicator,
            "definition_version": row.get("version", ""),
            "period": row["period"],
            "breakdown": row.get("breakdown", ""),
            "vintage": row.get("vintage", ""),
            "source": sources[row["source"]],
        },
        {
            "period_start": row["start"],
            "territory": Territory.objects.get(code=row["territory"]) if "territory" in row else indicator.territory,
            "value": number("value"),
            "value_high": number("value_high"),
            "share": number("share"),
            "qualifier": row.get("qualifier", ""),
            "quality": row.get("quality", "final"),
        },
    )


def _parliament(layer: Layer) -> None:
    file = read("parliament")
    for row in file["document"]:
        source = layer.keep(
            Source,
            {"url": row["source_url"]},
            {"title": row["source_title"], "publisher": row["source_publisher"], "published": row["published"]},
        )
        values = {name: row[name] for name in ("slug", "title", "date", "by", "summary")}
        document = layer.keep(ParliamentDocument, {"number": row["number"]}, {**values, "source": source})
        layer.link(document, "organisations", organisations(row["organisations"]))
    for row in file["commitment"]:
        on, updates = themes(row.pop("themes")), row.pop("update")
        row["organisation"] = Organisation.objects.get(slug=row["organisation"])
        commitment = layer.once(Commitment, {"slug": row.pop("slug")}, row)
        layer.link(commitment, "themes", on)
        for update in updates:
            layer.once(ProgressUpdate, {"commitment": commitment, "date": update.pop("date")}, update)


def _help_lines(layer: Layer) -> None:
    file = read("help_lines")
    for order, row in enumerate(file["line"], start=1):
        values = {"checked_on": file["checked_on"], "owner": file["owner"], "order": order, "phone": "", **row}
        # an organiser confirms hours and day on the spot: those are then newer than this file
        layer.once(HelpLine, {"slug": values.pop("slug")}, values)


def _grades(layer: Layer) -> None:
    file = read("grades")
    scale = layer.keep(GradeScale, {"code": file["scale"].pop("code")}, file["scale"])
    for order, row in enumerate(file["grade"], start=1):
        layer.keep(Grade, {"scale": scale, "code": row.pop("code")}, {**row, "order": order})


def _news(layer: Layer) -> None:
    file = read("news")
    for row in file["article"]:
        values = {
            "title": row["title"],
            "lead": row["lead"],
            "body": row["body"].strip(),
            "published_on": file["written_on"],
            "state": "published",
            "sources": row["source"],
        }
        known = NewsArticle.objects.filter(slug=row["slug"]).exists()
        article = layer.once(NewsArticle, {"slug": row["slug"]}, values)
        if not known:
            layer.link(article, "themes", themes(row["themes"]))
