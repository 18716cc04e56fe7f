"""What a new edition can take over here: questions with their frame, and kinds of ways in. Never codes, never words of children."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from weerklank.accounts.models import Account
from weerklank.editions.models import Edition
from weerklank.editions.taking_over import THERE, Item, Piece, Shift, offer
from weerklank.participation.actions import staff as actions
from weerklank.participation.lifecycle import ConsultationState
from weerklank.participation.models import Consultation, CoverageTarget, EntryPlan
from weerklank.participation.queries.entry_plans import PlanRow, kinds_of

# a question that never was public is shown to who worked on it only
_NEVER_PUBLIC = (ConsultationState.DRAFT, ConsultationState.PANEL_CHECK)


def _asked(shift: Shift) -> QuerySet[Consultation]:
    found = shift.previous.consultations.select_related("edition_theme").order_by("edition_theme__order", "slug")
    return found if shift.insider else found.exclude(state__in=_NEVER_PUBLIC)


def _questions(shift: Shift) -> Iterable[Item]:
    known = set(shift.edition.consultations.values_list("question", flat=True)) if shift.edition else set()
    for kept in _asked(shift):
        days = ", ".join(
            f"{word} {shift.moved(day):%d-%m-%Y}"
            for word, day in (("van", kept.opens_on), ("tot en met", kept.closes_on), ("antwoord voor", kept.hear_by))
            if day
        )
        yield Item(str(kept.pk), kept.question, days, THERE if kept.question in known else "")


def _lay_questions(shift: Shift, edition: Edition, keys: frozenset[str], by: Account, now: datetime) -> None:
    """As drafts. What can and cannot change has to be said again, and the panel reads it anew."""
    for kept in _asked(shift):
        if str(kept.pk) not in keys:
            continue
        theme, _ = edition.themes.get_or_create(
            theme=kept.edition_theme.theme,
            defaults={"name": kept.edition_theme.name, "order": edition.themes.count() + 1},
        )
        new = actions.create_consultation(
            edition_theme_id=theme.pk,
            question=actions.Question(
                question=kept.question,
                why=kept.why,
                can_change=kept.can_change,
                cannot_change=kept.cannot_change,
                who_decides=kept.who_decides,
                hear_by=shift.moved(kept.hear_by) if kept.hear_by else None,
                opens_on=shift.moved(kept.opens_on) if kept.opens_on else None,
                closes_on=shift.moved(kept.closes_on) if kept.closes_on else None,
                panel_note="",
                sensitive=kept.sensitive,
            ),
            by=by,
            now=now,
        )
        new.frame_to_confirm = True
        new.save(update_fields=["frame_to_confirm"])
        CoverageTarget.objects.bulk_create(
            CoverageTarget(consultation=new, place=target.place, wanted=target.wanted)
            for target in kept.coverage_targets.all()
        )


def _key(plan: EntryPlan) -> str:
    return "-".join((plan.kind, plan.mode, plan.language, plan.place))


def _ways(shift: Shift) -> Iterable[Item]:
    if not shift.insider:
        return
    known = {_key(plan) for plan in shift.edition.entry_plans.all()} if shift.edition else set()
    for plan in kinds_of(shift.previous):
        words = f"{plan.number} keer {PlanRow(plan, 0).words}"
        yield Item(_key(plan), words, f"tot {plan.max_uses} kinderen", THERE if _key(plan) in known else "")


def _lay_ways(shift: Shift, edition: Edition, keys: frozenset[str], by: Account, now: datetime) -> None:
    wanted = [plan for plan in kinds_of(shift.previous) if _key(plan) in keys]
    for plan in wanted:
        plan.edition = edition
    EntryPlan.objects.bulk_create(wanted)


offer(
    Piece(
        "vragen",
        "Raadplegingen",
        "De vraag met haar kader en haar thema, als concept. Voor zij opengaat, zegt u of wat kan en niet kan nog klopt.",
        _questions,
        _lay_questions,
        30,
    )
)
offer(
    Piece(
        "toegangen",
        "Soorten toegangen",
        "Welke soorten klassencodes er waren en hoeveel. De codes en de namen van groepen blijven achter.",
        _ways,
        _lay_ways,
        40,
    )
)
