"""Who must act: every body with what is asked of it, and the to-do list of one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.access import public
from weerklank.accounts.models import OrganisationKind
from weerklank.rights.models import ReviewCycle, Theme
from weerklank.tracker import asked
from weerklank.tracker.exports import csv_response
from weerklank.tracker.limbs import bodies, came, todo
from weerklank.tracker.loop.words import number, theme_name
from weerklank.tracker.views.shown import form_of, known_forms
from weerklank.tracker.views.twins import LICENCE, twin
from weerklank.web.listing import Choice, Filter, Filters

HERE = "/aanbevelingen/wie/"
MOST_EXPORTED = 2000


def _crumbs(*last: tuple[str, str]) -> list[dict[str, str]]:
    known = ((_("Aanbevelingen"), "/aanbevelingen/"), *last)
    return [{"label": label, "href": href} for label, href in known]


# --- Every body --------------------------------------------------------------------------------------------------------


def _body_filters(request: HttpRequest, rows: tuple[bodies.BodyRow, ...]) -> Filters:
    kinds = {row.body.kind for row in rows}
    themes = {theme.slug: theme.name for row in rows for theme in row.themes}
    states = (
        Choice("te-laat", _("iets te laat")),
        Choice("betwist", _("iets betwist")),
        Choice("zonder-toezegging", _("geen toezegging bekend")),
    )
    return Filters(
        (
            Filter("soort", _("Soort organisatie"), tuple(Choice(kind.value, str(kind.label)) for kind in OrganisationKind if kind in kinds), asked.text(request, "soort")),
            Filter("thema", _("Thema"), tuple(Choice(slug, name) for slug, name in themes.items()), asked.text(request, "thema")),
            Filter("alleen", _("Alleen"), states, asked.text(request, "alleen")),
        ),
        asked.text(request, "q"),
        query_label=_("Zoek een organisatie"),
    )  # fmt: skip


def _fits(row: bodies.BodyRow, bar: Filters) -> bool:
    kind, theme, only = (entry.value if entry.chosen else "" for entry in bar.filters)
    names = " ".join((row.name, row.body.short_name, row.before)).casefold()
    return (
        all(word in names for word in bar.query.casefold().split())
        and (not kind or row.body.kind == kind)
        and (not theme or any(one.slug == theme for one in row.themes))
        and (only != "te-laat" or row.late > 0)
        and (only != "betwist" or row.disputed > 0)
        and (only != "zonder-toezegging" or not row.promises)
    )


def _body_data(request: HttpRequest, row: bodies.BodyRow) -> dict[str, Any]:
    return {
        "id": row.body.slug,
        "name": row.name,
        "kind": row.body.kind,
        "formerly": row.before,
        "limbs": row.limbs,
        "proposed": row.proposed,
        "accepted": row.accepted,
        "disputed": row.disputed,
        "commitments": row.promises,
        "actions": row.actions,
        "late": row.late,
        "themes": " | ".join(theme.slug for theme in row.themes),
        "demonstration": row.body.is_demonstration,
        "link": request.build_absolute_uri(row.href),
    }


@public("who must act on what the UN asked is everybody's to know")
@known_forms
def body_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    every = bodies.every_body(today)
    bar = _body_filters(request, every)
    found = [row for row in every if _fits(row, bar)]
    form = form_of(request)
    if form in ("json", "csv"):
        data = [_body_data(request, row) for row in found[:MOST_EXPORTED]]
        if form == "csv":
            return csv_response("wie-moet-handelen", [row | {"as_of": today, "licence": LICENCE} for row in data])
        return JsonResponse({"count": len(data), "as_of": today, "licence": LICENCE, "results": data})
    pages: Page[Any] = Paginator(found, asked.PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "findings": bodies.findings(),
        "filters": bar,
        "pages": pages,
        "rows": [row for row in pages.object_list if not row.body.is_demonstration],
        "demonstration": [row for row in pages.object_list if row.body.is_demonstration],
        "found": len(found),
        "total": len(every),
        "crumbs": _crumbs((_("Wie moet handelen"), "")),
        "as_of": today,
        "data_json": twin(request, "json"),
        "data_csv": twin(request, "csv"),
    }
    return render(request, "tracker/recommendation_bodies.html", context)


# --- One body ----------------------------------------------------------------------------------------------------------


def _filters(request: HttpRequest, wanted: todo.Wanted) -> Filters:
    themes = Theme.objects.prefetch_related("names")
    cycles = ReviewCycle.objects.filter(documents__isnull=False).distinct()
    return Filters(
        (
            Filter("thema", _("Thema"), tuple(Choice(one.slug, theme_name(one)) for one in themes), wanted.theme.slug if wanted.theme else ""),
            Filter("ronde", _("Ronde"), tuple(Choice(one.slug, str(one.year)) for one in cycles), wanted.cycle.slug if wanted.cycle else ""),
        ),
    )  # fmt: skip


def _duty_data(request: HttpRequest, row: todo.DutyRow, duty: todo.Duty) -> dict[str, Any]:
    return _line("onderdeel", row.title, row.href, request) | {
        "number": row.number,
        "symbol": row.symbol,
        "year": row.year,
        "role": duty.role,
        "territory": duty.territory,
        "state": duty.state,
        "reason": duty.reason,
        "under_the_name": duty.made_as,
        "words": row.words,
    }


def _promise_data(request: HttpRequest, one: came.Promise) -> dict[str, Any]:
    promise = one.promise
    return _line("toezegging", promise.title, promise.get_absolute_url(), request) | {
        "number": " | ".join(limb.number for limb in one.limbs),
        "territory": str(promise.territory or ""),
        "state": promise.state,
        "status_original": promise.status_original,
        "under_the_name": one.made_as,
        "words": promise.text,
        "made_on": promise.made_on,
        "due": promise.due_on,
        "due_note": promise.due_note,
        "days_late": one.days_late,
        "source": promise.source_url,
        "demonstration": promise.is_demonstration,
    }


def _action_data(request: HttpRequest, one: came.Doing) -> dict[str, Any]:
    action = one.action
    return _line("actie", action.title, action.get_absolute_url(), request) | {
        "number": " | ".join(limb.number for limb in one.limbs),
        "territory": str(action.territory or ""),
        "state": action.state,
        "under_the_name": one.made_as,
        "words": action.description,
        "made_on": action.start_on,
        "due": action.end_on,
        "days_late": one.days_late,
        "source": action.source_url,
        "demonstration": action.is_demonstration,
    }


_COLUMNS = (
    "kind", "title", "number", "symbol", "year", "role", "territory", "state", "status_original", "reason",
    "under_the_name", "words", "made_on", "due", "due_note", "days_late", "source", "demonstration", "link",
)  # fmt: skip


def _line(kind: str, title: str, href: str, request: HttpRequest) -> dict[str, Any]:
    link = request.build_absolute_uri(href)
    return dict.fromkeys(_COLUMNS, "") | {"kind": kind, "title": title, "link": link}


def _export(
    request: HttpRequest, form: str, family: bodies.Family, rows: tuple[todo.DutyRow, ...], kept: todo.Kept
) -> HttpResponse:
    """Everything of the page, all its limbs at once."""
    today = timezone.localdate()
    data = [_promise_data(request, one) for one in kept.promises]
    data += [_action_data(request, one) for one in kept.actions]
    data += [_duty_data(request, row, duty) for row in rows for duty in row.duties]
    if form == "csv":
        return csv_response(f"{family.body.slug}-taken", [row | {"as_of": today, "licence": LICENCE} for row in data])
    return JsonResponse(
        {
            "body": family.body.name,
            "formerly": [one.name for one in family.before],
            "count": len(data),
            "as_of": today,
            "licence": LICENCE,
            "results": data,
        }
    )


@public("what a body must do, promised and left late is everybody's to know")
@known_forms
def body(request: HttpRequest, body: str) -> HttpResponse:
    family = todo.family_of(body)
    if family is None:
        raise Http404(_("Deze organisatie kennen we niet."))
    today = timezone.localdate()
    wanted = todo.wanted(asked.text(request, "thema"), asked.text(request, "ronde"))
    limbs, kept = todo.limbs_of(family, wanted), todo.kept(family, wanted, today)
    form = form_of(request)
    if form in ("json", "csv"):
        return _export(request, form, family, todo.duty_rows(limbs[:MOST_EXPORTED], family), kept)
    pages = asked.page(request, limbs)
    sentence = todo.sentence(family, limbs, kept, wanted)
    context = {
        "family": family,
        "body": family.body,
        "sentence": sentence,
        "wanted": wanted,
        "kept": kept,
        "filters": _filters(request, wanted),
        "pages": pages,
        "groups": todo.by_theme(todo.duty_rows(pages.object_list, family)),
        "counted": number(pages.paginator.count),
        "crumbs": _crumbs((_("Wie moet handelen"), HERE), (str(family.body), "")),
        "is_demonstration": family.body.is_demonstration,
        "as_of": today,
        "data_json": twin(request, "json"),
        "data_csv": twin(request, "csv"),
    }
    return render(request, "tracker/recommendation_body.html", context)
