"""Made-up objects for the gallery: every state of the path and every component, to look at and to photograph."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import forms
from django.core.paginator import Page, Paginator

from weerklank.web.chart import Break, Figure, Point, Series
from weerklank.web.listing import Choice, Column, Filter, Filters, Table, cells
from weerklank.web.path import (
    Branch,
    Earlier,
    Kind,
    Late,
    LoopsBack,
    NotFound,
    Path,
    PathsOfYear,
    RaisedBefore,
    Reached,
    Station,
    Waiting,
    Withdrawn,
)

WHOLE = Path(
    "Een vertrouwenspersoon op elke school",
    (
        Station(
            Kind.ASKED, RaisedBefore((2015, 2022)), date(2026, 1, 12), detail="Wat helpt als je je niet veilig voelt?"
        ),
        Station(Kind.SAID, Reached(), date(2026, 2, 3), detail="41 kinderen, 3 groepen, 2 talen."),
        Station(Kind.TOGETHER, Reached(), date(2026, 3, 1), detail="Samen met 12 andere ideeën."),
        Station(Kind.ADVISED, Reached(), date(2026, 4, 20), "Advies 2026-VEI-02", href="#"),
        Station(
            Kind.ANSWERED,
            Branch("op kleine scholen mag één persoon voor drie scholen werken."),
            date(2026, 6, 9),
            detail="Minister van OCW. Twee dingen wel, één niet.",
            href="#",
        ),
        Station(Kind.PROMISED, Reached(), date(2026, 6, 9), href="#"),
        Station(Kind.DONE, Waiting(date(2027, 3, 1))),
    ),
    earlier=(Earlier(2015, "#"), Earlier(2022, "#")),
    href="#",
)
STUCK = Path(
    "Ook ’s avonds hulp voor wie thuis niet veilig is",
    (
        Station(Kind.ASKED, Reached(), date(2026, 1, 12)),
        Station(Kind.SAID, Reached(), date(2026, 2, 3)),
        Station(Kind.TOGETHER, Reached(), date(2026, 3, 1)),
        Station(Kind.ADVISED, Reached(), date(2026, 4, 20), "Advies 2026-VEI-05"),
        Station(
            Kind.ANSWERED,
            Late(24),
            date(2026, 7, 20),
            detail="Het ministerie van VWS moet antwoorden. Er kwam nog niets.",
        ),
    ),
    href="#",
)
NO_ANSWER = Path(
    "Zeg eerlijk waarom je afwijkt van wat kinderen zeggen",
    (
        Station(Kind.SAID, Reached(), date(2023, 4, 20), detail="Op de dialoog in Utrecht."),
        Station(Kind.ADVISED, Reached(), date(2023, 4, 20)),
        Station(Kind.ANSWERED, NotFound(), detail="Wij zochten op 3 plekken. Weet u meer? Laat het weten."),
    ),
    href="#",
)
REFUSED = Path(
    "Gratis sport voor kinderen die dat niet kunnen betalen",
    (
        Station(Kind.ASKED, Reached(), date(2026, 1, 12)),
        Station(Kind.SAID, Reached(), date(2026, 1, 30)),
        Station(Kind.TOGETHER, Reached(), date(2026, 3, 1)),
        Station(Kind.ADVISED, Reached(), date(2026, 4, 20)),
        Station(Kind.ANSWERED, Branch("de gemeente gaat hierover, niet het Rijk.", in_part=False), date(2026, 5, 28)),
        Station(Kind.ASKED_AGAIN, LoopsBack("“Wij vroegen wie dan wel.”"), date(2026, 6, 15)),
    ),
    href="#",
)
TAKEN_BACK = Path(
    "Een idee dat is teruggenomen",
    (Station(Kind.ASKED, Reached(), date(2026, 1, 12)), Station(Kind.SAID, Withdrawn(), date(2026, 2, 8))),
    href="#",
)
KEPT = Path(
    "Uitleg over geld op school",
    (
        Station(Kind.ASKED, Reached(), date(2025, 1, 9)),
        Station(Kind.SAID, Reached(), date(2025, 2, 1)),
        Station(Kind.TOGETHER, Reached(), date(2025, 3, 4)),
        Station(Kind.ADVISED, Reached(), date(2025, 4, 17)),
        Station(Kind.ANSWERED, Reached(), date(2025, 6, 30)),
        Station(Kind.PROMISED, Reached(), date(2025, 6, 30)),
        Station(Kind.DONE, Reached(), date(2026, 2, 2)),
        Station(Kind.ASKED_AGAIN, Reached(), date(2026, 3, 3), detail="“Dit is een antwoord.”"),
    ),
    href="#",
)
ON_TIME = Path(
    "Een tolk bij de dokter, ook als je ouders Nederlands spreken",
    (
        Station(Kind.ASKED, Reached(), date(2026, 1, 12)),
        Station(Kind.SAID, Reached(), date(2026, 2, 3)),
        Station(Kind.TOGETHER, Reached(), date(2026, 3, 1)),
        Station(Kind.ADVISED, Reached(), date(2026, 4, 20)),
        Station(Kind.ANSWERED, Waiting(date(2026, 12, 1))),
    ),
    href="#",
)
JUST_SAID = Path(
    "Groen om in te spelen, ook in een dorp",
    (
        Station(Kind.ASKED, Reached(), date(2026, 9, 1)),
        Station(Kind.SAID, Reached(), date(2026, 9, 14)),
        Station(Kind.TOGETHER, Waiting(date(2026, 12, 15))),
    ),
    href="#",
)
YEAR = PathsOfYear("De paden van 2026", (KEPT, WHOLE, REFUSED, STUCK, ON_TIME, NO_ANSWER, JUST_SAID, TAKEN_BACK))


FIGURE = Figure(
    "Kinderen die opgroeien in armoede (bedachte cijfers)",
    "procent van alle kinderen tot 18 jaar",
    (
        Series(
            "kinderen",
            tuple(
                Point(str(year), year, Decimal(value) if value else None, note, provisional=year == 2025)
                for year, value, note in (
                    (2015, "9.2", ""),
                    (2016, "8.8", ""),
                    (2017, "8.4", ""),
                    (2018, "8.1", ""),
                    (2019, "7.6", ""),
                    (2020, "", "Niet gemeten."),
                    (2021, "7.0", ""),
                    (2022, "6.6", ""),
                    (2023, "3.9", ""),
                    (2024, "3.6", ""),
                    (2025, "3.6", "Voorlopig."),
                )
            ),
            (
                Break(
                    2023,
                    "Vanaf 2023 wordt armoede anders berekend. De cijfers ervoor en erna zijn niet te vergelijken.",
                ),
            ),
        ),
    ),
    decimals=1,
    source="Bedacht voor deze galerij",
)
TABLE = Table(
    "Wie moet antwoorden",
    (
        Column("Ministerie"),
        Column("Gevraagd", numeric=True),
        Column("Beantwoord", numeric=True),
        Column("Te laat", numeric=True),
    ),
    (cells(("Onderwijs, Cultuur en Wetenschap", 4, 4, 0)), cells(("Volksgezondheid, Welzijn en Sport", 3, 2, 1))),
)
FILTERS = Filters(
    (
        Filter("thema", "Thema", (Choice("armoede", "Armoede", 5), Choice("veilig", "Veilig opgroeien", 3)), "veilig"),
        Filter("gebied", "Gebied", (Choice("bonaire", "Bonaire", 2), Choice("saba", "Saba", 1))),
    ),
    query="jeugdhulp",
    query_label="Zoek in de aanbevelingen",
)


class Sample(forms.Form):
    """One field of every sort, filled in wrongly."""

    name = forms.CharField(
        label="Titel van het advies", help_text="In één zin, zoals kinderen het zeggen.", max_length=20
    )
    reason = forms.CharField(label="Reden om af te wijken", widget=forms.Textarea(attrs={"rows": 4}))
    mail = forms.EmailField(label="E-mailadres", required=False)
    position = forms.ChoiceField(
        label="Uw standpunt",
        choices=[("ja", "Overnemen"), ("deels", "Deels"), ("nee", "Afwijken")],
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(label="Ik heb de versie voor kinderen gelezen")


def wrong_form() -> Sample:
    """A form as it looks after a mistake: everything that was typed is still there."""
    return Sample(
        {"name": "Een veel te lange titel voor dit advies", "mail": "geen adres", "reason": ""}, auto_id="id_%s"
    )


@dataclass(frozen=True)
class Gallery:
    """Everything the gallery shows."""

    paths: tuple[Path, ...]
    year: PathsOfYear
    figure: Figure
    table: Table
    filters: Filters
    pages: "Page[int]"


def gallery() -> dict[str, object]:
    """The context of `web/gallery.html`, and of its child and work pages."""
    return {
        "gallery": Gallery(
            (WHOLE, STUCK, REFUSED, NO_ANSWER, TAKEN_BACK, KEPT),
            YEAR,
            FIGURE,
            TABLE,
            FILTERS,
            Paginator(range(212), 25).page(4),
        ),
        "form": wrong_form(),
        "as_of": date(2026, 8, 13),
        "data_json": "/api/v1/gallery.json",
        "data_csv": "/api/v1/gallery.csv",
        "crumbs": ({"label": "Thema’s", "href": "/themas/"}, {"label": "Veilig opgroeien", "href": ""}),
        "is_demonstration": True,
        "step": 3,
        "step_total": 5,
        "duties": (
            {"label": "Uw beurt", "href": "#", "count": 3, "current": True},
            {"label": "Adviezen", "href": "#", "count": 0, "current": False},
            {"label": "Toezeggingen", "href": "#", "count": 1, "current": False},
        ),
    }
