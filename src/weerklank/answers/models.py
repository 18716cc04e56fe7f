"""Who must answer, what they answered per part, how children judged it, and what was promised."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q, TextChoices, Value
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from weerklank.accounts.models import Account, Organisation, body_in
from weerklank.advices.models import Advice, AdvicePart
from weerklank.answers.lifecycle import (
    ACTION,
    ACTIVE_STATES,
    ADDRESSEE,
    ANSWER,
    COMMITMENT,
    OPEN_STATES,
    SETTLED_ACTIONS,
    SILENT_AFTER_DAYS,
    ActionState,
    AddresseeState,
    AnswerState,
    CommitmentState,
    LinkState,
    days_overdue,
)
from weerklank.answers.reasons import MIN_CHANGE_MIND, MIN_EXPLANATION, refuse_a_reason_that_is_none
from weerklank.answers.terms import MOST_EXTRA_DAYS, DaysBetween
from weerklank.editions.models import Edition
from weerklank.participation.models import ReturnCode
from weerklank.privacy import Kept, not_of_a_child
from weerklank.rights.models import Recommendation, Territory, Theme


class Addressee(models.Model):
    """An organisation that must answer an advice before a day that nobody can hide."""

    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, related_name="addressees")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="addressed")
    lead = models.BooleanField(default=False)
    due_on = models.DateField(null=True, blank=True, help_text="empty where the edition set no term")
    extended_to = models.DateField(null=True, blank=True)
    extension_reason = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=AddresseeState.choices, default=AddresseeState.AWAITING)
    clarification_due_on = models.DateField(
        null=True, blank=True, help_text="by when it must explain, once those who asked say that it did not answer"
    )
    note = models.TextField(blank=True, help_text="public: what was looked for and not found, with the day")
    by_transfer = models.BooleanField(
        default=False, help_text="was not asked at the hand-over, accepted parts of another: answers those parts alone"
    )

    class Meta:
        ordering = ["advice", "-lead", "organisation__name"]
        constraints = [
            ADDRESSEE.constraint(),
            models.CheckConstraint(
                condition=~Q(state="clarification_due") | Q(clarification_due_on__isnull=False),
                name="addressee_clarifies_before_a_day",
            ),
            models.UniqueConstraint(fields=["advice", "organisation"], name="addressee_once"),
            models.CheckConstraint(
                condition=Q(extended_to__isnull=True) | (~Q(extension_reason="") & Q(extended_to__gt=F("due_on"))),
                name="addressee_extended_with_reason",
                violation_error_message="Uitstel kan één keer, met een reden en een latere datum.",
            ),
            models.CheckConstraint(
                condition=Q(extended_to__isnull=True)
                | (
                    Q(due_on__isnull=False)
                    & Q(LessThanOrEqual(DaysBetween("extended_to", "due_on"), Value(MOST_EXTRA_DAYS)))
                ),
                name="addressee_extended_within_bounds",
                violation_error_message=f"Uitstel kan tot {MOST_EXTRA_DAYS} dagen na de termijn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.advice.number}"

    @property
    def edition(self) -> Edition:
        return self.advice.edition

    def parts(self) -> models.QuerySet[AdvicePart]:
        """What it must answer: all of the advice, or what it took over from another."""
        parts = AdvicePart.objects.filter(advice=self.advice_id).order_by("order")
        if not self.by_transfer:
            return parts
        return parts.filter(transfers__to=self.organisation_id, transfers__state=TransferState.ACCEPTED).distinct()

    @property
    def term(self) -> date | None:
        return self.extended_to or self.due_on

    def overdue_on(self, today: date) -> int:
        return days_overdue(due=self.term, settled=self.state not in OPEN_STATES, today=today)

    def answered_late(self) -> int:
        """How many days after its term the first answer came: it stays visible once it is answered."""
        days = [answer.published_on for answer in self.answers.all() if answer.published_on]
        return days_overdue(due=self.term, settled=False, today=min(days)) if days else 0


class TransferState(TextChoices):
    PROPOSED = "proposed", "voorgesteld"
    ACCEPTED = "accepted", "aangenomen"
    DECLINED = "declined", "niet aangenomen"


class Transfer(models.Model):
    """Another organisation takes over one part; 'not ours' can only be said once it accepted."""

    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="transfers")
    part = models.ForeignKey(AdvicePart, on_delete=models.PROTECT, related_name="transfers")
    to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="offered")
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=TransferState.choices, default=TransferState.PROPOSED)
    proposed_on = models.DateField(null=True, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    settled_note = models.TextField(blank=True, help_text="public: why the other does not take it over")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=TransferState.values), name="transfer_state_known"),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(settled_on__isnull=False), name="transfer_settled_on_a_day"
            ),
            models.UniqueConstraint(
                fields=["addressee", "part"], condition=~Q(state="declined"), name="transfer_once_per_part"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} naar {self.to}"

    @property
    def edition(self) -> Edition:
        return self.addressee.edition


REMINDED_AT = (50, 75, 90, 100)


class Reminder(models.Model):
    """That somebody was told how much of a term is over. Once for each term, whatever the clock does."""

    addressee = models.ForeignKey(Addressee, on_delete=models.CASCADE, related_name="reminders")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    term = models.DateField(help_text="the last day as it was then; a longer term has reminders of its own")
    percent = models.PositiveSmallIntegerField()
    as_head = models.BooleanField(default=False, help_text="as the one who approves, not as the one who writes")
    made_on = models.DateField()
    sent_on = models.DateField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)

    privacy: ClassVar[dict[str, Kept]] = {"*": not_of_a_child("wie aan een termijn is herinnerd")}

    class Meta:
        ordering = ["-made_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["addressee", "term", "percent", "account"], name="reminder_once"),
            models.CheckConstraint(condition=Q(percent__in=REMINDED_AT), name="reminder_at_a_known_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.addressee}: {self.percent} %"


class PanelCheck(TextChoices):
    NOT_CHECKED = "not_checked", "niet gecontroleerd door jongeren"
    APPROVED = "approved", "gelezen en goedgekeurd door het jongerenpanel"


class Answer(models.Model):
    """One answer to one advice; a correction is a new version beside it."""

    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="answers")
    version = models.PositiveSmallIntegerField(default=1)
    summary = models.TextField(blank=True)
    child_version = models.TextField(blank=True)
    reading_note = models.TextField(
        blank=True, help_text="public note where the child version is harder than the indication advises"
    )
    panel_check = models.CharField(max_length=12, choices=PanelCheck.choices, default=PanelCheck.NOT_CHECKED)
    not_thought_of = models.TextField(blank=True, help_text="Wat in dit advies had u zelf niet bedacht?")
    since_then = models.TextField(blank=True)
    signatory = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=10, choices=AnswerState.choices, default=AnswerState.DRAFT)
    returned_note = models.TextField(blank=True)
    written_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    published_on = models.DateField(null=True, blank=True)
    draft = models.JSONField(
        default=dict, blank=True, help_text="what was typed so far, complete or not; empty once published"
    )
    revision = models.PositiveIntegerField(
        default=0, help_text="counts saves, so that two colleagues cannot overwrite each other unseen"
    )

    class Meta:
        ordering = ["addressee", "version"]
        constraints = [
            ANSWER.constraint(),
            models.UniqueConstraint(fields=["addressee", "version"], name="answer_version_once"),
            models.CheckConstraint(
                condition=~Q(state="published")
                | (
                    ~Q(summary="")
                    & ~Q(child_version="")
                    & ~Q(child_version=F("summary"))
                    & ~Q(not_thought_of="")
                    & ~Q(signatory="")
                    & Q(published_on__isnull=False)
                    & Q(approved_by__isnull=False)
                    & Q(written_by__isnull=False)
                    & ~Q(approved_by=F("written_by"))
                ),
                name="answer_published_whole_and_by_two",
                violation_error_message="Een antwoord verschijnt pas met een kinderversie en met de goedkeuring van een tweede persoon.",
            ),
        ]

    def __str__(self) -> str:
        return f"antwoord van {self.addressee}"

    @property
    def edition(self) -> Edition:
        return self.addressee.advice.edition


class AnswerText(models.Model):
    """The child version in another language, beside the Dutch one."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    child_version = models.TextField()
    made_by = models.CharField(max_length=8, default="person", choices=[("machine", "machine"), ("person", "vertaler")])
    checked = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "language"], name="answer_text_once")]

    def __str__(self) -> str:
        return f"{self.answer} ({self.language})"


class Position(TextChoices):
    FOLLOW = "follow", "overnemen"
    PARTLY = "partly", "deels overnemen"
    DEVIATE = "deviate", "afwijken"
    NOT_OURS = "not_ours", "niet van ons"


class ReasonType(TextChoices):
    LAW = "law", "de wet laat het niet toe"
    MONEY = "money", "geld"
    OTHER_RIGHT = "other_right", "een ander recht weegt zwaarder"
    EVIDENCE = "evidence", "wat we weten wijst een andere kant op"
    ALREADY_DONE = "already_done", "het gebeurt al"
    ORDER_OF_WORK = "order_of_work", "eerst moet er iets anders"
    OTHER = "other", "een andere reden"


class PartPosition(models.Model):
    """What the addressee does with one part; anything but following needs a real reason, in the database too."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="positions")
    part = models.ForeignKey(AdvicePart, on_delete=models.PROTECT, related_name="positions")
    position = models.CharField(max_length=10, choices=Position.choices)
    reason_type = models.CharField(max_length=16, blank=True, choices=ReasonType.choices)
    explanation = models.TextField(blank=True)
    would_change_mind = models.TextField(blank=True)
    alternative = models.TextField(blank=True)

    class Meta:
        ordering = ["answer", "part__order"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "part"], name="part_position_once"),
            models.CheckConstraint(condition=Q(position__in=Position.values), name="part_position_known"),
            models.CheckConstraint(
                condition=Q(position="follow")
                | (
                    Q(reason_type__in=ReasonType.values)
                    & Q(GreaterThanOrEqual(Length(Trim("explanation")), MIN_EXPLANATION))
                    & Q(GreaterThanOrEqual(Length(Trim("would_change_mind")), MIN_CHANGE_MIND))
                ),
                name="part_position_deviates_with_reason",
                violation_error_message="Wie afwijkt, geeft een reden, een uitleg en wat hem van gedachten zou doen veranderen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.get_position_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """No door round the rule: a row that is saved by hand needs a real reason just the same."""
        refuse_a_reason_that_is_none(
            position=self.position,
            reason_type=self.reason_type,
            explanation=self.explanation,
            would_change_mind=self.would_change_mind,
            other_explanations=explanations_beside(self.answer.addressee_id, self.part_id),
            asked=tuple(AdvicePart.objects.filter(advice=self.part.advice_id).values_list("text", flat=True)),
            transfer_accepted=self.position == Position.NOT_OURS
            and Transfer.objects.filter(
                addressee=self.answer.addressee_id, part=self.part_id, state=TransferState.ACCEPTED
            ).exists(),
        )
        super().save(*args, **kwargs)


def explanations_beside(addressee_id: int, part_id: int) -> tuple[str, ...]:
    """What this addressee says, or said in an earlier answer, of the other parts that it does not follow."""
    others = PartPosition.objects.filter(answer__addressee=addressee_id).exclude(part=part_id)
    return tuple(others.exclude(position=Position.FOLLOW).values_list("explanation", flat=True))


class Judgement(TextChoices):
    CLEAR = "clear", "dit is een antwoord"
    UNCLEAR = "unclear", "ik snap het niet"
    NOT_ANSWERED = "not_answered", "dit is geen antwoord"


class Appraisal(models.Model):
    """Whether those who asked call it an answer. By code: once per code, without a word about who."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="appraisals")
    by = models.CharField(
        max_length=12, choices=[("code", "met terugkomcode"), ("table_member", "tafellid"), ("panel", "jongerenpanel")]
    )
    return_code = models.ForeignKey(
        ReturnCode, null=True, blank=True, on_delete=models.SET_NULL, related_name="appraisals"
    )
    value = models.CharField(max_length=14, choices=Judgement.choices)
    text = models.TextField(blank=True, help_text="for a person to read; never published unread")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "return_code"], name="appraisal_once_per_code"),
            # the panel has no code, and two empty codes differ
            models.UniqueConstraint(
                fields=["answer", "by"], condition=Q(by="panel"), name="appraisal_once_by_the_panel"
            ),
            models.CheckConstraint(condition=Q(value__in=Judgement.values), name="appraisal_value_known"),
        ]

    def __str__(self) -> str:
        return self.get_value_display()


class Commitment(models.Model):
    """A promise by someone who must act, with who, what and when."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    kind = models.CharField(
        max_length=16,
        default="dialogue",
        choices=[
            ("dialogue", "antwoord op een advies"),
            ("cabinet", "kabinetsreactie"),
            ("parliament", "toezegging aan de Kamer"),
            ("motion", "motie"),
            ("plan", "plan"),
            ("coalition", "coalitieakkoord"),
            ("budget", "begroting"),
        ],
    )
    position = models.ForeignKey(
        PartPosition, null=True, blank=True, on_delete=models.PROTECT, related_name="commitments"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="commitments")
    owner = models.CharField(max_length=160, blank=True)
    made_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_note = models.CharField(
        max_length=200, blank=True, help_text="the term as the source words it, where it gives no day"
    )
    measure = models.TextField(blank=True, help_text="how one sees that it is done")
    state = models.CharField(max_length=14, choices=CommitmentState.choices, default=CommitmentState.PROPOSED)
    status_original = models.CharField(
        max_length=40, blank=True, help_text="the status word of its source, kept as it is printed there"
    )
    status_original_on = models.DateField(null=True, blank=True)
    external_system = models.CharField(max_length=40, blank=True, help_text="e.g. tweedekamer")
    external_id = models.CharField(max_length=80, blank=True)
    made_to = models.CharField(max_length=200, blank=True, help_text="to whom: a member, a committee, the children")
    fulfilled_by_url = models.URLField(max_length=500, blank=True, help_text="the letter or law that fulfils it")
    territory = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT)
    themes = models.ManyToManyField(Theme, blank=True, related_name="commitments")
    recommendations = models.ManyToManyField(
        Recommendation, blank=True, related_name="commitments", through="CommitmentLink"
    )
    carried_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to")
    source_url = models.URLField(max_length=500, blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["due_on", "slug"]
        constraints = [
            COMMITMENT.constraint(),
            models.UniqueConstraint(
                fields=["external_system", "external_id"],
                condition=~Q(external_id=""),
                name="commitment_external_id_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="dialogue") | ~Q(state__in=["partly", "done"]) | ~Q(fulfilled_by_url=""),
                name="commitment_kept_with_document",
                violation_error_message="(Deels) gedaan kan alleen met het adres van de brief, de wet of het besluit.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/toezeggingen/{self.slug}/"

    def overdue_on(self, today: date) -> int:
        return days_overdue(due=self.due_on, settled=self.state not in ACTIVE_STATES, today=today)

    def last_word(self) -> date | None:
        """When something was last said of it, also under its name in an earlier edition."""
        own = max((update.date for update in self.updates.all()), default=None)
        if own is not None:
            return own
        return self.carried_from.last_word() if self.carried_from else self.made_on

    def silent_on(self, today: date) -> bool:
        """No word for 120 days while it is still to be done."""
        last = self.last_word()
        return self.state in ACTIVE_STATES and last is not None and (today - last).days > SILENT_AFTER_DAYS


class CarriedOver(models.Model):
    """What an edition leaves open, as the first thing that the next one talks about. Its own clock goes on."""

    into = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="carried_over")
    addressee = models.ForeignKey(
        Addressee, null=True, blank=True, on_delete=models.PROTECT, related_name="carried_over"
    )
    commitment = models.OneToOneField(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="carried_over"
    )
    successor = models.OneToOneField(
        Commitment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="carried_as",
        help_text="in the next edition",
    )
    carried_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["into", "addressee"], name="carried_over_once"),
            models.CheckConstraint(
                condition=Q(addressee__isnull=False, commitment__isnull=True, successor__isnull=True)
                | Q(addressee__isnull=True, commitment__isnull=False, successor__isnull=False),
                name="carried_over_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"meegenomen naar {self.into}"


class ProgressUpdate(models.Model):
    """What the promiser, or the source of the promise, says of its progress; history is rows."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="updates")
    date = models.DateField()
    state = models.CharField(max_length=14, choices=CommitmentState.choices)
    text = models.TextField()
    child_text = models.TextField(blank=True)
    evidence_url = models.URLField(max_length=500, blank=True)
    said_by = models.CharField(
        max_length=8,
        default="promiser",
        choices=[
            ("promiser", "wie het beloofde"),
            ("source", "de bron, overgenomen door een redacteur"),
            ("panel", "het jongerenpanel"),
        ],
    )
    status_original = models.CharField(
        max_length=40, blank=True, help_text="the status word that the source had from this day"
    )

    class Meta:
        ordering = ["-date", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CommitmentState.values), name="progress_state_known"),
            models.CheckConstraint(
                condition=Q(said_by__in=["promiser", "source", "panel"]), name="progress_said_by_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["partly", "done"]) | ~Q(evidence_url=""),
                name="progress_done_with_evidence",
                violation_error_message="Gedaan kan alleen met een bewijs dat iedereen kan bekijken.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment} {self.date}"


class Share(TextChoices):
    WHOLE = "whole", "de hele aanbeveling"
    CORE = "core", "de kern ervan"
    PART = "part", "een deel ervan"
    INDIRECT = "indirect", "indirect"
    UNKNOWN = "unknown", "nog niet bekeken"


class Link(models.Model):
    """A claim that one thing has to do with another: who says so, since when, on what ground, and how much of it."""

    share = models.CharField(max_length=8, choices=Share.choices, default=Share.UNKNOWN)
    rationale = models.CharField(max_length=400, blank=True)
    source = models.CharField(
        max_length=12,
        default="editor",
        choices=[
            ("government", "overheid"),
            ("editor", "redacteur"),
            ("ngo", "organisatie"),
            ("dialogue", "het antwoord zelf"),
            ("machine", "patroon"),
        ],
    )
    source_url = models.URLField(max_length=500, blank=True)
    author = models.CharField(max_length=120, blank=True)
    proposed_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=LinkState.choices, default=LinkState.SUGGESTED)
    decided_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decision_note = models.CharField(max_length=400, blank=True, help_text="why it was rejected, or looked at again")

    class Meta:
        abstract = True

    @property
    def said_by(self) -> str:
        """Who says this, as everybody may read it."""
        return public_author(self.author, self.source, self.proposed_by.name if self.proposed_by else "") or str(
            self.get_source_display()
        )


def public_author(author: str, source: str, proposer: str) -> str:
    """The body of whoever proposed a link: rows of before bodies were stored hold the person's name too."""
    if not proposer:
        # what a programme read in for somebody holds that somebody's name, and no account to know it by
        return "" if source == "machine" else author
    return body_in(author, proposer)


def _link_constraints(name: str) -> list[models.BaseConstraint]:
    """What holds for each kind of link: known words, a second person, a rejection with its reason."""
    return [
        models.CheckConstraint(condition=Q(share__in=Share.values), name=f"{name}_share_known"),
        models.CheckConstraint(condition=Q(state__in=LinkState.values), name=f"{name}_state_known"),
        models.CheckConstraint(
            condition=Q(state="suggested")
            | Q(proposed_by__isnull=True)
            | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
            name=f"{name}_decided_by_another",
            violation_error_message="Een koppeling bevestigt of wijst iemand anders af dan wie haar voorstelde.",
        ),
        models.CheckConstraint(
            condition=~Q(state="rejected") | ~Q(decision_note=""),
            name=f"{name}_rejected_with_reason",
            violation_error_message="Afwijzen kan alleen met een reden.",
        ),
    ]


class CommitmentLink(Link):
    """A promise that says to do (part of) what a limb asks."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="limb_links")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="commitment_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "recommendation"], name="commitment_link_once"),
            *_link_constraints("commitment_link"),
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.recommendation}"


class Action(models.Model):
    """What is done: a law, a programme, money, a service. Delivered is not the same as what the UN asked being so."""

    class Kind(TextChoices):
        LAW = "law", "wet"
        POLICY = "policy", "beleid"
        PROGRAMME = "programme", "programma"
        FUNDING = "funding", "geld"
        DATA = "data", "cijfers en onderzoek"
        TRAINING = "training", "opleiding"
        SERVICE = "service", "voorziening"
        OTHER = "other", "anders"

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    child_text = models.TextField(blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.OTHER)
    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="actions")
    territory = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT)
    start_on = models.DateField(null=True, blank=True)
    end_on = models.DateField(null=True, blank=True)
    budget_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    budget_note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=ActionState.choices, default=ActionState.PLANNED)
    source_url = models.URLField(max_length=500, blank=True)
    external_system = models.CharField(max_length=40, blank=True)
    external_id = models.CharField(max_length=80, blank=True)
    is_demonstration = models.BooleanField(default=False)
    recommendations = models.ManyToManyField(Recommendation, blank=True, related_name="actions", through="ActionLink")
    commitments = models.ManyToManyField(Commitment, blank=True, related_name="actions", through="ActionCommitment")

    class Meta:
        ordering = ["end_on", "slug"]
        constraints = [
            ACTION.constraint(),
            models.CheckConstraint(
                condition=Q(kind__in=["law", "policy", "programme", "funding", "data", "training", "service", "other"]),
                name="action_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(end_on__isnull=True) | Q(start_on__isnull=True) | Q(end_on__gte=F("start_on")),
                name="action_ends_after_start",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
            models.UniqueConstraint(
                fields=["external_system", "external_id"], condition=~Q(external_id=""), name="action_external_id_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/acties/{self.slug}/"

    def overdue_on(self, today: date) -> int:
        return days_overdue(
            due=self.end_on,
            settled=self.state in SETTLED_ACTIONS,
            today=today,
        )


class ActionLink(Link):
    """An action that does (part of) what a limb asks."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="limb_links")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="action_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "recommendation"], name="action_link_once"),
            *_link_constraints("action_link"),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.recommendation}"


class ActionCommitment(Link):
    """An action that keeps (part of) a promise."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="commitment_links")
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="action_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "commitment"], name="action_commitment_once"),
            *_link_constraints("action_commitment"),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.commitment}"


class ActionStep(models.Model):
    """What happened to an action, by day: a move of its state with the reason; history is rows."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="steps")
    date = models.DateField()
    state = models.CharField(max_length=10, choices=ActionState.choices)
    text = models.TextField()
    evidence_url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["-date", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ActionState.values), name="action_step_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["delivered", "evaluated"]) | ~Q(evidence_url=""),
                name="action_step_delivered_with_evidence",
                violation_error_message="Opgeleverd kan alleen met een bewijs dat iedereen kan bekijken.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.date}"


class Milestone(models.Model):
    """A step of an action with a day; done is a day with a proof."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    evidence_url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["action", "due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["action", "title"], name="milestone_once"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(evidence_url=""),
                name="milestone_done_with_evidence",
                violation_error_message="Af kan alleen met een bewijs dat iedereen kan bekijken.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def overdue_on(self, today: date) -> int:
        return days_overdue(due=self.due_on, settled=self.done_on is not None, today=today)
