"""What organisers do with an edition: describe it, let it take its next step, and say who does what."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from weerklank.accounts.models import EDITION_ROLES, Account, OrganisationKind, Role
from weerklank.audit import actions as audit
from weerklank.editions import guards, turns
from weerklank.editions.lifecycle import EDITION
from weerklank.editions.models import Edition, EditionRole
from weerklank.moves import Refusal

# whoever reads, weighs or writes down what children say serves no ministry that must answer them
APART_FROM_MINISTRIES = (Role.MODERATOR, Role.SAFEGUARDING, Role.ANALYST, Role.FACILITATOR, Role.PANEL_MEMBER)
ANSWERING = (Role.RESPONDENT, Role.APPROVER)


def locked(edition_id: int) -> Edition:
    """The edition, held until the transaction ends, so that two people at once come after one another."""
    try:
        return Edition.objects.select_for_update().get(pk=edition_id)
    except Edition.DoesNotExist:
        raise Refusal("Deze editie bestaat niet meer.") from None


@transaction.atomic
def advance(*, edition_id: int, move: str, by: Account, now: datetime) -> Edition:
    """The edition takes its next step, unless something stands in the way."""
    edition = locked(edition_id)
    target = turns.after(EDITION, edition, move, state=edition.state, action=f"edition.{move}")
    causes = guards.blockers(edition, move)
    if causes:
        raise Refusal("Deze stap kan nog niet. " + " ".join(blocker.cause for blocker in causes))
    edition.state = target
    edition.save(update_fields=["state"])
    audit.record(
        action=f"edition.{move}",
        obj=edition,
        by=by,
        now=now,
        note=f"De editie staat nu op ‘{edition.get_state_display()}’.",
        public=True,
    )
    return edition


@transaction.atomic
def describe_edition(
    *,
    edition_id: int,
    title: str,
    day: date | None,
    place: str,
    summary: str,
    answer_term_days: int,
    advice_word: str,
    by: Account,
    now: datetime,
) -> Edition:
    """Says when and where the edition is and how long ministries have to answer."""
    edition = locked(edition_id)
    if hasattr(edition, "handover") and edition.answer_term_days != answer_term_days:
        raise Refusal(
            "De adviezen zijn overhandigd: de termijn voor antwoord loopt al en verandert niet meer.",
            field="answer_term_days",
        )
    edition.title, edition.date, edition.place, edition.summary = title, day, place, summary
    edition.answer_term_days, edition.advice_word = answer_term_days, advice_word
    edition.save(update_fields=["title", "date", "place", "summary", "answer_term_days", "advice_word"])
    audit.record(action="edition.described", obj=edition, by=by, now=now, public=True)
    return edition


@transaction.atomic
def give_role(*, edition_id: int, account_id: int, role: str, by: Account, now: datetime) -> EditionRole:
    """Somebody may do something within this edition."""
    edition = locked(edition_id)
    account = Account.objects.select_related("organisation").get(pk=account_id)
    if role not in [known.value for known in EDITION_ROLES]:
        raise Refusal("Deze rol bestaat niet. Kies een rol uit de lijst.", field="role")
    organisation = account.organisation
    serves_ministry = organisation is not None and organisation.kind == OrganisationKind.MINISTRY
    label = Role(role).label
    if role in APART_FROM_MINISTRIES and serves_ministry:
        raise Refusal(
            f"{account} werkt bij {organisation}. Wie voor een ministerie werkt, kan geen {label} zijn: "
            "het ministerie moet straks zelf antwoorden. Kies iemand van een andere organisatie.",
            field="role",
        )
    if role in ANSWERING and organisation is None:
        raise Refusal(
            f"{account} hoort nog bij geen organisatie en kan dus niet namens een organisatie antwoorden. "
            "Vraag de beheerder om de organisatie erbij te zetten.",
            field="account",
        )
    given, new = EditionRole.objects.get_or_create(edition=edition, account=account, role=role)
    if not new:
        raise Refusal(f"{account} is al {label} in deze editie.", field="role")
    audit.record(action="role.given", obj=edition, by=by, now=now, note=f"{account} is nu {label}.")
    return given


@transaction.atomic
def withdraw_role(*, edition_id: int, role_id: int, by: Account, now: datetime) -> Edition:
    """Somebody may no longer do something within this edition."""
    edition = locked(edition_id)
    try:
        given = edition.roles.select_related("account").get(pk=role_id)
    except EditionRole.DoesNotExist:
        raise Refusal("Deze rol is al ingetrokken. Ververs de bladzijde.") from None
    if given.role == Role.ORGANISER and edition.roles.filter(role=Role.ORGANISER).count() == 1:
        raise Refusal(
            f"{given.account} is de enige organisator. Geef eerst iemand anders deze rol, "
            "anders kan niemand de editie verder brengen."
        )
    label = Role(given.role).label
    given.delete()
    audit.record(action="role.withdrawn", obj=edition, by=by, now=now, note=f"{given.account} is geen {label} meer.")
    return edition
