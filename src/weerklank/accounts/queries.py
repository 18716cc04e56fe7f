"""What is asked about organisations: which stand, what they were called before, and what points to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Now, TruncDate

from weerklank.accounts.models import Account, Organisation, OrganisationKind

LIST = "/werk/organisaties/"
STANDS = (("nu", "bestaat nu"), ("voorbij", "bestaat niet meer"), ("straks", "begint nog"))
# what other rooms hang on an organisation, in the words of the sentence that says why it stays
WORDS = {
    "accounts.account": ("account", "accounts"),
    "accounts.organisation": ("opvolger", "opvolgers"),
    "advices.handover": ("overhandiging", "overhandigingen"),
    "answers.action": ("actie", "acties"),
    "answers.addressee": ("advies om te beantwoorden", "adviezen om te beantwoorden"),
    "answers.commitment": ("toezegging", "toezeggingen"),
    "answers.transfer": ("overdracht van een advies", "overdrachten van adviezen"),
    "editions.attendee": ("deelnemer aan een dag", "deelnemers aan een dag"),
    "editions.editionorganiser": ("editie als organisator", "edities als organisator"),
    "editions.sideevent": ("bijeenkomst", "bijeenkomsten"),
    "evidence.indicator": ("cijfer", "cijfers"),
    "evidence.parliamentdocument": ("Kamerstuk", "Kamerstukken"),
    "rights.responsibility": ("verantwoordelijkheid", "verantwoordelijkheden"),
}


# --- The same body under another name ----------------------------------------------------------------------------------


def predecessors(organisation: Organisation) -> list[Organisation]:
    """What it was called before, the oldest first; a circle in the data ends where it began."""
    seen: set[int] = {organisation.pk}
    found: list[Organisation] = []
    before = organisation.predecessor
    while before is not None and before.pk not in seen:
        seen.add(before.pk)
        found.append(before)
        before = before.predecessor
    return found[::-1]


def successors(organisation: Organisation) -> list[Organisation]:
    """What it is called since, as long as one body follows one; where it was split nobody inherits the name alone."""
    seen: set[int] = {organisation.pk}
    found: list[Organisation] = []
    here = organisation
    while True:
        after = list(here.successors.order_by("pk")[:2])
        if len(after) != 1 or after[0].pk in seen:
            return found
        here = after[0]
        seen.add(here.pk)
        found.append(here)


def chain(organisation: Organisation) -> list[Organisation]:
    """All the names of one body in their order, this one among them."""
    return [*predecessors(organisation), organisation, *successors(organisation)]


def spoken_for(account: Any) -> frozenset[int]:
    """The organisations that somebody's own organisation is, was, or became: a new name is no new body.

    Of a body that was split no half inherits its duties, and whoever stayed behind in a body that ended answers
    for no successor.
    """
    if not isinstance(account, Account) or account.organisation is None:
        return frozenset()
    own = account.organisation
    # the database's own day: a rule gets no clock
    ended = own.valid_to is not None and Organisation.objects.filter(pk=own.pk, valid_to__lt=TruncDate(Now())).exists()
    after = [] if ended else successors(own)
    return frozenset(one.pk for one in (*_undivided(own), own, *after))


def _undivided(organisation: Organisation) -> list[Organisation]:
    """The names before it as long as each had this one follower."""
    found: list[Organisation] = []
    for before in reversed(predecessors(organisation)):
        if before.successors.count() != 1:
            break
        found.append(before)
    return found


# --- The list ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the list of organisations; an unknown word asks nothing."""

    search: str = ""
    kind: str = ""
    stands: str = ""


def organisations(asked: Asked, today: date) -> QuerySet[Organisation]:
    """The organisations that fit, those that exist first."""
    found = Organisation.objects.select_related("predecessor").annotate(people_count=Count("people", distinct=True))
    if asked.kind in OrganisationKind.values:
        found = found.filter(kind=asked.kind)
    match asked.stands:
        case "nu":
            found = found.filter(_now(today))
        case "voorbij":
            found = found.filter(valid_to__lt=today)
        case "straks":
            found = found.filter(valid_from__gt=today)
    for word in asked.search.split()[:8]:
        found = found.filter(Q(name__icontains=word) | Q(short_name__icontains=word) | Q(about__icontains=word))
    return found.order_by(F("valid_to").desc(nulls_first=True), "name", "pk")


def _now(today: date) -> Q:
    started = Q(valid_from__isnull=True) | Q(valid_from__lte=today)
    return started & (Q(valid_to__isnull=True) | Q(valid_to__gte=today))


def standing(today: date) -> QuerySet[Organisation]:
    """Organisations that exist on this day."""
    return Organisation.objects.filter(_now(today))


def kinds_with_counts() -> list[tuple[str, str, int]]:
    counts = dict(Organisation.objects.order_by().values_list("kind").annotate(n=Count("pk")))
    return [(value, str(label), counts[value]) for value, label in OrganisationKind.choices if value in counts]


# --- What points to it -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pointing:
    """So many rows of one kind that stay readable only while this organisation stands."""

    count: int
    words: str

    def __str__(self) -> str:
        return f"{self.count} {self.words}"


def pointing_to(organisation: Organisation) -> list[Pointing]:
    """Whatever room it stands in: every key to an organisation is found through the models themselves."""
    counts: dict[str, int] = {}
    for relation in Organisation._meta.related_objects:
        model = relation.related_model
        if isinstance(model, str) or relation.field is None:
            continue
        count = model._default_manager.filter(**{relation.field.name: organisation}).count()
        if count:
            counts[model._meta.label_lower] = counts.get(model._meta.label_lower, 0) + count
    return [Pointing(count, _words(label, count)) for label, count in sorted(counts.items())]


def _words(label: str, count: int) -> str:
    one, more = WORDS.get(label, ("andere regel", "andere regels"))
    return one if count == 1 else more
