"""What an organiser goes after: answers and promises that are late, silent, or due soon, per who must act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices

from weerklank.accounts.duties import Duty
from weerklank.accounts.models import Account, Organisation, Role
from weerklank.answers.actions import carrying_over
from weerklank.answers.lifecycle import AddresseeState
from weerklank.answers.models import Addressee, Commitment
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import Edition

SOON_DAYS = 30


class Why(TextChoices):
    """Why somebody is reminded, the most pressing first."""

    LATE = "te-laat", "te laat"
    SILENT = "stil", "al 120 dagen geen bericht"
    SOON = "binnenkort", f"binnen {SOON_DAYS} dagen"


class What(TextChoices):
    ANSWER = "antwoord", "antwoord op een advies"
    EXPLANATION = "uitleg", "uitleg bij een antwoord"
    PROMISE = "toezegging", "bericht over een toezegging"


@dataclass(frozen=True, slots=True)
class Chase:
    """One thing that somebody owes: what, why it is asked now, when it was due, and where it can be read."""

    organisation: Organisation
    what: What
    why: Why
    title: str
    due: date | None
    days: int
    href: str
    last_word: date | None = None

    @property
    def order(self) -> tuple[int, int, str]:
        return list(Why).index(self.why), -self.days if self.why == Why.LATE else self.days, self.title

    @property
    def when(self) -> str:
        """How it stands in days, as the list and the letter say it."""
        days = f"{self.days} {'dag' if self.days == 1 else 'dagen'}"
        if self.why == Why.LATE:
            return f"{days} te laat"
        if self.why == Why.SOON:
            return f"nog {days}"
        return f"geen bericht sinds {self.last_word:%d-%m-%Y}" if self.last_word else "nog nooit een bericht"


def _of_question(one: Addressee, today: date) -> Chase | None:
    explains = one.state == AddresseeState.CLARIFICATION_DUE
    if not explains and one.overdue_on(today) and one.gave_all_away_on():
        # late it stays, but what is asked of it now lies with whoever took it over
        return None
    due = one.clarification_due_on if explains else one.term
    if due is None or due > today + timedelta(days=SOON_DAYS):
        return None
    days = (today - due).days
    return Chase(
        organisation=one.organisation,
        what=What.EXPLANATION if explains else What.ANSWER,
        why=Why.LATE if days > 0 else Why.SOON,
        title=str(one.advice),
        due=due,
        days=abs(days),
        href=one.advice.get_absolute_url(),
    )


def _of_promise(one: Commitment, today: date) -> Chase | None:
    late, silent = one.overdue_on(today), one.silent_on(today)
    left = (one.due_on - today).days if one.due_on else None
    if late:
        why, days = Why.LATE, late
    elif silent:
        word = one.last_word()
        why, days = Why.SILENT, (today - word).days if word else 0
    elif left is not None and left <= SOON_DAYS:
        why, days = Why.SOON, left
    else:
        return None
    return Chase(
        one.organisation, What.PROMISE, why, one.title, one.due_on, days, one.get_absolute_url(), one.last_word()
    )


def chases(edition: Edition, today: date) -> tuple[Chase, ...]:
    """All that somebody owes to this edition, also what earlier ones left to it; what is late longest comes first."""
    promises = carrying_over.open_promises(edition).select_related("organisation", "carried_from")
    found: Iterable[Chase | None] = (
        *(_of_question(one, today) for one in carrying_over.open_questions(edition)),
        *(_of_promise(one, today) for one in promises.prefetch_related("updates")),
    )
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.order))


def chosen(rows: Sequence[Chase], *, why: str = "", what: str = "", who: str = "", words: str = "") -> list[Chase]:
    """The rows that fit what was asked of the list."""
    asked = words.casefold()
    return [
        row
        for row in rows
        if (not why or row.why == why)
        and (not what or row.what == what)
        and (not who or row.organisation.slug == who)
        and (asked in f"{row.title} {row.organisation}".casefold())
    ]


def duties(account: Account, today: date) -> list[Duty]:
    """Editions of this organiser in which somebody is late or silent."""
    editions = Edition.objects.filter(
        pk__in=account.edition_roles.filter(role=Role.ORGANISER).values("edition"),
        state__in=(EditionState.HANDED_OVER, *carrying_over.MAY_GO_ALONG),
    )
    found = []
    for edition in editions:
        pressing = sum(row.why != Why.SOON for row in chases(edition, today))
        if pressing:
            found.append(
                Duty(
                    label=f"{edition.title}: najagen",
                    href=f"/werk/najagen/{edition.slug}/",
                    count=pressing,
                    consequence="Te laat of stil. De brieven liggen klaar.",
                )
            )
    return found
