"""Rounds beside each other: two rounds compared, and what was asked in several."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.access import public
from weerklank.rights import queries as rights
from weerklank.rights.models import RelationType
from weerklank.tracker import asked
from weerklank.tracker.exports import csv_response
from weerklank.tracker.limbs import chains, narrowing
from weerklank.tracker.limbs import compare as comparing
from weerklank.tracker.limbs import repeated as repeating
from weerklank.tracker.loop.words import capital, number
from weerklank.tracker.views.shown import form_of, known_forms
from weerklank.tracker.views.twins import LICENCE, twin
from weerklank.web.listing import Cell, Choice, Column, Filter, Filters, Table


def _crumbs(label: str) -> list[dict[str, str]]:
    return [{"label": _("Aanbevelingen"), "href": "/aanbevelingen/"}, {"label": label, "href": ""}]


def _export(name: str, form: str, data: list[dict[str, Any]]) -> HttpResponse:
    today = timezone.localdate()
    if form == "csv":
        return csv_response(name, [row | {"as_of": today, "licence": LICENCE} for row in data])
    return JsonResponse({"count": len(data), "as_of": today, "licence": LICENCE, "results": data})


# --- Asked in several rounds -------------------------------------------------------------------------------------------


def _repeated_filters(request: HttpRequest) -> Filters:
    types = [Choice(kind.value, str(kind.label)) for kind in map(RelationType, rights.SAME_QUESTION)]

    def entry(name: str, label: str, known: narrowing.Choices) -> Filter:
        return Filter(name, label, tuple(Choice(*one) for one in known), asked.text(request, name))

    return Filters(
        (
            entry("thema", _("Thema"), narrowing.themes()),
            entry("gebied", _("Gebied"), narrowing.territories()),
            entry("wie", _("Wie moet handelen"), narrowing.organisations()),
            Filter(
                "keer",
                _("Hoe vaak"),
                (Choice("2", _("twee keer")), Choice("3", _("drie keer of vaker"))),
                asked.text(request, "keer"),
            ),
            Filter(
                "soort",
                _("Hoe het terugkwam"),
                (*types, Choice(repeating.DROPPED, _("niet meer gevraagd"))),
                asked.text(request, "soort"),
            ),
        ),
        asked.text(request, "q"),
        query_label=_("Zoek in wat vaker is gevraagd"),
    )


def _question_data(request: HttpRequest, question: repeating.Question) -> list[dict[str, Any]]:
    return [
        {
            "question": question.title,
            "times": question.times,
            "since": question.rounds[0].year,
            "year": one.year,
            "symbol": one.symbol,
            "number": one.number,
            "relation": one.type,
            "note": " | ".join(one.notes),
            "words": one.words,
            "not_asked_again_in": " | ".join(str(year) for year, _note in question.dropped),
            "link": request.build_absolute_uri(one.href),
        }
        for one in question.rounds
    ]


@public("what the UN had to ask more than once is everybody's to know")
@known_forms
def repeated(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    bar = _repeated_filters(request)
    values = {entry.name: entry.value if entry.chosen else "" for entry in bar.filters}
    wanted = repeating.Asked(
        bar.query, values["thema"], values["gebied"], values["wie"], values["keer"], values["soort"]
    )
    every = chains.every_chain()
    found = repeating.fitting(every, wanted)
    form = form_of(request)
    if form in ("json", "csv"):
        lines = [line for one in repeating.questions(found) for line in _question_data(request, one)]
        return _export("vaker-gevraagd", form, lines)
    pages: Page[Any] = Paginator(found, asked.PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": bar,
        "pages": pages,
        "questions": repeating.questions(pages.object_list),
        "found": len(found),
        "total": len(every),
        "total_said": capital(number(len(every))),
        "said": capital(number(len(found))),
        "often": number(sum(chain.times > 2 for chain in found)),
        "crumbs": _crumbs(_("Vaker gevraagd")),
        "as_of": today,
        "data_json": twin(request, "json"),
        "data_csv": twin(request, "csv"),
    }
    return render(request, "tracker/recommendations_repeated.html", context)


# --- Two rounds --------------------------------------------------------------------------------------------------------


def _pair_data(request: HttpRequest, pair: comparing.Pair, years: tuple[int, int]) -> dict[str, Any]:
    def side(name: str, one: comparing.Side | None, year: int) -> dict[str, Any]:
        return {
            f"{name}_year": year,
            f"{name}_symbol": one.symbol if one else "",
            f"{name}_number": one.number if one else "",
            f"{name}_title": one.title if one else "",
            f"{name}_words": one.words if one else "",
            f"{name}_link": request.build_absolute_uri(one.href) if one else "",
        }

    return {
        "fate": pair.fate.value,
        **side("earlier", pair.earlier, years[0]),
        **side("later", pair.later, years[1]),
        "note": pair.note,
        "groups": " | ".join(pair.groups),
        "asked_before": " | ".join(map(str, pair.asked_before)),
    }


def _table(shown: comparing.Comparison, per: str) -> Table:
    """Each group with its counts; a count leads to the pairs behind it."""
    here = f"van={shown.van.slug}&naar={shown.naar.slug}&per={per}"

    def cells(group: comparing.GroupRow) -> tuple[Cell, ...]:
        counted = (
            Cell(str(count), f"?{here}&groep={group.key}&uitkomst={fate.value}#onderdelen" if count else "")
            for fate, count in zip(comparing.Fate, group.counts, strict=True)
        )
        return Cell(group.name, f"?{here}&groep={group.key}#onderdelen"), *counted

    total = (Cell(_("Elke regel één keer geteld")), *(Cell(str(count)) for count in shown.totals))
    heads = tuple(Column(capital(str(words)), numeric=True) for words in comparing.FATES.values())
    name = Column(_("Cluster") if per == "cluster" else _("Thema"))
    caption = _("Wat er van de vragen uit {van} werd in {naar}").format(van=shown.van.year, naar=shown.naar.year)
    return Table(caption, (name, *heads), (*(cells(group) for group in shown.groups), total))


def _compare_filters(request: HttpRequest, shown: comparing.Comparison, per: str) -> Filters:
    cycles = tuple(Choice(cycle.slug, str(cycle.year)) for cycle in comparing.cycles())
    groups = tuple(Choice(group.key, group.name) for group in shown.groups)
    fates = tuple(Choice(fate.value, str(words)) for fate, words in comparing.FATES.items())
    by = (Choice("thema", _("thema")), Choice("cluster", _("cluster van het verdrag")))
    return Filters(
        (
            Filter("van", _("Van"), cycles, shown.van.slug),
            Filter("naar", _("Naar"), cycles, shown.naar.slug),
            Filter("per", _("Bij elkaar per"), by, per),
            Filter("groep", _("Alleen"), groups, asked.text(request, "groep")),
            Filter("uitkomst", _("Wat ervan werd"), fates, asked.text(request, "uitkomst")),
        )
    )


@public("what came back and what did not, between two rounds, is everybody's to know")
@known_forms
def compare(request: HttpRequest) -> HttpResponse:
    today, form = timezone.localdate(), form_of(request)
    per = "cluster" if request.GET.get("per") == "cluster" else "thema"
    ends = comparing.ends(comparing.cycles(), asked.text(request, "van"), asked.text(request, "naar"))
    base = {
        "crumbs": _crumbs(_("Rondes vergelijken")),
        "as_of": today,
    }
    if ends is None:
        return render(request, "tracker/recommendations_compared.html", base)
    shown = comparing.compare(*ends, per)
    bar = _compare_filters(request, shown, per)
    fate, group = (entry.value if entry.chosen else "" for entry in (bar.filters[4], bar.filters[3]))
    found = shown.chosen(fate, group)
    if form in ("json", "csv"):
        years = (shown.van.year, shown.naar.year)
        return _export("rondes-vergeleken", form, [_pair_data(request, pair, years) for pair in found])
    context = base | {
        "shown": shown,
        "filters": bar,
        "table": _table(shown, per),
        "pages": Paginator(found, asked.PER_PAGE).get_page(request.GET.get("page")),
        "found": len(found),
        "data_json": twin(request, "json"),
        "data_csv": twin(request, "csv"),
    }
    return render(request, "tracker/recommendations_compared.html", context)
