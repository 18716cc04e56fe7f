"""The made-up editions: one long ago, one that waits for answers, one in which children take part, one at the table."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any

from weerklank.advices.models import Advice, Handover, ReadBack, TableRecord
from weerklank.answers.models import (
    Addressee,
)
from weerklank.config.content.demonstration.scene import (
    DIALOGUE_DAYS_AGO,
    HANDED_OVER_DAYS_AGO,
    OLDEST_DAYS_AGO,
    SLUG,
    TABLE_SLUG,
    TERM_DAYS,
    Scene,
    organisation,
)
from weerklank.config.content.demonstration.taking_part import lay_consultation, lay_contribution, votes_on
from weerklank.config.content.loading import Table, handed_over_advice
from weerklank.editions.models import (
    Edition,
    EditionOrganiser,
    EditionTheme,
    ProgrammeItem,
    Registration,
    Seat,
    SeatKind,
    SideEvent,
    ThemeTable,
)
from weerklank.findings.models import Group, GroupMembership
from weerklank.participation.models import (
    Consultation,
    Statement,
    Vote,
)
from weerklank.rights.models import Theme


def _edition(scene: Scene, *, slug: str, state: str, title: str, previous: Edition | None, day: date) -> Edition:
    edition = scene.layer.once(
        Edition,
        {"slug": slug},
        {
            "year": day.year,
            "title": title,
            "state": state,
            "date": day,
            "place": "Voorbeeldstad (demonstratie)",
            "summary": "Deze editie is verzonnen om te laten zien hoe Weerklank werkt. Niemand heeft dit gezegd, gevraagd of beloofd.",
            "previous": previous,
            "is_demonstration": True,
            "answer_term_days": TERM_DAYS,
            "as_of": scene.today,
        },
    )
    for slug_ in ("demo-organisatie", "demo-ministerie-a"):
        scene.layer.once(EditionOrganiser, {"edition": edition, "organisation": organisation(slug_)}, {})
    return edition


def _edition_theme(scene: Scene, edition: Edition) -> EditionTheme:
    theme = Theme.objects.get(slug="armoede")
    return scene.layer.once(
        EditionTheme, {"edition": edition, "theme": theme}, {"name": "Armoede (demonstratie)", "order": 1}
    )


def _table(scene: Scene, edition_theme: EditionTheme) -> ThemeTable:
    table = scene.layer.once(
        ThemeTable, {"edition_theme": edition_theme, "number": 1}, {"place": "Zaal 1 (demonstratie)"}
    )
    for kind, alias in (
        (SeatKind.CHILD, "Kind 1"),
        (SeatKind.CHILD, "Kind 2"),
        (SeatKind.YOUNG_PERSON, "Jongere 1"),
        (SeatKind.MINISTRY, "Ambtenaar 1"),
        (SeatKind.ORGANISATION, "Organisatie 1"),
        (SeatKind.OTHER, "Gast 1"),
    ):
        scene.layer.once(Seat, {"table": table, "alias": alias}, {"kind": kind})
    return table


def lay_oldest_edition(scene: Scene) -> Edition:
    """Long ago something was asked that nobody can find an answer to."""
    day = scene.ago(OLDEST_DAYS_AGO)
    year = day.year
    edition = _edition(
        scene,
        slug=f"demonstratie-{year}",
        state="closed",
        title=f"Demonstratie-editie van {year}",
        previous=None,
        day=day,
    )
    part = "Vraag kinderen wat helpt voordat u iets bedenkt."
    advice = _advice(
        scene,
        edition=edition,
        edition_theme=_edition_theme(scene, edition),
        number=f"{year}-DEM-01",
        row={
            "title": "Vraag kinderen wat helpt (demonstratie)",
            "text": "Kinderen weten zelf wat helpt.",
            "parts": [part],
        },
        frozen_on=day,
    )
    handover = scene.layer.once(Handover, {"edition": edition}, {"date": day})
    handover.receivers.set([organisation("demo-ministerie-a")])
    scene.layer.once(
        Addressee,
        {"advice": advice, "organisation": organisation("demo-ministerie-a")},
        {"lead": True, "state": "not_found", "note": "Geen openbaar antwoord gevonden (demonstratie)."},
    )
    return edition


def lay_earlier_edition(scene: Scene, previous: Edition) -> Edition:
    """A whole round: said, grouped, advised, handed over; one answered, one late, one waiting, one sent back."""
    day, dialogue = scene.ago(HANDED_OVER_DAYS_AGO), scene.ago(DIALOGUE_DAYS_AGO)
    edition = _edition(
        scene,
        slug=f"demonstratie-{dialogue.year}",
        state="awaiting_answers",
        title=f"Demonstratie-editie van {dialogue.year}",
        previous=previous,
        day=dialogue,
    )
    edition_theme = _edition_theme(scene, edition)
    table = _table(scene, edition_theme)
    scene.layer.once(
        TableRecord,
        {"table": table},
        {
            "adult_expected_before": "Wij dachten dat kinderen vooral over zakgeld zouden beginnen.",
            "proud": "Op veel scholen deelt iemand stilletjes spullen uit.",
            "chances": "Scholen willen wel, maar weten niet hoe.",
            "tensions": "Wie hulp krijgt, wil niet gezien worden; wie helpt, wil weten wie het nodig heeft.",
            "changed_after": "Schaamte is een groter probleem dan wij dachten.",
            "done": True,
        },
    )
    groups = _groups(scene, edition, edition_theme)
    handover = scene.layer.once(
        Handover, {"edition": edition}, {"date": day, "note": "Overhandigd in de raadszaal (demonstratie)."}
    )
    receivers = [organisation("demo-ministerie-a"), organisation("demo-ministerie-b")]
    handover.receivers.set(receivers)
    for row in scene.file["advice"]:
        _handed_over(scene, edition, edition_theme, table, groups, row, day)
    seals = Advice.objects.filter(edition=edition).order_by("number").values_list("frozen_hash", flat=True)
    handover.document_hash = hashlib.sha256("".join(seals).encode()).hexdigest()
    handover.save(update_fields=["document_hash"])
    return edition


def _groups(scene: Scene, edition: Edition, edition_theme: EditionTheme) -> dict[str, Group]:
    consultation = scene.layer.once(
        Consultation,
        {"slug": f"{edition.slug}-meedoen"},
        {
            **scene.file["earlier"],
            "edition": edition,
            "edition_theme": edition_theme,
            "hear_by": scene.ago(HANDED_OVER_DAYS_AGO - TERM_DAYS),
            "opens_on": scene.ago(260),
            "closes_on": scene.ago(180),
            "state": "reported",
        },
    )
    groups = {}
    for order, row in enumerate(scene.file["group"], start=1):
        group = scene.layer.once(
            Group,
            {"consultation": consultation, "title": row["title"]},
            {
                "summary": row["summary"],
                "order": order,
                "destination": row["destination"],
                "reason": row.get("reason", ""),
            },
        )
        for text in row["texts"]:
            contribution = lay_contribution(
                scene,
                consultation,
                {
                    "text": text,
                    "state": row["destination"],
                    "days_ago": 200,
                    "reason_for_child": row.get("reason", ""),
                },
            )
            scene.layer.once(GroupMembership, {"contribution": contribution}, {"group": group})
        groups[row["key"]] = group
    return groups


def _advice(
    scene: Scene,
    *,
    edition: Edition,
    edition_theme: EditionTheme,
    number: str,
    row: Table,
    frozen_on: date,
    **more: Any,
) -> Advice:
    values = {key: row.get(key, "") for key in ("title", "text", "why", "done_when", "minority_note")}
    return handed_over_advice(
        scene.layer,
        number=number,
        values={
            **values,
            **more,
            "edition": edition,
            "edition_theme": edition_theme,
            "note": "Verzonnen advies, voor de demonstratie.",
        },
        parts=row["parts"],
        day=frozen_on,
    )


def _handed_over(
    scene: Scene,
    edition: Edition,
    edition_theme: EditionTheme,
    table: ThemeTable,
    groups: dict[str, Group],
    row: Table,
    day: date,
) -> None:
    before = Advice.objects.get(edition=edition.previous) if row.get("raised_before") else None
    advice = _advice(
        scene,
        edition=edition,
        edition_theme=edition_theme,
        number=f"{edition.year}-DEM-{row['key']}",
        row=row,
        frozen_on=day,
        table=table,
        raised_before=before,
    )
    advice.groups.set([groups[key] for key in row["groups"]])
    # children and young people say first that this is what they meant
    seats = sorted(table.seats.all(), key=lambda seat: (not seat.is_young, seat.pk))
    for minute, seat in enumerate(seats):
        said_at = scene.now - timedelta(days=DIALOGUE_DAYS_AGO) + timedelta(minutes=minute)
        scene.layer.once(ReadBack, {"advice": advice, "seat": seat}, {"agrees": True, "said_at": said_at})
    due = day + timedelta(days=TERM_DAYS)
    extension = row.get("extension", "")
    scene.layer.once(
        Addressee,
        {"advice": advice, "organisation": organisation(row["addressee"])},
        {
            "lead": True,
            "due_on": due,
            "extended_to": due + timedelta(days=50) if extension else None,
            "extension_reason": extension,
            "state": "acknowledged" if extension else "awaiting",
        },
    )


def lay_current_edition(scene: Scene, previous: Edition) -> Edition:
    """The edition in which children can take part today."""
    edition = _edition(
        scene,
        slug=SLUG,
        state="collecting",
        title="Demonstratie-editie",
        previous=previous,
        day=scene.today + timedelta(days=90),
    )
    for order, (title, text) in enumerate(
        (
            ("Welkom (demonstratie)", "Kinderen openen de dag."),
            ("Thematafel armoede (demonstratie)", "Samen advies maken."),
        ),
        start=1,
    ):
        scene.layer.once(ProgrammeItem, {"edition": edition, "order": order}, {"title": title, "text": text})
    edition_theme = _edition_theme(scene, edition)
    _table(scene, edition_theme)
    lay_consultation(scene, edition, edition_theme)
    return edition


def lay_edition_at_the_table(scene: Scene) -> Edition:
    """The edition in which today everything can be done, from reading what came in to publishing an answer."""
    edition = _edition(
        scene,
        slug=TABLE_SLUG,
        state="drafting_advice",
        title="Demonstratie-editie aan tafel",
        previous=None,
        day=scene.today,
    )
    edition_theme = _edition_theme(scene, edition)
    _table(scene, edition_theme)
    consultation = scene.layer.once(
        Consultation,
        {"slug": f"{TABLE_SLUG}-meedoen"},
        {
            **scene.file["at_the_table"],
            "edition": edition,
            "edition_theme": edition_theme,
            "hear_by": scene.today + timedelta(days=TERM_DAYS),
            "opens_on": scene.ago(40),
            "closes_on": scene.ago(1),
            "state": "closed",
        },
    )
    started = scene.layer.once(
        Group,
        {"consultation": consultation, "title": "Een rustige plek op school"},
        {"summary": "Kinderen zoeken een plek om stil te zijn.", "order": 1},
    )
    for row in scene.file["table_contribution"]:
        contribution = lay_contribution(scene, consultation, row)
        if row["state"] == "grouped":
            scene.layer.once(GroupMembership, {"contribution": contribution}, {"group": started})
    for order, text in enumerate(scene.file["table_statements"]["nl"], start=1):
        statement = scene.layer.once(
            Statement, {"consultation": consultation, "text": text}, {"state": "open", "order": order}
        )
        Vote.objects.bulk_create(votes_on(statement, order))
    return edition


def lay_masterclass(scene: Scene) -> None:
    event = scene.layer.once(
        SideEvent,
        {"slug": "demonstratie"},
        {
            "title": "Masterclass Kinderrechten (demonstratie)",
            "date": scene.today + timedelta(days=45),
            "place": "Voorbeeldstad (demonstratie)",
            "audience": "Kamerleden en hun medewerkers",
            "roles": ["member", "staff"],
            "elsewhere": "Het programma van de dialoogdag is voor iedereen: het staat op /dialoog/demonstratie/programma/.",
            "about": "Een verzonnen avond, om te laten zien hoe aanmelden werkt. Er komt niemand en er is geen zaal.",
            "registration_closes_on": scene.today + timedelta(days=30),
            "capacity": 40,
            "is_demonstration": True,
        },
    )
    event.themes.set(Theme.objects.filter(slug__in=("armoede", "mentaal-welzijn", "participatie")))
    event.organisers.set([organisation("demo-organisatie")])
    for number, role in enumerate(("member", "staff"), start=1):
        scene.layer.once(
            Registration,
            {"event": event, "email": f"gast{number}@demo.example"},
            {
                "name": f"Gast {number} (demonstratie)",
                "role": role,
                "registered_on": scene.today,
                "erase_after": event.date + timedelta(days=30) if event.date else scene.today,
            },
        )
