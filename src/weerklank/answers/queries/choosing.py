"""Which promises and actions: what is late, silent or without a link today, and the words that somebody asks for.

Late and silent are the rules of ``days_overdue`` and ``Commitment.silent_on``, asked of the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from weerklank.answers.lifecycle import (
    ACTIVE_STATES,
    SETTLED_ACTIONS,
    SILENT_AFTER_DAYS,
    ActionState,
    CommitmentState,
    LinkState,
)
from weerklank.answers.models import Action, ActionLink, Commitment, CommitmentLink, Milestone

MOST_WORDS = 8
KINDS = tuple((value, str(label)) for value, label in Commitment._meta.get_field("kind").choices or ())
PROMISE_STATES = tuple(state for state in CommitmentState if state != CommitmentState.PROPOSED)
TIMES = (("te-laat", "te laat"), ("stil", "lang niets gehoord"))


def every_word(query: str, *fields: str) -> Q:
    """Each word of the query stands somewhere in one of the fields."""
    found = Q()
    for word in query.split()[:MOST_WORDS]:
        somewhere = Q()
        for name in fields:
            somewhere |= Q(**{f"{name}__icontains": word})
        found &= somewhere
    return found


# --- promises ----------------------------------------------------------------------------------------------------------


def public_promises() -> QuerySet[Commitment]:
    """What stands: of a published answer, or of another source."""
    return Commitment.objects.exclude(state=CommitmentState.PROPOSED)


def late_promises(today: date) -> Q:
    return Q(due_on__lt=today, state__in=ACTIVE_STATES)


def silent_promises(today: date) -> Q:
    last = today - timedelta(days=SILENT_AFTER_DAYS)
    active = Commitment.objects.filter(state__in=ACTIVE_STATES)
    heard = active.annotate(told_on=Max("updates__date"), heard_on=Coalesce("told_on", F("made_on")))
    own = heard.filter(Q(carried_from__isnull=True) | Q(told_on__isnull=False)).filter(heard_on__lt=last)
    return Q(pk__in=own.values("pk")) | Q(pk__in=_silent_under_another_name(last))


def _silent_under_another_name(last: date) -> list[int]:
    """Taken along from an earlier edition, and since then no word: what was said there is the last word."""
    chained = Commitment.objects.filter(Q(carried_from__isnull=False) | Q(carried_to__isnull=False))
    known = {
        pk: (before, told or (made if before is None else None), state)
        for pk, before, made, told, state in chained.annotate(told=Max("updates__date")).values_list(
            "pk", "carried_from", "made_on", "told", "state"
        )
    }
    found = []
    for pk, (before, told, state) in known.items():
        if state not in ACTIVE_STATES or before is None or told is not None:
            continue
        # bounded by what there is: nothing is taken along from itself
        for _step in known:
            before, told, _state = known[before]
            if told is not None or before is None:
                break
        if told is not None and told < last:
            found.append(pk)
    return found


def of_edition(slug: str) -> Q:
    """Made in an answer of that edition, or taken along into it."""
    return Q(position__part__advice__edition__slug=slug) | Q(carried_as__into__slug=slug)


def unlinked_promises() -> Q:
    """Nobody confirmed yet that it belongs to a limb of the UN."""
    return ~Q(Exists(CommitmentLink.objects.filter(commitment=OuterRef("pk"), state=LinkState.CONFIRMED)))


def promise_words(query: str) -> Q:
    return every_word(
        query,
        "title",
        "text",
        "measure",
        "organisation__name",
        "organisation__short_name",
        "owner",
        "made_to",
        "external_id",
    )


def chosen_promises(promises: QuerySet[Commitment], chosen: Mapping[str, str], today: date) -> QuerySet[Commitment]:
    """The promises that fit every filter; an unknown word asks nothing."""
    for name, lookup in (("thema", "themes__slug"), ("wie", "organisation__slug"), ("gebied", "territory__slug")):
        if chosen.get(name):
            promises = promises.filter(**{lookup: chosen[name]})
    if chosen.get("editie"):
        promises = promises.filter(of_edition(chosen["editie"]))
    if chosen.get("soort") in dict(KINDS):
        promises = promises.filter(kind=chosen["soort"])
    if chosen.get("stand") in PROMISE_STATES:
        promises = promises.filter(state=chosen["stand"])
    match chosen.get("tijd"):
        case "te-laat":
            promises = promises.filter(late_promises(today))
        case "stil":
            promises = promises.filter(silent_promises(today))
    match chosen.get("vn"):
        case "zonder":
            promises = promises.filter(unlinked_promises())
        case "met":
            promises = promises.exclude(unlinked_promises())
    return promises.distinct()


# --- actions -----------------------------------------------------------------------------------------------------------


def late_milestones(today: date) -> Exists:
    """A day of a step passed, and the step is not there."""
    late = Milestone.objects.filter(action=OuterRef("pk"), done_on__isnull=True, due_on__lt=today)
    return Exists(late.exclude(action__state=ActionState.STOPPED))


def late_actions(today: date) -> Q:
    """Past its own day, or past the day of one of its milestones."""
    return (Q(end_on__lt=today) & ~Q(state__in=SETTLED_ACTIONS)) | Q(late_milestones(today))


def unlinked_actions() -> Q:
    return ~Q(Exists(ActionLink.objects.filter(action=OuterRef("pk"), state=LinkState.CONFIRMED)))


def action_words(query: str) -> Q:
    return every_word(
        query, "title", "description", "lead__name", "lead__short_name", "budget_note", "milestones__title"
    )


def chosen_actions(actions: QuerySet[Action], chosen: Mapping[str, str], today: date) -> QuerySet[Action]:
    """The actions that fit every filter; an unknown word asks nothing."""
    for name, lookup in (("wie", "lead__slug"), ("gebied", "territory__slug")):
        if chosen.get(name):
            actions = actions.filter(**{lookup: chosen[name]})
    if chosen.get("soort") in Action.Kind.values:
        actions = actions.filter(kind=chosen["soort"])
    if chosen.get("stand") in ActionState.values:
        actions = actions.filter(state=chosen["stand"])
    if chosen.get("tijd") == "te-laat":
        actions = actions.filter(late_actions(today))
    match chosen.get("vn"):
        case "zonder":
            actions = actions.filter(unlinked_actions())
        case "met":
            actions = actions.exclude(unlinked_actions())
    return actions.distinct()
