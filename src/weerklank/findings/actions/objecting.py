"""A child says that we have it wrong, and somebody decides: never the one whose work it is, where there is another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from weerklank.accounts.models import Account, Role
from weerklank.audit import actions as audit
from weerklank.audit.queries import history_of
from weerklank.findings import queries
from weerklank.findings.actions import arranging, naming
from weerklank.findings.lifecycle import OBJECTION, ObjectionState
from weerklank.findings.models import About, Group, Objection
from weerklank.moderation.identity import who_for
from weerklank.moves import Refusal
from weerklank.participation import quotes
from weerklank.participation.actions import staff as participation
from weerklank.participation.lifecycle import ContributionState
from weerklank.participation.models import Contribution, ReturnCode, Statement


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the child reads about the decision: in Dutch, and in its own language where somebody wrote that too."""

    dutch: str = ""
    own: str = ""


# -- when the child says so -----------------------------------------------------------------------------------


@transaction.atomic
def object_with_code(
    *, contribution_id: UUID, about: str, thing_id: int, return_code: ReturnCode, now: datetime
) -> Objection:
    """Whoever has the pictures says what is not right: once for each thing, without words. Not written to the log."""
    own = Contribution.objects.filter(pk=contribution_id, return_code=return_code)
    # held, so that nobody fixes the groups between this look and this word
    if asked := own.values_list("consultation_id", flat=True).first():
        arranging.hold(asked)
    held = own.select_for_update().first()
    if held is None:
        raise Refusal(_("Dit kan alleen bij je eigen idee."))
    if about not in About.values:
        raise Refusal(_("Kies wat er niet klopt."))
    # which thing the child saw travels along: what it pressed before somebody moved its idea says nothing of the new place
    named = {"statement_id": thing_id} if about == About.STATEMENT else {"group_id": thing_id}
    said = Objection.objects.filter(contribution=held, about=about, **named).first()
    if said is not None:
        return said
    if about == About.STATEMENT:
        if not queries.statements_to_object_to(held).filter(pk=thing_id).exists():
            raise Refusal(_("Over deze zin kun je dit niet meer zeggen."))
    else:
        group = queries.group_to_object_to(held)
        if group is None:
            raise Refusal(_("Dit kan niet meer. Wat bij elkaar hoort, ligt nu vast."))
        if group.pk != thing_id:
            raise Refusal(_("Je idee staat nu ergens anders. Kijk of het daar goed staat."))
    return Objection.objects.create(contribution=held, about=about, raised_on=timezone.localdate(now), **named)


# -- when somebody decides ------------------------------------------------------------------------------------


def _open(objection_id: UUID, by: Account) -> tuple[Objection, Contribution]:
    about = Objection.objects.filter(pk=objection_id)
    if asked := about.values_list("contribution__consultation_id", flat=True).first():
        arranging.hold(asked)
    try:
        objection = Objection.objects.select_for_update().get(pk=objection_id)
    except Objection.DoesNotExist:
        raise Refusal("Dit bezwaar is er niet meer.") from None
    held = participation.contribution(objection.contribution_id)
    if held.state == ContributionState.WITHDRAWN:
        raise Refusal("Het kind nam zijn idee terug. Er is niets meer te beslissen.")
    if objection.state != ObjectionState.OPEN:
        raise Refusal(f"Over dit bezwaar is net al beslist door {objection.decided_by}. Ververs de bladzijde.")
    if own := why_for_another(objection=objection, by=by):
        raise Refusal(own)
    return objection, held


# what gives a group or a statement the words that a child reads
_WRITING = ("group.made", "group.described", "statement.added", "statement.changed")
ANOTHER_DECIDES = "Een andere redacteur beslist over het bezwaar."


def why_for_another(*, objection: Objection, by: Account) -> str:
    """Why somebody else decides about what this account did itself; empty where it may, or where nobody else is there."""
    held = objection.contribution
    own = _own_work(objection, by)
    if not own:
        return ""
    editors = held.edition.roles.filter(role=Role.ANALYST.value, account__is_active=True).exclude(account=by)
    untouched = any(not _own_work(objection, role.account) for role in editors.select_related("account"))
    return f"{own} {ANOTHER_DECIDES}" if untouched else ""


def _own_work(objection: Objection, account: Account) -> str:
    """What of this account's own the child says is not right; empty where it had no hand in it."""
    if objection.about == About.STATEMENT:
        return "U schreef deze stelling zelf." if _wrote(objection.statement, account) else ""
    held = objection.contribution
    membership = getattr(held, "membership", None)
    if membership and membership.group_id == objection.group_id and membership.placed_key == who_for(held, account):
        return "U zette dit idee zelf in deze groep."
    if objection.about == About.WORDS and _wrote(objection.group, account):
        return "U schreef deze woorden zelf."
    return ""


def _wrote(ours: Group | Statement | None, account: Account) -> bool:
    if ours is None:
        return False
    return history_of(ours).filter(action__in=_WRITING, actor_id=account.audit_id).exists()


def _decide(
    objection: Objection, held: Contribution, move: str, said: Explanation, *, by: Account, now: datetime
) -> Objection:
    for text, field in ((said.dutch, "reason"), (said.own, "reason_own")):
        if echo := quotes.repeats(text, held.original):
            raise Refusal(
                f"Deze zin herhaalt wat het kind schreef (‘{echo}’). Wie de plaatjes vindt, zou het kunnen lezen. Zeg het anders.",
                field=field,
            )
    if move == "keep" and not said.dutch.strip():
        raise Refusal(
            "Schrijf in woorden van een kind waarom het zo blijft. Zonder reden hoort het niets.", field="reason"
        )
    objection.state = OBJECTION.after(objection.state, move)
    objection.reason, objection.reason_own = said.dutch.strip(), said.own.strip()
    objection.decided_by, objection.decided_on = by.audit_label[:120], timezone.localdate(now)
    objection.save(update_fields=["state", "reason", "reason_own", "decided_by", "decided_on"])
    audit.record(action=f"objection.{move}", obj=objection, by=by, now=now, label="bezwaar")
    return objection


def _about(objection: Objection, about: About) -> None:
    if objection.about != about:
        raise Refusal(f"Dit bezwaar zegt iets anders: ‘{objection.get_about_display()}’.")


@transaction.atomic
def move_elsewhere(
    *,
    objection_id: UUID,
    group_id: int | None,
    title: str = "",
    said: Explanation,
    by: Account,
    now: datetime,
    agreed: bool = False,
) -> Objection:
    """The child is right: its idea goes to another group, or to one of its own."""
    objection, held = _open(objection_id, by)
    _about(objection, About.PLACE)
    # decided first, so that the move itself meets no open objection; a refusal below undoes both
    decided = _decide(objection, held, "move", said, by=by, now=now)
    if group_id is None:
        if not title.strip():
            raise Refusal("Kies een groep, of geef een nieuwe groep een naam.", field="group")
        inside = Contribution.objects.filter(pk=held.pk)
        naming.check(title, "", inside, agreed=agreed)
        own = arranging.make_group(consultation_id=held.consultation_id, title=title, agreed=agreed, by=by, now=now)
        # put, not made with it: what the child says of the words of its old group does not keep it there
        arranging.put(group=own, contribution_id=held.pk, by=by, now=now)
        return decided
    if getattr(held, "membership", None) and held.membership.group_id == group_id:
        raise Refusal("Daar staat het idee al. Kies een andere groep, of leg uit waarom het blijft.", field="group")
    group = arranging.arrangeable(group_id)
    arranging.put(group=group, contribution_id=held.pk, by=by, now=now)
    return decided


@transaction.atomic
def change_group_words(
    *,
    objection_id: UUID,
    title: str,
    summary: str,
    said: Explanation,
    by: Account,
    now: datetime,
    agreed: bool = False,
) -> Objection:
    """The child is right: what the group is called changes for everybody in it."""
    objection, held = _open(objection_id, by)
    _about(objection, About.WORDS)
    group = objection.group
    if group is None:
        raise Refusal("Deze groep is er niet meer. Leg het kind uit wat er is gebeurd.")
    if (" ".join(title.split()), summary.strip()) == (group.title, group.summary):
        raise Refusal("U veranderde niets. Schrijf een andere zin, of leg uit waarom hij blijft.", field="title")
    arranging.reword(group=group, title=title, summary=summary, agreed=agreed, by=by, now=now)
    return _decide(objection, held, "change", said, by=by, now=now)


@transaction.atomic
def retire_statement(*, objection_id: UUID, said: Explanation, by: Account, now: datetime) -> Objection:
    """The child is right: nobody votes on this sentence any more."""
    objection, held = _open(objection_id, by)
    _about(objection, About.STATEMENT)
    if objection.statement_id is None:
        raise Refusal("Deze stelling is er niet meer. Leg het kind uit wat er is gebeurd.")
    participation.move_statement(
        statement_id=objection.statement_id,
        move="retire",
        reason="Volgens wie het zei, klopt deze zin niet.",
        by=by,
        now=now,
    )
    return _decide(objection, held, "change", said, by=by, now=now)


@transaction.atomic
def keep(*, objection_id: UUID, said: Explanation, by: Account, now: datetime) -> Objection:
    """It stays as it was, and the child reads why."""
    objection, held = _open(objection_id, by)
    return _decide(objection, held, "keep", said, by=by, now=now)
