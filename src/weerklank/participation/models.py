"""The only home of children's words. No table here leads to an account, an address or a moment of the day."""

from __future__ import annotations

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from weerklank.editions.models import Edition, EditionTheme
from weerklank.participation.lifecycle import (
    CONSULTATION,
    CONTRIBUTION,
    SHOWN_STATES,
    STATEMENT,
    ConsultationState,
    ContributionState,
    StatementState,
)
from weerklank.privacy import Kept, not_of_a_child

WORDS = Kept(
    "wat het kind zelf zegt, om gelezen en beantwoord te worden",
    "tot het kind het terugneemt, of twee edities na het antwoord",
    "een lege tekst",
)
STATE = Kept("hoe ver het met de inbreng is", "zolang de editie te lezen is")
TRANSLATOR = Kept(
    "wie de vertaling nalas, zodat een ander hem kan vragen", "zolang de editie te lezen is", childs=False
)
LINK = Kept("bij welke vraag en toegang de inbreng hoort; leidt naar geen persoon", "zolang de editie te lezen is")


class Consultation(models.Model):
    """A question put to children, with the room there is: what can change, what cannot, who decides, when you hear."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="consultations")
    edition_theme = models.ForeignKey(EditionTheme, on_delete=models.PROTECT, related_name="consultations")
    slug = models.SlugField(max_length=80, unique=True)
    question = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    can_change = models.TextField(blank=True)
    cannot_change = models.TextField(blank=True)
    who_decides = models.CharField(max_length=200, blank=True)
    hear_by = models.DateField(null=True, blank=True)
    opens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    panel_note = models.CharField(
        max_length=300, blank=True, help_text="public note where the youth panel did not check the question"
    )
    sensitive = models.BooleanField(default=False, help_text="quick exit and help lines stand first")
    frame_to_confirm = models.BooleanField(
        default=False, help_text="what can change came from an earlier edition, and nobody said that it still holds"
    )
    state = models.CharField(max_length=12, choices=ConsultationState.choices, default=ConsultationState.DRAFT)

    privacy: ClassVar[dict[str, Kept]] = {"*": not_of_a_child("de vraag van de organisator")}

    class Meta:
        ordering = ["edition", "slug"]
        constraints = [
            CONSULTATION.constraint(),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "panel_check"])
                | (
                    ~Q(question="")
                    & ~Q(can_change="")
                    & ~Q(cannot_change="")
                    & ~Q(who_decides="")
                    & Q(hear_by__isnull=False)
                ),
                name="consultation_says_what_can_change",
                violation_error_message="Een raadpleging gaat pas open met wat kan veranderen, wat niet, wie beslist en wanneer kinderen het horen.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "panel_check"]) | Q(frame_to_confirm=False),
                name="consultation_frame_was_confirmed",
                violation_error_message="Een raadpleging gaat pas open als iemand zei dat wat kan veranderen nog klopt.",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    def takes_input_on(self, day: date) -> bool:
        return (
            self.state == ConsultationState.OPEN
            and (not self.opens_on or self.opens_on <= day)
            and (not self.closes_on or day <= self.closes_on)
        )


class MadeBy(models.TextChoices):
    MACHINE = "machine", "een computer"
    PERSON = "person", "een vertaler"


class Translated(models.Model):
    """How a text in another language came about: who made it, who read it, and of which Dutch words."""

    made_by = models.CharField(max_length=8, default=MadeBy.PERSON, choices=MadeBy.choices)
    checked = models.BooleanField(default=False, help_text="read by a person who speaks the language")
    checked_by = models.CharField(max_length=150, blank=True, help_text="name of that person, a professional")
    checked_on = models.DateField(null=True, blank=True)
    made_from = models.CharField(
        max_length=64, blank=True, help_text="hash of the Dutch words it was made from; empty where that is not known"
    )

    class Meta:
        abstract = True


class ConsultationText(Translated):
    """The question in another language; Dutch stands on the consultation itself."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    question = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    can_change = models.TextField(blank=True)
    cannot_change = models.TextField(blank=True)
    who_decides = models.CharField(max_length=200, blank=True)

    privacy: ClassVar[dict[str, Kept]] = {
        "*": not_of_a_child("de vraag van de organisator, vertaald"),
        "checked_by": TRANSLATOR,
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consultation", "language"], name="consultation_text_once")]

    def __str__(self) -> str:
        return f"{self.consultation} ({self.language})"


class EntryPointKind(models.TextChoices):
    OPEN = "open", "open, zonder code"
    GROUP = "group", "klas of groep"
    EVENT_TABLE = "event_table", "tafel op de dialoogdag"
    PAPER = "paper_batch", "papier"


class EntryMode(models.TextChoices):
    OWN_DEVICE = "own_device", "ieder een eigen apparaat"
    SHARED_DEVICE = "shared_device", "samen één apparaat"
    ONE_SHEET = "one_sheet", "één formulier voor de groep"
    HANDS = "hands", "handen opsteken"
    PAPER = "paper", "op papier, ieder een kaart"


class Place(models.TextChoices):
    """Which sort of place a group is: only to see who is missing, never shown below the whole country."""

    PRIMARY = "primary", "basisschool"
    SECONDARY = "secondary", "middelbare school"
    SPECIAL = "special", "speciaal onderwijs"
    RECEPTION = "reception", "opvang voor wie asiel vraagt"
    YOUTH_CARE = "youth_care", "jeugdhulp"
    CLOSED_CARE = "closed_care", "gesloten jeugdhulp of detentie"
    YOUTH_WORK = "youth_work", "jongerenwerk of club"
    ISLANDS = "islands", "school of club in het Caribisch deel"
    OTHER = "other", "anders"


TEACHER = "teacher"
"""Who made a code without an account: nobody knows who that is, so what comes in with it is counted apart."""


class EntryPoint(models.Model):
    """A way in: a class code gives a quota, never an identity. Its label is for the organiser alone."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="entry_points")
    kind = models.CharField(max_length=12, choices=EntryPointKind.choices, default=EntryPointKind.GROUP)
    mode = models.CharField(max_length=14, choices=EntryMode.choices, default=EntryMode.OWN_DEVICE)
    code = models.CharField(
        max_length=6, unique=True, null=True, blank=True, help_text="six signs; empty for the open link"
    )
    label = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=8, default="nl")
    valid_from = models.DateField()
    valid_to = models.DateField()
    max_uses = models.PositiveIntegerField(default=35)
    uses = models.PositiveIntegerField(default=0)
    made_by = models.CharField(
        max_length=9, default="organiser", choices=[("organiser", "organisator"), (TEACHER, "begeleider zelf")]
    )
    page_hash = models.CharField(
        max_length=64, unique=True, null=True, blank=True, help_text="keyed hash of the facilitator's own short address"
    )
    place = models.CharField(max_length=12, blank=True, choices=Place.choices)
    ended = models.BooleanField(
        default=False, help_text="stopped by who leads it: nobody may begin any more, and nothing opens it again"
    )

    privacy: ClassVar[dict[str, Kept]] = {
        "*": not_of_a_child("de toegang die de organisator maakte; telt hoe vaak, niet wie of wanneer"),
        "label": Kept(
            "zodat de organisator weet voor welke klas de code is; nooit te zien voor anderen",
            "90 dagen na sluiting",
            "een nummer",
            childs=False,
        ),
    }

    class Meta:
        ordering = ["consultation", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="entry_point_ends_after_start"),
            models.CheckConstraint(condition=Q(uses__lte=F("max_uses")), name="entry_point_within_quota"),
            models.CheckConstraint(condition=Q(kind__in=EntryPointKind.values), name="entry_point_kind_known"),
        ]

    def __str__(self) -> str:
        return f"toegang {self.pk}"

    @property
    def edition(self) -> Edition:
        return self.consultation.edition

    @property
    def channel(self) -> Channel:
        """In which count its votes stand."""
        if self.kind == EntryPointKind.OPEN:
            return Channel.OPEN
        return Channel.SELF_MADE if self.made_by == TEACHER else Channel.CODE

    @property
    def has_room(self) -> bool:
        """Whether one more may come in. An open link has no quota."""
        return not self.ended and (self.kind == EntryPointKind.OPEN or self.uses < self.max_uses)

    def open_on(self, day: date) -> bool:
        return self.valid_from <= day <= self.valid_to and self.consultation.takes_input_on(day)


class EntryPlan(models.Model):
    """So many ways in of one kind as an earlier edition had them: what to make again, without codes or names."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="entry_plans")
    kind = models.CharField(max_length=12, choices=EntryPointKind.choices)
    mode = models.CharField(max_length=14, choices=EntryMode.choices)
    language = models.CharField(max_length=8, default="nl")
    place = models.CharField(max_length=12, blank=True, choices=Place.choices)
    number = models.PositiveSmallIntegerField(help_text="how many the earlier edition had")
    max_uses = models.PositiveIntegerField(default=35, help_text="how often the largest of them could be used")

    privacy: ClassVar[dict[str, Kept]] = {"*": not_of_a_child("wat de organisator zich voorneemt")}

    class Meta:
        ordering = ["edition", "-number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "mode", "language", "place"], name="entry_plan_once"),
            models.CheckConstraint(condition=Q(kind__in=EntryPointKind.values), name="entry_plan_kind_known"),
            models.CheckConstraint(condition=Q(mode__in=EntryMode.values), name="entry_plan_mode_known"),
        ]

    def __str__(self) -> str:
        return f"{self.number} keer {self.get_kind_display()}, {self.get_mode_display()}"


class SpentEntry(models.Model):
    """That one visit used one place of an entry point: pressed three times, counted once. Nothing else is known of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry_point = models.ForeignKey(EntryPoint, on_delete=models.CASCADE, related_name="spent_entries")
    entry_key = models.CharField(
        max_length=64, unique=True, help_text="keyed hash of the visit, for this purpose alone"
    )

    privacy: ClassVar[dict[str, Kept]] = {
        "id": Kept("sleutel zonder betekenis", "tot de toegang sluit"),
        "entry_point": Kept("van welke toegang een plek is gebruikt", "tot de toegang sluit"),
        "entry_key": Kept(
            "zodat drie keer drukken één plek kost; hoort bij geen inbreng of stem",
            "tot de toegang sluit",
            "een telling",
        ),
    }

    class Meta:
        verbose_name_plural = "spent entries"

    def __str__(self) -> str:
        return "gebruikte plek"


class PaperCard(models.Model):
    """That a card was printed for a group, so that staff can type it in once. Its number and its pictures stand on the paper alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry_point = models.ForeignKey(EntryPoint, on_delete=models.CASCADE, related_name="paper_cards")
    card_key = models.CharField(
        max_length=64,
        unique=True,
        help_text="keyed hash of what the number on the card stands for, for this purpose alone",
    )
    typed = models.BooleanField(default=False, help_text="it came back and was typed in; a second time is refused")

    privacy: ClassVar[dict[str, Kept]] = {
        "id": Kept("sleutel zonder betekenis", "tot de raadpleging sluit"),
        "entry_point": Kept("voor welke groep de kaart is afgedrukt", "tot de raadpleging sluit"),
        "card_key": Kept(
            "zodat een kaart bij haar groep hoort; hoort bij geen inbreng of stem", "tot de raadpleging sluit"
        ),
        "typed": Kept("zodat een kaart één keer wordt ingevoerd", "tot de raadpleging sluit"),
    }

    def __str__(self) -> str:
        return "kaart"


class ReturnCode(models.Model):
    """Eight pictures, kept only as a sealed hash. What hangs on it is the answer, never the words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ticket_hash = models.CharField(
        max_length=64, unique=True, help_text="keyed hash of the visit: the same visit gets the same pictures"
    )
    counter = models.PositiveSmallIntegerField(default=0)
    finder = models.PositiveIntegerField(db_index=True, help_text="the first two pictures, 18 bits")
    salt = models.BinaryField(max_length=16)
    digest = models.BinaryField(max_length=64)

    privacy: ClassVar[dict[str, Kept]] = {
        "id": Kept("sleutel zonder betekenis", "met de code"),
        "ticket_hash": Kept("zodat een dubbele verzending dezelfde plaatjes geeft", "twee edities", "niets"),
        "counter": Kept("hoort bij de afleiding van de plaatjes", "met de code"),
        "finder": Kept("om de rij te vinden bij de eerste twee plaatjes", "twee edities", "niets"),
        "salt": Kept("hoort bij het slot", "met de code"),
        "digest": Kept("het slot: alleen wie de plaatjes heeft, kan erbij", "twee edities", "niets"),
    }

    def __str__(self) -> str:
        return "terugkomcode"


class DeclineReason(models.TextChoices):
    OTHER_PERSON = "other_person", "er staat iets in over iemand anders"
    CONTACT = "contact", "er staat een adres, telefoonnummer of naam in"
    HURTFUL = "hurtful", "er staan woorden in die anderen pijn doen"
    NOT_ABOUT = "not_about", "het gaat niet over deze vraag"
    UNREADABLE = "unreadable", "we snappen niet wat er staat"
    SAFETY = "safety", "om te zorgen dat iedereen veilig is"
    COPY = "copy", "hetzelfde kwam al binnen"


class Contribution(models.Model):
    """What a child or a group said. The original stays beside every edited or translated version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="contributions")
    entry_point = models.ForeignKey(
        EntryPoint, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    kind = models.CharField(max_length=12, default="individual", choices=[("individual", "kind"), ("group", "groep")])
    group_size = models.PositiveSmallIntegerField(null=True, blank=True)
    form = models.CharField(
        max_length=16,
        default="text",
        choices=[
            ("text", "tekst"),
            ("choice", "keuze"),
            ("described", "beschreven tekening"),
            ("transcript", "uitgeschreven"),
        ],
    )
    original = models.TextField(blank=True)
    original_language = models.CharField(max_length=8, default="nl")
    edited_text = models.TextField(blank=True)
    age_band = models.CharField(
        max_length=8,
        blank=True,
        choices=[("4-8", "4 tot 8"), ("9-12", "9 tot 12"), ("13-15", "13 tot 15"), ("16-18", "16 tot 18")],
    )
    received_on = models.DateField(help_text="the day only")
    submission_key = models.CharField(
        max_length=64, unique=True, help_text="keyed hash of the form: sent three times is stored once"
    )
    return_code = models.ForeignKey(
        ReturnCode, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    wants_private = models.BooleanField(default=False, help_text="niet laten zien, wel meetellen")
    state = models.CharField(max_length=20, choices=ContributionState.choices, default=ContributionState.RECEIVED)
    decline_reason = models.CharField(max_length=14, blank=True, choices=DeclineReason.choices)
    reason_for_child = models.TextField(blank=True, help_text="why it is not shown or not used, in a child's words")

    privacy: ClassVar[dict[str, Kept]] = {
        "id": Kept("sleutel zonder betekenis", "zolang de editie te lezen is"),
        "consultation": LINK,
        "entry_point": LINK,
        "kind": Kept("of het van één kind of van een groep is", "zolang de editie te lezen is"),
        "group_size": Kept("hoe groot de groep is", "zolang de editie te lezen is"),
        "form": Kept("hoe de inbreng binnenkwam", "zolang de editie te lezen is"),
        "original": WORDS,
        "original_language": Kept("om in dezelfde taal te antwoorden", "zolang de editie te lezen is"),
        "edited_text": WORDS,
        "age_band": Kept("alleen als de raadpleging het vraagt en het kind het zegt", "twee edities", "leeg"),
        "received_on": Kept("de dag, nooit het uur: om te weten wat het langst wacht", "zolang de editie te lezen is"),
        "submission_key": Kept("zodat drie keer verzenden één inbreng is", "twee edities"),
        "return_code": Kept("zodat het kind het antwoord terugvindt", "twee edities", "niets"),
        "wants_private": Kept("de keuze van het kind", "zolang de editie te lezen is"),
        "state": STATE,
        "decline_reason": STATE,
        "reason_for_child": STATE,
    }

    class Meta:
        ordering = ["received_on", "id"]
        constraints = [
            CONTRIBUTION.constraint(),
            models.CheckConstraint(
                condition=~Q(state="not_published") | (~Q(decline_reason="") & ~Q(reason_for_child="")),
                name="contribution_declined_with_reason",
                violation_error_message="Niet publiceren kan alleen met een reden in kindertaal.",
            ),
            models.CheckConstraint(
                condition=~Q(state="published_edited") | ~Q(edited_text=""),
                name="contribution_edited_has_text",
                violation_error_message="Een aangepaste inbreng heeft een aangepaste tekst nodig.",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (Q(original="") & Q(edited_text="")),
                name="contribution_withdrawn_leaves_no_words",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_used") | ~Q(reason_for_child=""),
                name="contribution_not_used_with_reason",
                violation_error_message="Niet gebruiken kan alleen met uitleg.",
            ),
        ]

    def __str__(self) -> str:
        return "inbreng"

    @property
    def edition(self) -> Edition:
        return self.consultation.edition

    @property
    def shown_text(self) -> str:
        """The words as the public may read them; empty while a person has not published them."""
        if self.state not in SHOWN_STATES or self.wants_private:
            return ""
        return self.edited_text or self.original


class ContributionText(models.Model):
    """A translation of what a child said, beside the original."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    text = models.TextField()
    made_by = models.CharField(
        max_length=8, choices=[("child", "kind"), ("machine", "machine"), ("person", "vertaler")]
    )
    checked = models.BooleanField(default=False)

    privacy: ClassVar[dict[str, Kept]] = {
        "id": Kept("sleutel zonder betekenis", "met de inbreng"),
        "contribution": LINK,
        "language": Kept("de taal van de vertaling", "met de inbreng"),
        "text": WORDS,
        "made_by": Kept("of een mens of een machine vertaalde", "met de inbreng", childs=False),
        "checked": Kept("of een mens de vertaling las", "met de inbreng", childs=False),
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "language"], name="contribution_text_once")]

    def __str__(self) -> str:
        return f"vertaling ({self.language})"


class Statement(models.Model):
    """One idea in at most 160 signs that others can agree or disagree with."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="statements")
    text = models.CharField(max_length=160)
    language = models.CharField(max_length=8, default="nl")
    origin = models.CharField(
        max_length=14,
        default="editor",
        choices=[
            ("child", "woorden van een kind"),
            ("child_edited", "woorden van een kind, aangepast"),
            ("panel", "jongerenpanel"),
            ("editor", "redacteur"),
        ],
    )
    state = models.CharField(max_length=14, choices=StatementState.choices, default=StatementState.PROPOSED)
    retired_reason = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)
    sources = models.ManyToManyField(Contribution, blank=True, related_name="statements")

    privacy: ClassVar[dict[str, Kept]] = {
        "*": not_of_a_child("de stelling zoals een redacteur haar vaststelde"),
        "sources": Kept("uit welke inbreng de stelling kwam", "zolang de editie te lezen is"),
    }

    class Meta:
        ordering = ["consultation", "order", "id"]
        constraints = [
            STATEMENT.constraint(),
            models.UniqueConstraint(fields=["consultation", "text"], name="statement_text_once"),
            models.CheckConstraint(condition=~Q(text=""), name="statement_says_something"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def edition(self) -> Edition:
        return self.consultation.edition


class StatementText(Translated):
    """The statement in another language."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    text = models.CharField(max_length=200)

    privacy: ClassVar[dict[str, Kept]] = {
        "*": not_of_a_child("de stelling, vertaald"),
        "checked_by": TRANSLATOR,
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["statement", "language"], name="statement_text_language_once")]

    def __str__(self) -> str:
        return self.text


class VoteValue(models.TextChoices):
    AGREE = "agree", "eens"
    DISAGREE = "disagree", "oneens"
    PASS = "pass", "weet ik niet"


class Channel(models.TextChoices):
    CODE = "code", "met een code van de organisator"
    SELF_MADE = "self", "met een code die een begeleider zelf maakte"
    OPEN = "open", "via de open link"


class Vote(models.Model):
    """One answer to one statement. Who gave it is a keyed hash that differs per consultation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="votes")
    voter_hash = models.CharField(max_length=64)
    value = models.CharField(max_length=8, choices=VoteValue.choices)
    important = models.BooleanField(default=False)
    channel = models.CharField(max_length=4, choices=Channel.choices)

    privacy: ClassVar[dict[str, Kept]] = {
        "id": Kept("sleutel zonder betekenis", "tot de uitkomst vaststaat"),
        "statement": LINK,
        "voter_hash": Kept(
            "zodat iedereen één keer telt; anders per raadpleging, dus niet te volgen",
            "tot de uitkomst vaststaat",
            "niets",
        ),
        "value": Kept("het antwoord", "zolang de editie te lezen is", "een telling"),
        "important": Kept("of het kind dit belangrijk vindt", "zolang de editie te lezen is", "een telling"),
        "channel": Kept(
            "met een code van de organisator, een zelfgemaakte code of open: die worden nooit opgeteld",
            "zolang de editie te lezen is",
        ),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "voter_hash"], name="vote_counts_once"),
            models.CheckConstraint(condition=Q(value__in=VoteValue.values), name="vote_value_known"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="vote_channel_known"),
        ]

    def __str__(self) -> str:
        return "stem"


class HandTally(models.Model):
    """Hands raised in a room, counted by the facilitator; shown apart from votes, never added to them."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="hand_tallies")
    entry_point = models.ForeignKey(EntryPoint, on_delete=models.CASCADE, related_name="hand_tallies")
    agree = models.PositiveSmallIntegerField(default=0)
    disagree = models.PositiveSmallIntegerField(default=0)
    passed = models.PositiveSmallIntegerField(default=0)
    present = models.PositiveSmallIntegerField(default=0, help_text="how many were in the room; 0 is not counted")
    presses = models.TextField(
        blank=True,
        help_text="which presses of a button were counted last, with spaces: sent again, from any screen, counted once",
    )

    privacy: ClassVar[dict[str, Kept]] = {
        "*": Kept("een telling van handen in een groep", "zolang de editie te lezen is")
    }

    class Meta:
        verbose_name_plural = "hand tallies"
        constraints = [
            models.UniqueConstraint(fields=["statement", "entry_point"], name="hand_tally_once"),
            models.CheckConstraint(
                condition=Q(present=0) | Q(present__gte=F("agree") + F("disagree") + F("passed")),
                name="hand_tally_within_the_room",
                violation_error_message="Er zijn meer handen geteld dan er kinderen zijn.",
            ),
        ]

    def __str__(self) -> str:
        return "vingertelling"


class CoverageTarget(models.Model):
    """How many groups of a sort of place should be heard, set before the round opens."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="coverage_targets")
    place = models.CharField(max_length=12, choices=Place.choices)
    wanted = models.PositiveSmallIntegerField(help_text="groups")

    privacy: ClassVar[dict[str, Kept]] = {"*": not_of_a_child("wat de organisator zich voorneemt")}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "place"], name="coverage_target_once"),
            models.CheckConstraint(condition=Q(place__in=Place.values), name="coverage_target_place_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_place_display()}: {self.wanted}"


class SpentProof(models.Model):
    """A piece of work that a browser did for the open link, used once. It says nothing about who did it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proof = models.CharField(max_length=64, unique=True, help_text="keyed hash of the puzzle, for this purpose alone")
    day = models.DateField()

    privacy: ClassVar[dict[str, Kept]] = {
        "id": Kept("sleutel zonder betekenis", "twee dagen"),
        "proof": Kept("zodat een rekensom van de open link één keer telt", "twee dagen", "niets"),
        "day": Kept("om de rij na twee dagen te wissen", "twee dagen"),
    }

    def __str__(self) -> str:
        return "gebruikte rekensom"


class HelpLine(models.Model):
    """Where a child finds help: the number stands here once, with who checked it and when."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    for_whom = models.CharField(max_length=200)
    phone = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=200, blank=True)
    territory = models.CharField(max_length=12, default="NL", help_text="code of the part of the Kingdom")
    first = models.BooleanField(default=False, help_text="stands first, on every child page")
    source_url = models.URLField(max_length=500)
    checked_on = models.DateField()
    owner = models.CharField(max_length=120, blank=True, help_text="who checks it again within 180 days")
    order = models.PositiveSmallIntegerField(default=0)

    privacy: ClassVar[dict[str, Kept]] = {"*": not_of_a_child("openbare hulplijnen")}

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name
