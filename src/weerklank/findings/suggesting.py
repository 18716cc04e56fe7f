"""What may belong together: suggestions from the words alone, with the words that are the reason. A person decides.

Only what a moderator published is compared, in Dutch where there is a translation. What a child does not want shown
is brought together by people alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

import linking
from weerklank.findings.models import Destination, Group, NotAlike
from weerklank.findings.queries import PUBLISHED_ALONE
from weerklank.participation.models import Consultation, Contribution, ContributionText

# from so much on two ideas are nearly the same, and an idea may belong in a group, which says more in other words
ALIKE, IN_GROUP = 0.4, 0.12
MOST_GROUPS = 3
# more than this would keep the page waiting; the longest waiting ideas come first
MOST_COMPARED = 4_000

Compared = Mapping[UUID, Contribution]


@dataclass(frozen=True, slots=True)
class Option:
    """A group in which an idea may belong: for these words, and for an idea in it that says nearly the same."""

    group: Group
    words: tuple[str, ...]
    like: Contribution | None = None


@dataclass(frozen=True, slots=True)
class ForGroup:
    """An idea that stands in no group yet, and groups in which it may belong, the likeliest first."""

    contribution: Contribution
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Ideas that say nearly the same and stand in no group yet, and the words they share."""

    contributions: tuple[Contribution, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """Everything suggested for a question; an idea stands in one of the two lists, or in neither."""

    for_groups: tuple[ForGroup, ...]
    together: tuple[Together, ...]
    compared: int
    left: int


@dataclass(frozen=True, slots=True)
class _Refused:
    """What a person said does not belong together; it is not suggested again."""

    groups: frozenset[tuple[UUID, int]]
    pairs: frozenset[frozenset[str]]


def suggested(consultation: Consultation) -> Suggested:
    """What may belong together among what waits for a group."""
    waiting = _in_dutch(consultation.contributions.filter(state__in=PUBLISHED_ALONE, wants_private=False))
    compared = dict(islice(waiting.items(), MOST_COMPARED))
    groups = {group.pk: group for group in consultation.groups.filter(destination=Destination.NONE)}
    placed = _in_dutch(Contribution.objects.filter(membership__group__in=groups).exclude(_unseen()))
    pairs = linking.resemblances([_passage(one) for one in (*compared.values(), *placed.values())], minimum=ALIKE)
    refused = _refused(consultation)
    for_groups = _for_groups(compared, placed, groups, pairs, refused)
    elsewhere = {str(one.contribution.pk) for one in for_groups}
    loose = {str(pk) for pk in compared} - elsewhere
    alike = linking.sets_of((pair for pair in pairs if {pair.one, pair.other} <= loose), apart=refused.pairs)
    together = (Together(tuple(compared[UUID(pk)] for pk in one.passages), one.words) for one in alike)
    return Suggested(for_groups, tuple(together), len(compared), len(waiting) - len(compared))


def _unseen() -> Q:
    return Q(wants_private=True) | Q(original="")


def _in_dutch(found: QuerySet[Contribution]) -> Compared:
    dutch = Prefetch("texts", ContributionText.objects.filter(language="nl"), to_attr="in_dutch")
    rows = found.select_related("membership").order_by("received_on", "id").prefetch_related(dutch)
    return {one.pk: one for one in rows if one.shown_text}


def _words(one: Contribution) -> str:
    """The words to compare: what everybody may read, in Dutch where it was translated."""
    dutch: Sequence[ContributionText] = one.in_dutch  # type: ignore[attr-defined]  # see `_in_dutch`
    return dutch[0].text if dutch else one.shown_text


def _passage(one: Contribution) -> linking.Passage:
    return linking.Passage(str(one.pk), _words(one))


def _refused(consultation: Consultation) -> _Refused:
    said = NotAlike.objects.filter(contribution__consultation=consultation)
    rows = list(said.values_list("contribution", "group", "other"))
    return _Refused(
        frozenset((one, group) for one, group, _ in rows if group is not None),
        frozenset(frozenset((str(one), str(other))) for one, _, other in rows if other is not None),
    )


def _for_groups(
    compared: Compared,
    placed: Compared,
    groups: Mapping[int, Group],
    pairs: Sequence[linking.Resemblance],
    refused: _Refused,
) -> tuple[ForGroup, ...]:
    options: dict[UUID, dict[int, Option]] = {pk: {} for pk in compared}
    for pair in pairs:
        one, other = UUID(pair.one), UUID(pair.other)
        for mine, theirs in ((one, other), (other, one)):
            if mine in compared and theirs in placed:
                like = placed[theirs]
                group = groups[like.membership.group_id]
                # the likeliest comes first: pairs stand in order
                options[mine].setdefault(group.pk, Option(group, pair.words, like))
    for pk, found in _by_words(compared, placed, groups):
        options[pk].setdefault(found.group.pk, found)
    return tuple(
        ForGroup(compared[pk], tuple(kept))
        for pk, mine in options.items()
        if (kept := [one for number, one in mine.items() if (pk, number) not in refused.groups][:MOST_GROUPS])
    )


def _by_words(compared: Compared, placed: Compared, groups: Mapping[int, Group]) -> list[tuple[UUID, Option]]:
    """Groups that share rare words with an idea: in their name, their summary and what stands in them."""
    told = {pk: [group.title, group.summary] for pk, group in groups.items()}
    for one in placed.values():
        told[one.membership.group_id].append(_words(one))
    targets = [linking.Target(str(pk), "\n".join(parts)) for pk, parts in told.items()]
    found = linking.suggest_all(
        [_passage(one) for one in compared.values()], targets, limit=MOST_GROUPS, minimum=IN_GROUP
    )
    return [
        (UUID(one.passage), Option(groups[int(one.target)], tuple(reason.word for reason in one.reasons[:MOST_GROUPS])))
        for some in found
        for one in some
    ]
