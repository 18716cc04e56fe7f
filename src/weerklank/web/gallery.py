"""Made-up objects for the gallery: every state of the path and every component, to look at and to photograph."""

from dataclasses import dataclass
from datetime import date

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
        Station(Kind.ASKED, RaisedBefore((2015, 2022)), date(2026, 1, 12), detail="Wat helpt als je je niet veilig voelt?"),
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


@dataclass(frozen=True)
class Gallery:
    """Everything the gallery shows."""

    paths: tuple[Path, ...]
    year: PathsOfYear


def gallery() -> dict[str, object]:
    """The context of `web/gallery.html`."""
    return {
        "gallery": Gallery((WHOLE, STUCK, REFUSED, NO_ANSWER, TAKEN_BACK, KEPT), YEAR),
        "as_of": date(2026, 8, 13),
        "data_json": "/api/v1/gallery.json",
        "data_csv": "/api/v1/gallery.csv",
        "crumbs": ({"label": "Thema’s", "href": "/themas/"}, {"label": "Veilig opgroeien", "href": ""}),
    }
