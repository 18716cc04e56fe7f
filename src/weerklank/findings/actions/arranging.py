"""What editors do with what children said: bring it together, give every group a destination, count the votes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.editions import turns
from weerklank.findings import queries
from weerklank.findings.actions import naming
from weerklank.findings.models import NAMELESS, About, Destination, Group, GroupMembership, ObjectionTerm
from weerklank.findings.queries import SETTLED
from weerklank.moderation.identity import who_for
from weerklank.moves import Refusal
from weerklank.participation.actions import staff as participation
from weerklank.participation.lifecycle import CONSULTATION, ConsultationState, ContributionState
from weerklank.participation.models import Consultation, Contribution, Statement

# for how long children can say that something is not right, once everything stands in a group
OBJECTION_DAYS = (7, 14, 21, 28)


def hold(consultation_id: int) -> Consultation:
    """The question, held before anything of it: everybody takes hold in this order, so nobody waits in a circle."""
    try:
        return Consultation.objects.select_for_update().get(pk=consultation_id)
    except Consultation.DoesNotExist:
        raise Refusal("Deze raadpleging bestaat niet meer.") from None


def arranging(consultation_id: int) -> Consultation:
    """A consultation whose groups may still change."""
    consultation = hold(consultation_id)
    if consultation.state in SETTLED:
        raise Refusal("De groepen van deze raadpleging zijn vastgesteld en veranderen niet meer.")
    return consultation


def _group(group_id: int) -> Group:
    asked = Group.objects.filter(pk=group_id).values_list("consultation_id", flat=True).first()
    if asked is not None:
        hold(asked)
    try:
        return Group.objects.select_for_update().get(pk=group_id)
    except Group.DoesNotExist:
        raise Refusal("Deze groep is er niet meer. Ververs de bladzijde.") from None


@transaction.atomic
def make_group(
    *,
    consultation_id: int,
    title: str,
    by: Account,
    now: datetime,
    summary: str = "",
    contribution_ids: Iterable[UUID] = (),
    agreed: bool = False,
) -> Group:
    """Contributions that say something alike get a name; a group of one keeps its place.

    Once the groups stand, what came in later gets one of its own: the others do not change by it.
    """
    consultation = hold(consultation_id)
    wanted = list(contribution_ids)
    _may_still_be_made(consultation, wanted)
    name = _free_title(consultation, title)
    naming.check(name, summary, consultation.contributions.filter(pk__in=wanted), agreed=agreed)
    last = consultation.groups.aggregate(last=Max("order"))["last"] or 0
    made = Group.objects.create(consultation=consultation, title=name, summary=summary.strip(), order=last + 1)
    audit.record(action="group.made", obj=made, by=by, now=now, label=f"groep {made.pk}")
    _nobody_objects(wanted)
    for contribution_id in wanted:
        put(group=made, contribution_id=contribution_id, by=by, now=now)
    return made


def _may_still_be_made(consultation: Consultation, wanted: list[UUID]) -> None:
    if consultation.state not in SETTLED:
        return
    late = set(queries.loose(consultation).filter(pk__in=wanted).values_list("pk", flat=True))
    if not wanted or late != set(wanted):
        raise Refusal(
            "De groepen van deze raadpleging zijn vastgesteld en veranderen niet meer. "
            "Alleen wat daarna nog binnenkwam, krijgt een eigen groep."
        )


def _free_title(consultation: Consultation, title: str, *, besides: int = 0) -> str:
    name = " ".join(title.split())
    if not name or name.endswith(NAMELESS):
        raise Refusal("Geef de groep een naam die zegt wat deze kinderen vinden.", field="title")
    if consultation.groups.filter(title=name).exclude(pk=besides).exists():
        raise Refusal(
            "Er is al een groep met deze naam. Kies een andere, of zet de inbreng in die groep.", field="title"
        )
    return name


@transaction.atomic
def describe_group(
    *, group_id: int, title: str, summary: str, by: Account, now: datetime, agreed: bool = False
) -> Group:
    """Says in other words what the contributions in a group have in common."""
    group = _group(group_id)
    # what a child calls wrong is changed by deciding about that; its author does not write around it
    if queries.open_objections().filter(group=group, about=About.WORDS).exists():
        raise Refusal(
            "Een kind zei dat deze woorden niet kloppen. Beslis eerst over dat bezwaar; dan leest het kind wat u besloot."
        )
    return reword(group=group, title=title, summary=summary, agreed=agreed, by=by, now=now)


def reword(*, group: Group, title: str, summary: str, by: Account, now: datetime, agreed: bool = False) -> Group:
    """Other words for a group, also because a child was right about the old ones."""
    consultation = hold(group.consultation_id)
    # without a name it says nothing to anybody: a new one may come, also once the groups stand
    if not group.is_nameless:
        arranging(consultation.pk)
    group.title = _free_title(consultation, title, besides=group.pk)
    naming.check(group.title, summary, queries.members(group), agreed=agreed)
    group.summary = summary.strip()
    group.save(update_fields=["title", "summary"])
    audit.record(action="group.described", obj=group, by=by, now=now, label=f"groep {group.pk}")
    _time_to_look(consultation, by=by, now=now)
    return group


@transaction.atomic
def move_in(*, group_id: int, contribution_ids: Iterable[UUID], by: Account, now: datetime) -> Group:
    """Puts contributions in a group; what stood in another group moves."""
    wanted = list(contribution_ids)
    group = arrangeable(group_id)
    if not wanted:
        raise Refusal("Kies eerst een of meer inbrengen.", field="contributions")
    _nobody_objects(wanted)
    for contribution_id in wanted:
        put(group=group, contribution_id=contribution_id, by=by, now=now)
    return group


def arrangeable(group_id: int) -> Group:
    """A group that may still take something in."""
    group = _group(group_id)
    arranging(group.consultation_id)
    if group.destination:
        raise Refusal(
            f"De groep ‘{group}’ heeft al een bestemming. Wie er nu bij komt, zou die ongevraagd krijgen; maak een nieuwe groep."
        )
    return group


def _nobody_objects(contribution_ids: Iterable[UUID]) -> None:
    """What a child objects to is moved by deciding about that, so that it reads what was done."""
    if queries.open_objections().filter(contribution__in=list(contribution_ids)).exists():
        raise Refusal(
            "Een kind zei dat hier iets niet klopt. Beslis eerst over dat bezwaar; dan leest het kind wat u besloot."
        )


def put(*, group: Group, contribution_id: UUID, by: Account, now: datetime, suggested: bool = False) -> None:
    """One contribution, in this group and in no other; whoever puts it there may have followed a suggestion."""
    held = participation.contribution(contribution_id)
    if held.consultation_id != group.consultation_id:
        raise Refusal("Deze inbreng hoort bij een andere raadpleging.")
    if held.state != ContributionState.GROUPED:
        participation.group(contribution_id=contribution_id, by=by, now=now)
    # a person decides, on a suggestion or of their own accord
    GroupMembership.objects.update_or_create(
        contribution=held,
        defaults={"group": group, "made_by": "machine" if suggested else "person", "placed_key": who_for(held, by)},
    )
    _time_to_look(group.consultation, by=by, now=now)


def _time_to_look(consultation: Consultation, *, by: Account, now: datetime) -> None:
    """Whoever finds its idea in another place, or under other words, has days left to say that it is not right."""
    term = ObjectionTerm.objects.filter(consultation=consultation).first()
    until = timezone.localdate(now) + timedelta(days=OBJECTION_DAYS[0])
    if consultation.state != ConsultationState.GROUPED or term is None or term.closes_on >= until:
        return
    term.closes_on = until
    term.save(update_fields=["closes_on"])
    audit.record(action="consultation.term_extended", obj=consultation, by=by, now=now, note=_until(until), public=True)


def _until(day: date) -> str:
    return f"Kinderen kunnen tot en met {day:%d-%m-%Y} zeggen wat er niet klopt."


@transaction.atomic
def move_out(*, group_id: int, contribution_ids: Iterable[UUID], by: Account, now: datetime) -> Group:
    """Takes contributions out of a group; they wait for another one."""
    group = _group(group_id)
    arranging(group.consultation_id)
    wanted = list(contribution_ids)
    if not wanted:
        raise Refusal("Kies eerst een of meer inbrengen.", field="contributions")
    _nobody_objects(wanted)
    for contribution_id in wanted:
        membership = group.memberships.filter(contribution_id=contribution_id).first()
        if membership is None:
            raise Refusal("Een van deze inbrengen staat niet meer in deze groep. Ververs de bladzijde.")
        membership.delete()
        if participation.contribution(contribution_id).state != ContributionState.WITHDRAWN:
            participation.ungroup(contribution_id=contribution_id, by=by, now=now)
    return group


@transaction.atomic
def remove_group(*, group_id: int, by: Account, now: datetime) -> Consultation:
    """Takes away a group in which nothing stands any more."""
    group = _group(group_id)
    consultation = arranging(group.consultation_id)
    let_go(consultation)
    if group.memberships.exists():
        raise Refusal("Er staan nog inbrengen in deze groep. Haal ze er eerst uit.")
    audit.record(action="group.removed", obj=group, by=by, now=now, label=f"groep {group.pk}")
    group.delete()
    return consultation


def let_go(consultation: Consultation) -> None:
    """What a child took back leaves its group."""
    GroupMembership.objects.filter(
        group__consultation=consultation, contribution__state=ContributionState.WITHDRAWN
    ).delete()


@transaction.atomic
def gather(*, consultation_id: int, by: Account, now: datetime, days: int = 14, agreed: bool = False) -> Consultation:
    """Says that what came in has been brought together; so many days long children say what is not right.

    What stands open is told first, and needs a second word: its children have nothing to look at yet.
    """
    if days not in OBJECTION_DAYS:
        raise Refusal("Kies hoeveel dagen kinderen bezwaar kunnen maken.", field="days")
    today = timezone.localdate(now)
    until = today + timedelta(days=days)
    consultation = _settle(consultation_id, "group", by=by, now=now, note=_until(until))
    if not agreed and (ends := queries.open_ends(consultation)):
        raise Refusal(f"{' '.join(ends)} Wilt u toch verder? Vink dat dan aan.", field="agreed")
    ObjectionTerm.objects.create(consultation=consultation, opened_on=today, closes_on=until)
    return consultation


@transaction.atomic
def fix_consultation(*, consultation_id: int, by: Account, now: datetime) -> Consultation:
    """The groups stand: everything that counts is in one, seen or not, every objection is decided, and none changes any more."""
    return _settle(consultation_id, "fix", by=by, now=now)


def _settle(consultation_id: int, move: str, *, by: Account, now: datetime, note: str = "") -> Consultation:
    consultation = hold(consultation_id)
    action = f"consultation.{move}"
    target = turns.after(CONSULTATION, consultation, move, state=consultation.state, action=action)
    let_go(consultation)
    gaps = queries.unfinished(consultation, timezone.localdate(now)) if move == "fix" else ()
    if gaps:
        raise Refusal(" ".join(gap.cause for gap in gaps))
    consultation.state = target
    consultation.save(update_fields=["state"])
    audit.record(
        action=action,
        obj=consultation,
        by=by,
        now=now,
        note=f"De raadpleging staat nu op ‘{consultation.get_state_display()}’. {note}".strip(),
        public=True,
    )
    return consultation


@transaction.atomic
def propose_statement(
    *, contribution_id: UUID, text: str, by: Account, now: datetime, language: str = "nl"
) -> Statement:
    """A statement in the words of a child, or near them, with the contribution it came from."""
    if asked := Contribution.objects.filter(pk=contribution_id).values_list("consultation_id", flat=True).first():
        hold(asked)
    held = participation.contribution(contribution_id)
    shown = held.shown_text
    if not shown:
        raise Refusal("Deze inbreng is niet openbaar; een stelling mag er niet uit citeren.")
    wording = " ".join(text.split())
    verbatim = wording in " ".join(shown.split()) and not held.edited_text
    return participation.add_statement(
        consultation_id=held.consultation_id,
        text=wording,
        origin="child" if verbatim else "child_edited",
        source_ids=(held.pk,),
        language=language,
        by=by,
        now=now,
    )


@transaction.atomic
def set_group_aside(*, group_id: int, reason: str, by: Account, now: datetime) -> Group:
    """Not used this year, and every child in the group reads why."""
    group = _group(group_id)
    if group.destination == Destination.IN_ADVICE:
        raise Refusal("Deze groep staat in een advies en is dus gebruikt.")
    if not reason.strip():
        raise Refusal("Leg in kindertaal uit waarom dit jaar niet. Ieder kind in de groep leest het.", field="reason")
    let_go(group.consultation)
    members = list(group.memberships.values_list("contribution_id", "contribution__state"))
    if not members:
        raise Refusal("In deze groep staat niets meer. Haal de lege groep weg.")
    _nobody_objects(contribution_id for contribution_id, _ in members)
    for contribution_id, state in members:
        if state == ContributionState.GROUPED:
            participation.set_aside(contribution_id=contribution_id, sentence=reason, by=by, now=now)
    if group.reason != reason.strip():
        group.texts.update(reason="")
    group.destination, group.reason = Destination.NOT_USED, reason.strip()
    group.save(update_fields=["destination", "reason"])
    audit.record(
        action="group.set_aside",
        obj=group,
        by=by,
        now=now,
        label=f"groep {group.pk}",
        note="Met uitleg voor de kinderen.",
    )
    return group


@transaction.atomic
def mark_in_advice(*, group_ids: Iterable[int], by: Account, now: datetime) -> list[Group]:
    """An advice rests on these groups: everything in them went somewhere."""
    marked = []
    wanted = sorted(set(group_ids))
    for asked in sorted(set(Group.objects.filter(pk__in=wanted).values_list("consultation_id", flat=True))):
        hold(asked)
    for group_id in wanted:
        group = _group(group_id)
        members = list(group.memberships.values_list("contribution_id", "contribution__state"))
        _nobody_objects(contribution_id for contribution_id, _ in members)
        for contribution_id, state in members:
            if state in (ContributionState.GROUPED, ContributionState.NOT_USED):
                participation.into_advice(contribution_id=contribution_id, by=by, now=now)
        if group.destination != Destination.IN_ADVICE:
            group.destination, group.reason = Destination.IN_ADVICE, ""
            group.save(update_fields=["destination", "reason"])
            audit.record(action="group.in_advice", obj=group, by=by, now=now, label=f"groep {group.pk}")
        marked.append(group)
    return marked
