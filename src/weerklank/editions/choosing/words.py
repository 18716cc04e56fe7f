"""What the seating library found, as the organiser reads it: what clashes, what helps, what a place does not meet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import seating
from seating.classes import Row

STEPS = {
    "minimums": "Iedereen een plaats geven waarbij alle regels kloppen",
    "bounds": "Uitrekenen hoe goed het kan worden",
    "looking": "Zoeken naar een betere indeling",
    "reasons": "Opschrijven wat niet lukt, en waarom",
    "done": "Klaar",
    "panels": "Groepen zoeken die aan alle eisen voldoen",
    "classes fixed": "De kleinste kans zo groot mogelijk maken",
}
GROUPS = {
    frozenset({"child", "young_person"}): "kinderen of jongeren",
    frozenset({"child"}): "kinderen",
    frozenset({"ministry"}): "mensen van een ministerie",
    frozenset({"organisation"}): "mensen van een organisatie",
}
ONE = {
    frozenset({"child", "young_person"}): "kind of jongere",
    frozenset({"child"}): "kind",
    frozenset({"ministry"}): "mens van een ministerie",
    frozenset({"organisation"}): "mens van een organisatie",
}
SHARES = {Fraction(1, 3): "een derde", Fraction(1, 2): "de helft"}
KINDS = {
    "theme": "Wil over een ander thema praten",
    "language": "Volgt de taal aan deze tafel niet",
    "feature": "Wil graag iets dat deze tafel niet biedt",
    "near": "Zit liever bij iemand uit hetzelfde huishouden",
    "far": "Zit liever niet bij iemand uit hetzelfde huishouden",
}
Called = Callable[[str], str]


def group(categories: Any) -> str:
    return GROUPS.get(frozenset(categories), " of ".join(sorted(categories)))


def counted(number: int, categories: Any) -> str:
    """So many people of a group: geen kinderen, 1 kind, 2 kinderen."""
    if number == 1:
        return f"1 {ONE.get(frozenset(categories), group(categories))}"
    return f"{number or 'geen'} {group(categories)}"


def constraint(one: seating.Constraint, called: Called) -> str:
    """A rule for the tables as the organiser knows it."""
    match one:
        case seating.WithinCapacity():
            return "niet meer mensen dan plaatsen aan een tafel"
        case seating.EveryoneSeated():
            return "iedereen een plaats"
        case seating.NeedsMet():
            return "een tafel die biedt wat iemand nodig heeft"
        case seating.AtLeast(number=number, categories=categories):
            return f"minstens {counted(number, categories)} aan elke tafel"
        case seating.AtLeastShare(share=share, categories=categories):
            return f"minstens {SHARES.get(share, str(share))} van elke tafel {group(categories)}"
        case seating.NeverAlone(categories=categories):
            return f"nergens een {ONE.get(frozenset(categories), group(categories))} alleen"
        case seating.Together(first=first, second=second):
            return f"{called(first)} en {called(second)} samen"
        case seating.Apart(first=first, second=second):
            return f"{called(first)} en {called(second)} niet samen"
    return type(one).__name__


def help_of(one: seating.Help, called: Called) -> str:
    """The smallest change by which one rule gives way."""
    match one.constraint:
        case seating.WithinCapacity():
            return f"zet er {_places(one.size)} bij"
        case seating.NeedsMet():
            return "laat een tafel bieden wat iemand nodig heeft"
        case seating.NeverAlone(categories=categories):
            return f"zorg voor nog {counted(one.size, categories)}, of gebruik minder tafels"
        case seating.Together(first=first, second=second):
            return f"laat los dat {called(first)} en {called(second)} samen zitten"
        case seating.Apart(first=first, second=second):
            return f"laat los dat {called(first)} en {called(second)} niet samen zitten"
        case seating.AtLeast(categories=categories) | seating.AtLeastShare(categories=categories):
            return f"zoek nog {counted(one.size, categories)} in de plaats van anderen, of gebruik minder tafels"
    return one.sentence


def _places(number: int) -> str:
    return "1 plaats" if number == 1 else f"{number} plaatsen"


def clashes_as_data(error: seating.NoPlan) -> list[dict[str, Any]]:
    """What clashes, with people as keys only: their names are looked up when somebody reads it."""
    return [
        {
            "rules": [_as_data(one) for one in clash.constraints],
            "helps": [_as_data(one.constraint) | {"size": one.size} for one in clash.helps],
        }
        for clash in error.clashes
    ]


def _as_data(one: seating.Constraint) -> dict[str, Any]:
    if isinstance(one, seating.Together | seating.Apart):
        return {"kind": type(one).__name__, "people": [one.first, one.second]}
    if isinstance(one, seating.AtLeast):
        return {"kind": "AtLeast", "number": one.number, "of": sorted(one.categories)}
    if isinstance(one, seating.AtLeastShare):
        return {"kind": "AtLeastShare", "share": str(one.share), "of": sorted(one.categories)}
    if isinstance(one, seating.NeverAlone):
        return {"kind": "NeverAlone", "of": sorted(one.categories)}
    return {"kind": type(one).__name__}


def _from_data(row: Mapping[str, Any]) -> seating.Constraint:
    match row["kind"]:
        case "Together":
            return seating.Together(*row["people"])
        case "Apart":
            return seating.Apart(*row["people"])
        case "AtLeast":
            return seating.AtLeast(row["number"], "role", frozenset(row["of"]))
        case "AtLeastShare":
            return seating.AtLeastShare(Fraction(row["share"]), "role", frozenset(row["of"]))
        case "NeverAlone":
            return seating.NeverAlone("role", frozenset(row["of"]))
        case "NeedsMet":
            return seating.NeedsMet()
    return seating.WithinCapacity()


def clashes(told: Sequence[Mapping[str, Any]], called: Called) -> list[dict[str, Any]]:
    """Per clash: the rules that cannot hold together, and what helps, the smallest first."""
    return [
        {
            "rules": [constraint(_from_data(row), called) for row in clash["rules"]],
            "helps": [help_of(seating.Help(_from_data(row), row["size"], ""), called) for row in clash["helps"]],
        }
        for clash in told
    ]


def no_panel(error: seating.NoPanel) -> dict[str, Any]:
    """Which quotas clash, with how many people there are, and the smallest change that helps."""
    asked = [
        f"{row.attribute} ‘{row.category}’: {_between(row.minimum, row.maximum)}"
        for row in error.clash
        if not _home(row)
    ]
    homes = any(_home(row) for row in error.clash)
    if homes:
        asked.append("uit één huishouden hoogstens één persoon")
    return {
        "clash": asked,
        "changes": [_change(one) for one in error.changes],
        "households": homes,
        "together": error.loose,
    }


def _home(row: Row) -> bool:
    return row.attribute == "household"


def _between(least: int, most: int) -> str:
    return f"precies {least}" if least == most else f"{least} tot en met {most}"


def _change(one: seating.Change) -> str:
    said = []
    if one.minimum < one.row.minimum:
        said.append(f"minstens {one.minimum} in plaats van {one.row.minimum}")
    if one.maximum > one.row.maximum:
        said.append(f"hoogstens {one.maximum} in plaats van {one.row.maximum}")
    return f"{one.row.attribute} ‘{one.row.category}’: {' en '.join(said)}"


def broken(found: seating.Unmet, called: Called, table: Called) -> str:
    """A rule that a plan breaks, where and for whom."""
    at = table(found.table) if found.table else ""
    who = [called(person) for person in found.people]
    match found.constraint:
        case seating.WithinCapacity():
            return f"{at}: {len(who)} mensen, meer dan er plaatsen zijn."
        case seating.AtLeast(number=number, categories=categories):
            return f"{at}: {counted(len(who), categories)}; minstens {number} nodig."
        case seating.AtLeastShare(share=share, categories=categories):
            return f"{at}: {counted(len(who), categories)}; dat is minder dan {SHARES.get(share, str(share))} van de tafel."
        case seating.NeverAlone():
            return f"{at}: {who[0]} is hier het enige kind."
        case seating.Together():
            return f"{who[0]} en {who[1]} horen samen en zitten niet samen."
        case seating.Apart():
            return f"{at}: {who[0]} en {who[1]} mogen niet samen, en zitten hier allebei."
        case seating.NeedsMet():
            return f"{at}: deze tafel biedt niet wat {who[0]} nodig heeft."
        case seating.EveryoneSeated():
            return f"{who[0]} heeft geen plaats."
    return found.sentence


def wish(row: Mapping[str, Any], table: Called, wanted: Sequence[str] = ()) -> str:
    """A wish that a place does not meet, with the reason; wanted: the themes that somebody would rather have had."""
    match row["why"]:
        case "NOT_OFFERED":
            why = "geen tafel heeft dat in deze ronde"
        case "HAD_BEFORE":
            why = "dat was er al in een eerdere ronde"
        case "OUT_OF_REACH":
            why = "de tafel die dat heeft, mist wat nodig is, of de plaats staat vast"
        case "BREAKS":
            why = "elke ruil daarheen breekt een harde regel"
        case "BY_CHANGE":
            why = f"een ruil met {table(row['table'])} zou het oplossen"
        case _:
            why = _no_gain(row)
    what = KINDS[row["kind"]]
    if row["kind"] == "theme" and wanted:
        what = f"Wil liever praten over {' of '.join(f'‘{theme}’' for theme in wanted)}"
    return f"{what}: {why}."


def _no_gain(row: Mapping[str, Any]) -> str:
    told = [
        f"{abs(row[name])} {'meer' if row[name] > 0 else 'minder'} {what}"
        for name, what in (
            ("wishes", "aan onvervulde wensen"),
            ("again", "keer dat twee mensen elkaar opnieuw treffen"),
            ("balance", "verschil tussen de tafels in wie er zitten"),
        )
        if row[name]
    ]
    return f"de beste ruil daarheen levert niets op ({', '.join(told) or 'alles blijft even goed'})"


def have_a_place(people: int) -> str:
    return f"{people} {'mens heeft' if people == 1 else 'mensen hebben'} een plaats."
