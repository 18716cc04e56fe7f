"""Open data: the same lists as the pages, for machines. Read only; bounded; problems as problem+json."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial, wraps
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import NinjaAPI, Query, Schema
from ninja.errors import ValidationError

from weerklank.advices.lifecycle import PUBLIC_STATES
from weerklank.advices.models import Advice
from weerklank.answers.lifecycle import AnswerState, CommitmentState
from weerklank.answers.models import Answer, Commitment
from weerklank.answers.queries import confirmed_promises
from weerklank.evidence.models import Indicator
from weerklank.rights.models import Theme
from weerklank.tracker.exports import csv_response
from weerklank.tracker.limbs import as_data, machine
from weerklank.tracker.limbs.machine import Narrow, UnknownAnswer
from weerklank.tracker.limbs.wanted import printable
from weerklank.tracker.loop import programme

LICENCE = "CC BY 4.0; teksten van de VN: zie de bron"
VERSION = "1.0.0"
MOST = 200

api = NinjaAPI(
    title="Weerklank",
    version=VERSION,
    description="Aanbevelingen, thema’s, adviezen, antwoorden, toezeggingen en cijfers. Uitleg en licentie: /data/",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
    openapi_extra={"info": {"contact": {"name": "Weerklank", "url": "/over/"}}},
)


def _problem(request: HttpRequest, status: int, title: str, detail: str) -> HttpResponse:
    response: HttpResponse = api.create_response(
        request, {"title": title, "status": status, "detail": detail}, status=status
    )
    response["Content-Type"] = "application/problem+json"
    return response


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    wrong = "; ".join(f"{'.'.join(str(part) for part in item['loc'][1:])}: {item['msg']}" for item in error.errors)
    return _problem(request, 400, "De vraag klopt niet", wrong)


@api.exception_handler(UnknownAnswer)
def unknown(request: HttpRequest, error: UnknownAnswer) -> HttpResponse:
    return _problem(request, 400, "Dit kennen we niet", str(error))


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return _problem(request, 404, "Niet gevonden", str(error) or "Dit adres bestaat niet of is niet openbaar.")


class Slice(Schema):
    """Which part of a list: at most 200 at a time."""

    limit: int = Query(50, ge=1, le=MOST)
    offset: int = Query(0, ge=0, le=1_000_000)


class ListOut(Schema):
    count: int
    as_of: date
    licence: str
    next: str | None
    results: list[dict[str, Any]]


def _page(
    request: HttpRequest, rows: QuerySet[Any], part: Slice, row: Callable[[Any], dict[str, Any]]
) -> dict[str, Any]:
    end = part.offset + part.limit
    return _part(request, rows.count(), part) | {"results": [row(item) for item in rows[part.offset : end]]}


def _part(request: HttpRequest, count: int, part: Slice) -> dict[str, Any]:
    """What stands around a part of a list."""
    end = part.offset + part.limit
    following = request.GET.copy()
    following["offset"], following["limit"] = str(end), str(part.limit)
    return {
        "count": count,
        "as_of": timezone.localdate(),
        "licence": LICENCE,
        "next": request.build_absolute_uri(f"{request.path}?{following.urlencode()}") if end < count else None,
    }


def _link(request: HttpRequest, path: str) -> str:
    """The whole address; of nothing, where this platform stands."""
    return request.build_absolute_uri(path or "/").removesuffix("" if path else "/")


def _theme(request: HttpRequest) -> Callable[[Theme], dict[str, Any]]:
    def row(theme: Theme) -> dict[str, Any]:
        return {
            "id": theme.slug,
            "name": theme.name_on(None),
            "names": [
                {"name": name.name, "from": name.valid_from, "used_by": name.used_by, "source": name.source_url}
                for name in theme.names.all()
            ],
            "link": _link(request, f"/themas/{theme.slug}/"),
        }

    return row


def _advices(edition: str = "") -> QuerySet[Advice]:
    rows = (
        Advice.objects.filter(state__in=PUBLIC_STATES)
        .select_related("edition", "edition_theme__theme")
        .prefetch_related("parts", "addressees__organisation")
        .order_by("number")
    )
    return rows.filter(edition__slug=edition) if edition else rows


def _advice(request: HttpRequest) -> Callable[[Advice], dict[str, Any]]:
    today = timezone.localdate()

    def row(advice: Advice) -> dict[str, Any]:
        return {
            "id": advice.number,
            "edition": advice.edition.slug,
            "demonstration": advice.edition.is_demonstration,
            "theme": advice.edition_theme.theme.slug if advice.edition_theme else None,
            "title": advice.title,
            "text": advice.text,
            "why": advice.why,
            "done_when": advice.done_when,
            "minority_note": advice.minority_note,
            "parts": [{"order": part.order, "text": part.text} for part in advice.parts.all()],
            "addressees": [
                {
                    "organisation": addressee.organisation.slug,
                    "lead": addressee.lead,
                    "due_on": addressee.term,
                    "state": addressee.state,
                    "days_overdue": addressee.overdue_on(today),
                }
                for addressee in advice.addressees.all()
            ],
            "sha256": advice.frozen_hash,
            "source": advice.source_url,
            "link": _link(request, advice.get_absolute_url()),
        }

    return row


def _answers(edition: str = "") -> QuerySet[Answer]:
    rows = (
        Answer.objects.filter(state=AnswerState.PUBLISHED)
        .select_related("addressee__advice__edition", "addressee__organisation")
        .prefetch_related("positions__part", "texts")
        .order_by("addressee__advice__number", "addressee", "version")
    )
    return rows.filter(addressee__advice__edition__slug=edition) if edition else rows


def _answer(request: HttpRequest) -> Callable[[Answer], dict[str, Any]]:
    def row(answer: Answer) -> dict[str, Any]:
        return {
            "id": f"{answer.addressee.advice.number}/{answer.addressee.organisation.slug}/{answer.version}",
            "advice": answer.addressee.advice.number,
            "demonstration": answer.addressee.advice.edition.is_demonstration,
            "organisation": answer.addressee.organisation.slug,
            "version": answer.version,
            "published_on": answer.published_on,
            "signatory": answer.signatory,
            "summary": answer.summary,
            "child_version": answer.child_version,
            "child_version_checked_by_young_people": answer.panel_check == "approved",
            "positions": [
                {
                    "part": position.part.order,
                    "position": position.position,
                    "reason": position.reason_type,
                    "explanation": position.explanation,
                    "would_change_mind": position.would_change_mind,
                }
                for position in answer.positions.all()
            ],
            "link": _link(request, answer.addressee.advice.get_absolute_url()),
        }

    return row


def _commitments(theme: str = "") -> QuerySet[Commitment]:
    rows = (
        Commitment.objects.exclude(state=CommitmentState.PROPOSED)
        .select_related("organisation", "territory")
        .prefetch_related(
            "updates",
            "themes",
            Prefetch("limb_links", confirmed_promises().select_related("recommendation__document")),
        )
        .order_by("slug")
    )
    return rows.filter(themes__slug=theme) if theme else rows


def _commitment(request: HttpRequest) -> Callable[[Commitment], dict[str, Any]]:
    today = timezone.localdate()

    def row(commitment: Commitment) -> dict[str, Any]:
        return {
            "id": commitment.slug,
            "title": commitment.title,
            "text": commitment.text,
            "kind": commitment.kind,
            "organisation": commitment.organisation.slug,
            "demonstration": commitment.is_demonstration,
            "made_on": commitment.made_on,
            "due_on": commitment.due_on,
            "due_note": commitment.due_note,
            "measure": commitment.measure,
            "state": commitment.state,
            "days_overdue": commitment.overdue_on(today),
            "silent": commitment.silent_on(today),
            "themes": [theme.slug for theme in commitment.themes.all()],
            "recommendations": [
                f"{link.recommendation.document.slug}/{link.recommendation.slug}"
                for link in commitment.limb_links.all()
            ],
            "source": commitment.source_url,
            "link": _link(request, commitment.get_absolute_url()),
        }

    return row


def _indicators(theme: str = "") -> QuerySet[Indicator]:
    rows = Indicator.objects.select_related("theme", "territory").prefetch_related("observations__source", "breaks")
    return rows.filter(theme__slug=theme) if theme else rows


def _indicator(request: HttpRequest) -> Callable[[Indicator], dict[str, Any]]:
    def row(indicator: Indicator) -> dict[str, Any]:
        return {
            "id": indicator.code,
            "title": indicator.title,
            "definition": indicator.definition,
            "scope": indicator.scope,
            "unit": indicator.unit,
            "producer": indicator.producer,
            "theme": indicator.theme.slug if indicator.theme else None,
            "breaks": [{"between": item.between, "note": item.note} for item in indicator.breaks.all()],
            "observations": [
                {
                    "period": value.period,
                    "definition_version": value.definition_version,
                    "breakdown": value.breakdown,
                    "value": value.value,
                    "value_high": value.value_high,
                    "share": value.share,
                    "qualifier": value.qualifier,
                    "quality": value.quality,
                    "vintage": value.vintage,
                    "source": value.source.url,
                }
                for value in indicator.observations.all()
            ],
            "link": _link(request, indicator.get_absolute_url()),
        }

    return row


def _flat(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lists inside a row become one cell, so that a spreadsheet can hold it."""

    def cell(value: Any) -> Any:
        if isinstance(value, list):
            return " | ".join(
                "; ".join(f"{key}={item}" for key, item in entry.items()) if isinstance(entry, dict) else str(entry)
                for entry in value
            )
        return value

    return [{key: cell(value) for key, value in row.items()} for row in rows]


def _csv(name: str, rows: Iterable[Any], row: Callable[[Any], dict[str, Any]]) -> HttpResponse:
    today = timezone.localdate()
    flat: Sequence[dict[str, Any]] = [
        entry | {"as_of": today, "licence": LICENCE} for entry in _flat(row(item) for item in rows)
    ]
    return csv_response(name, flat)


@api.get("/recommendations", response=ListOut, summary="Aanbevelingen van het VN-Kinderrechtencomité, per onderdeel")
def list_recommendations(request: HttpRequest, part: Query[Slice], narrow: Query[Narrow]) -> dict[str, Any]:
    today = timezone.localdate()
    keys = machine.keys(narrow, today)
    return _part(request, len(keys), part) | {
        "results": list(as_data.data_of(keys[part.offset : part.offset + part.limit], today, _link(request, "")))
    }


@api.get("/recommendations.csv", summary="Aanbevelingen als CSV", include_in_schema=False)
def csv_recommendations(request: HttpRequest, narrow: Query[Narrow]) -> HttpResponseBase:
    today = timezone.localdate()
    return as_data.csv_response(machine.keys(narrow, today), today, _link(request, ""))


@api.get("/recommendations/{document}/{limb}", response=dict[str, Any], summary="Eén onderdeel")
def one_recommendation(request: HttpRequest, document: str, limb: str) -> dict[str, Any]:
    keys = machine.key_of(document, limb)
    if not keys:
        raise Http404("Geen gepubliceerde aanbeveling op dit adres.")
    return next(as_data.data_of(keys, timezone.localdate(), _link(request, "")))


@api.get("/themes", response=ListOut, summary="Thema’s met hun namen door de tijd")
def list_themes(request: HttpRequest, part: Query[Slice]) -> dict[str, Any]:
    return _page(request, Theme.objects.prefetch_related("names"), part, _theme(request))


@api.get("/themes.csv", include_in_schema=False)
def csv_themes(request: HttpRequest) -> HttpResponse:
    return _csv("themas", Theme.objects.prefetch_related("names"), _theme(request))


@api.get("/advices", response=ListOut, summary="Overhandigde adviezen")
def list_advices(request: HttpRequest, part: Query[Slice], edition: str = "") -> dict[str, Any]:
    return _page(request, _advices(edition), part, _advice(request))


@api.get("/advices.csv", include_in_schema=False)
def csv_advices(request: HttpRequest, edition: str = "") -> HttpResponse:
    return _csv("adviezen", _advices(edition), _advice(request))


@api.get("/advices/{number}", response=dict[str, Any], summary="Eén advies")
def one_advice(request: HttpRequest, number: str) -> dict[str, Any]:
    found = _advices().filter(number=number).first()
    if found is None:
        raise Http404("Geen overhandigd advies met dit nummer.")
    return _advice(request)(found)


@api.get("/programme", response=ListOut, summary="Programma’s zoals gepubliceerd, per onderdeel")
def list_programme(request: HttpRequest, part: Query[Slice], edition: str = "") -> dict[str, Any]:
    rows, row = programme.rows(edition), programme.as_data(partial(_link, request))
    return _part(request, len(rows), part) | {
        "results": [row(one) for one in rows[part.offset : part.offset + part.limit]]
    }


@api.get("/programme.csv", include_in_schema=False)
def csv_programme(request: HttpRequest, edition: str = "") -> HttpResponse:
    return _csv("programma", programme.rows(edition), programme.as_data(partial(_link, request)))


@api.get("/answers", response=ListOut, summary="Gepubliceerde antwoorden, per onderdeel")
def list_answers(request: HttpRequest, part: Query[Slice], edition: str = "") -> dict[str, Any]:
    return _page(request, _answers(edition), part, _answer(request))


@api.get("/answers.csv", include_in_schema=False)
def csv_answers(request: HttpRequest, edition: str = "") -> HttpResponse:
    return _csv("antwoorden", _answers(edition), _answer(request))


@api.get("/commitments", response=ListOut, summary="Toezeggingen en hoe het ervoor staat")
def list_commitments(request: HttpRequest, part: Query[Slice], theme: str = "") -> dict[str, Any]:
    return _page(request, _commitments(theme), part, _commitment(request))


@api.get("/commitments.csv", include_in_schema=False)
def csv_commitments(request: HttpRequest, theme: str = "") -> HttpResponse:
    return _csv("toezeggingen", _commitments(theme), _commitment(request))


@api.get("/commitments/{slug}", response=dict[str, Any], summary="Eén toezegging")
def one_commitment(request: HttpRequest, slug: str) -> dict[str, Any]:
    found = _commitments().filter(slug=slug).first()
    if found is None:
        raise Http404("Geen toezegging op dit adres.")
    return _commitment(request)(found)


@api.get("/indicators", response=ListOut, summary="Cijfers met definitie, bereik en breuken")
def list_indicators(request: HttpRequest, part: Query[Slice], theme: str = "") -> dict[str, Any]:
    return _page(request, _indicators(theme), part, _indicator(request))


@api.get("/indicators.csv", include_in_schema=False)
def csv_indicators(request: HttpRequest, theme: str = "") -> HttpResponse:
    return _csv("cijfers", _indicators(theme), _indicator(request))


def _known_names() -> dict[str, list[str]]:
    """What each address of the API may be asked, in the order in which its description says it."""
    names: dict[str, list[str]] = {}
    for _prefix, router in api._routers:
        for address, found in router.path_operations.items():
            models = [model for operation in found.operations for model in operation.models]
            queries = [model for model in models if model.__ninja_param_source__ == "query"]
            route = address.lstrip("/").replace("{", "<").replace("}", ">")
            names[route] = [name for model in queries for name in model.__ninja_flatten_map__]
    return names


def _strict(view: Callable[..., HttpResponseBase], names: Sequence[str]) -> Callable[..., HttpResponseBase]:
    """A name that nobody knows is refused: left out in silence, a typing error would give the whole list."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        strange = [name for name in request.GET if name not in names]
        if strange:
            said = f"Deze vraag kennen we hier niet: {', '.join(printable(one, 40) for one in strange[:10])}."
            may = f"Wat u hier kunt vragen: {', '.join(names)}." if names else "Dit adres kent geen vragen."
            return _problem(request, 400, "Dit kennen we niet", f"{said} {may}")
        return view(request, *args, **kwargs)

    return checked


def routes() -> tuple[Any, ...]:
    """The API's addresses. The library makes the views itself: each gets its reason here, for the access rule."""
    patterns, *rest = api.urls
    names = _known_names()
    for pattern in patterns:
        asked = names.get(str(pattern.pattern))
        if asked is not None:
            pattern.callback = _strict(pattern.callback, asked)
        pattern.callback.public_reason = "open data is for everybody"
    return (patterns, *rest)
