"""What the UN Committee asked of the Kingdom: cycles, documents, paragraphs, and the limbs that are followed."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from weerklank.accounts.models import Organisation, body_in
from weerklank.rights.lifecycle import (
    IMPORT,
    RECOMMENDATION,
    RESPONSIBILITY,
    SOURCE_CHANGE,
    TEXT,
    ChangeState,
    ImportState,
    RecommendationState,
    ResponsibilityState,
    SuggestionState,
    TextState,
)


class Territory(models.Model):
    """A part of the Kingdom for which something is asked, done, measured or judged."""

    code = models.CharField(max_length=12, unique=True)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "territories"

    def __str__(self) -> str:
        return self.name


class Theme(models.Model):
    """A subject with a stable identity; what it was called, and when, stands in its names."""

    slug = models.SlugField(max_length=60, unique=True)
    icon = models.CharField(max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name_on(None)

    def name_on(self, day: date | None) -> str:
        names = sorted(self.names.all(), key=lambda name: name.valid_from or date.min)
        fitting = [name for name in names if day is None or not name.valid_from or name.valid_from <= day]
        chosen = fitting or names
        return chosen[-1].name if chosen else self.slug


class ThemeName(models.Model):
    """What a theme was called by someone, from a day on."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=120)
    child_name = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    used_by = models.CharField(max_length=200, blank=True)
    source_url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["valid_from"]
        constraints = [models.UniqueConstraint(fields=["theme", "name", "valid_from"], name="theme_name_once")]

    def __str__(self) -> str:
        return self.name


class Scheme(models.Model):
    """A list of concepts that somebody keeps: articles, clusters, SDG targets, groups."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    version = models.CharField(max_length=40, blank=True)
    source_url = models.URLField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.title


class Concept(models.Model):
    """One entry of a scheme, e.g. article 19 or target 16.2."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="concepts")
    notation = models.CharField(max_length=40)
    label = models.CharField(max_length=300, blank=True)
    child_label = models.CharField(max_length=300, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="narrower")
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["scheme", "order", "notation"]
        constraints = [models.UniqueConstraint(fields=["scheme", "notation"], name="concept_notation_once")]

    def __str__(self) -> str:
        return f"{self.notation} {self.label}".strip()


class ConceptLabel(models.Model):
    """What a concept is called in a language, for a kind of reader."""

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(max_length=8)
    register = models.CharField(
        max_length=8,
        default="formal",
        choices=[("formal", "officieel"), ("plain", "gewone taal"), ("child", "kinderen")],
    )
    text = models.CharField(max_length=300)
    source_url = models.URLField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["concept", "language", "register"], name="concept_label_once"),
            models.CheckConstraint(
                condition=Q(register__in=["formal", "plain", "child"]), name="concept_label_register_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ReviewCycle(models.Model):
    """One round of report, dialogue with the Committee and concluding observations."""

    slug = models.SlugField(max_length=40, unique=True)
    label = models.CharField(max_length=80)
    body = models.CharField(max_length=20, default="CRC")
    year = models.PositiveSmallIntegerField()
    state_report_on = models.DateField(null=True, blank=True)
    dialogue_from = models.DateField(null=True, blank=True)
    dialogue_to = models.DateField(null=True, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    next_report = models.CharField(
        max_length=200, blank=True, help_text="when the next report is due, as a source words it"
    )
    next_report_source = models.URLField(max_length=500, blank=True)
    note = models.TextField(blank=True)
    source_url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["-year"]

    def __str__(self) -> str:
        return self.label


class SourceDocument(models.Model):
    """A document of a treaty body, with what is known of how complete our copy is."""

    cycle = models.ForeignKey(ReviewCycle, null=True, blank=True, on_delete=models.PROTECT, related_name="documents")
    symbol = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    doc_type = models.CharField(max_length=40, default="concluding_observations")
    title = models.CharField(max_length=300)
    date = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=8, default="en")
    publisher = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=500, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    complete = models.BooleanField(default=False)
    completeness_note = models.TextField(blank=True)

    class Meta:
        ordering = ["-date", "symbol"]

    def __str__(self) -> str:
        return self.symbol


class SourceParagraph(models.Model):
    """A paragraph as it stands in a document; its number is empty where no source prints it."""

    document = models.ForeignKey(SourceDocument, on_delete=models.CASCADE, related_name="paragraphs")
    key = models.CharField(max_length=64, help_text="number, or a fingerprint of the text where the number is unknown")
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    section = models.CharField(max_length=300, blank=True)
    cluster = models.CharField(max_length=300, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True, help_text="empty while only its number is known")
    complete = models.BooleanField(default=True)
    problems = models.JSONField(default=list, blank=True)
    doubtful = models.BooleanField(default=False, help_text="something in it could not be read with certainty")
    uhri_annotation_id = models.CharField(max_length=64, null=True, blank=True, unique=True)
    original = models.TextField(blank=True, help_text="as the file gave it, line by line, to lay beside what was read")
    found = models.JSONField(
        default=dict, blank=True, help_text="which pattern found the number (under '') and each limb (under its slug)"
    )
    read_print = models.CharField(max_length=16, blank=True, help_text="fingerprint of what a file last gave here")
    mended = models.BooleanField(
        default=False, help_text="an editor changed number or letters; the same file does not undo that"
    )
    source_url = models.URLField(max_length=800, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["document", "order"]
        constraints = [models.UniqueConstraint(fields=["document", "key"], name="paragraph_key_once")]

    def __str__(self) -> str:
        return f"{self.document.symbol} {self.number or '(zonder nummer)'}"


class StatementType(models.TextChoices):
    RECOMMENDATION = "recommendation", "aanbeveling"
    REQUEST = "request", "verzoek"
    CONCERN = "concern", "zorg"
    POSITIVE = "positive", "positief punt"
    DISSEMINATION = "dissemination", "verspreiding"
    INTRODUCTION = "introduction", "inleiding"


class Recommendation(models.Model):
    """The limb, e.g. 22(b): the unit that is followed. Its text never changes once it was checked."""

    paragraph = models.ForeignKey(SourceParagraph, on_delete=models.CASCADE, related_name="limbs")
    letter = models.CharField(max_length=8, blank=True)
    number = models.CharField(max_length=20, blank=True, help_text="22(b); empty where the number is unknown")
    slug = models.SlugField(max_length=80)
    document = models.ForeignKey(SourceDocument, on_delete=models.CASCADE, related_name="limbs")
    subject = models.CharField(max_length=160, blank=True, help_text="what it is about, in our own Dutch words")
    statement_type = models.CharField(max_length=20, choices=StatementType.choices)
    text = models.TextField(blank=True, help_text="empty while only its number is known")
    language = models.CharField(max_length=8, default="en")
    complete = models.BooleanField(default=True)
    doubtful = models.CharField(max_length=300, blank=True, help_text="what could not be read with certainty")
    is_urgent = models.BooleanField(default=False)
    urgent_area = models.CharField(max_length=200, blank=True)
    order = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, choices=RecommendationState.choices, default=RecommendationState.IMPORTED)
    checked_by = models.ForeignKey(
        "accounts.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(
        "accounts.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_on = models.DateField(null=True, blank=True)
    correction = models.TextField(blank=True, help_text="public note where a limb was withdrawn or corrected")

    class Meta:
        ordering = ["document", "order"]
        constraints = [
            models.UniqueConstraint(fields=["document", "slug"], name="recommendation_slug_once"),
            RECOMMENDATION.constraint(),
            models.CheckConstraint(
                condition=Q(statement_type__in=StatementType.values), name="recommendation_statement_type_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | (
                    Q(checked_by__isnull=False)
                    & Q(published_by__isnull=False)
                    & ~Q(published_by=models.F("checked_by"))
                ),
                name="recommendation_published_by_a_second_person",
                violation_error_message="Publiceren doet iemand anders dan wie controleerde.",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(correction=""),
                name="recommendation_withdrawn_with_correction",
                violation_error_message="Een ingetrokken aanbeveling heeft een openbare uitleg nodig.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document.symbol} {self.number or self.slug}"

    def get_absolute_url(self) -> str:
        return f"/aanbevelingen/{self.document.slug}/{self.slug}/"


class Register(models.TextChoices):
    OFFICIAL = "official", "officiële vertaling"
    UNOFFICIAL = "unofficial_translation", "niet-officiële vertaling"
    PLAIN = "plain", "in gewone taal"
    CHILD = "child", "voor kinderen"


class AgeBand(models.TextChoices):
    ALL = "", "alle leeftijden"
    YOUNGEST = "6-8", "6 tot en met 8 jaar"
    MIDDLE = "9-12", "9 tot en met 12 jaar"
    OLDEST = "13-17", "13 tot en met 17 jaar"


class RecommendationText(models.Model):
    """Another wording beside the original, never over it; what was published stays, as an earlier version."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8, default="nl")
    register = models.CharField(max_length=24, choices=Register.choices)
    age_band = models.CharField(max_length=8, blank=True, choices=AgeBand.choices, default=AgeBand.ALL)
    version = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    author = models.CharField(max_length=120, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    reviewed_by_children = models.BooleanField(
        default=False, help_text="without it the page says: nog niet met kinderen getoetst"
    )
    state = models.CharField(max_length=12, choices=TextState.choices, default=TextState.DRAFT)
    written_by = models.ForeignKey(
        "accounts.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(
        "accounts.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "language", "register", "age_band", "version"],
                name="recommendation_text_version_once",
            ),
            models.UniqueConstraint(
                fields=["recommendation", "language", "register", "age_band"],
                condition=Q(state="published"),
                name="recommendation_text_one_published",
            ),
            TEXT.constraint(),
            models.CheckConstraint(
                condition=Q(age_band="") | Q(register="child"), name="recommendation_text_age_only_for_children"
            ),
            models.CheckConstraint(
                condition=Q(written_by__isnull=True)
                | Q(approved_by__isnull=True)
                | ~Q(written_by=models.F("approved_by")),
                name="recommendation_text_approved_by_a_second_person",
                violation_error_message="Goedkeuren doet iemand anders dan wie schreef.",
            ),
            # what the programme lays with itself was written by nobody with an account
            models.CheckConstraint(
                condition=~Q(state="published") | Q(written_by__isnull=True) | Q(approved_by__isnull=False),
                name="recommendation_text_published_with_approval",
                violation_error_message="Een tekst staat pas voor iedereen als een tweede persoon haar goedkeurde.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation} ({self.get_register_display()}, {self.language})"

    @property
    def public_author(self) -> str:
        """Whose words these are, as everybody may read it; a published row of before still holds a person's name."""
        return body_in(self.author, self.written_by.name) if self.written_by else self.author


class StatePosition(models.Model):
    """What the State said of a recommendation, as a source gives it; a new position is a new row."""

    class Position(models.TextChoices):
        ACCEPTS = "accepts", "aanvaardt"
        ACCEPTS_IN_PART = "accepts_in_part", "aanvaardt deels"
        TAKES_NOTE = "takes_note", "neemt kennis"
        REJECTS = "rejects", "wijst af"
        NONE_STATED = "none_stated", "geen standpunt gevonden"

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="positions")
    position = models.CharField(max_length=16, choices=Position.choices)
    words = models.TextField(blank=True, help_text="as the source prints it")
    source = models.CharField(max_length=300, blank=True, help_text="document and paragraph")
    source_url = models.URLField(max_length=500, blank=True)
    stated_on = models.DateField(null=True, blank=True)
    recorded_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["recommendation", "stated_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "position", "source", "words"], name="state_position_once"
            ),
            models.CheckConstraint(
                condition=Q(position__in=["accepts", "accepts_in_part", "takes_note", "rejects", "none_stated"]),
                name="state_position_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.get_position_display()}"


class ImplementationComment(models.Model):
    """What a government or another body wrote about implementation in a list that is handed round (column 4)."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField()
    author = models.CharField(max_length=120, blank=True)
    written_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["recommendation", "id"]
        constraints = [models.UniqueConstraint(fields=["recommendation", "text"], name="implementation_comment_once")]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.text[:60]}"


class Derivation(models.Model):
    """What makes a claim about a limb a suggestion: who or what found it, where, and what a person said of it."""

    source = models.CharField(
        max_length=12, default="machine", choices=[("un", "VN"), ("editor", "redacteur"), ("machine", "patroon")]
    )
    pattern = models.CharField(max_length=200, blank=True, help_text="the name of the pattern that found it")
    matched_text = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=SuggestionState.choices, default=SuggestionState.SUGGESTED)

    class Meta:
        abstract = True


class RecommendationConcept(Derivation):
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="concept_links")
    concept = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="limb_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "concept"], name="recommendation_concept_once"),
            models.CheckConstraint(
                condition=Q(state__in=SuggestionState.values), name="recommendation_concept_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.concept}"


class RecommendationTerritory(Derivation):
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="territory_links")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="limb_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "territory"], name="recommendation_territory_once"),
            models.CheckConstraint(
                condition=Q(state__in=SuggestionState.values), name="recommendation_territory_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.territory}"


class RecommendationTheme(Derivation):
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="limb_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "theme"], name="recommendation_theme_once"),
            models.CheckConstraint(
                condition=Q(state__in=SuggestionState.values), name="recommendation_theme_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.theme}"


class RelationType(models.TextChoices):
    REITERATES = "reiterates", "herhaalt"
    STRENGTHENS = "strengthens", "verscherpt"
    NARROWS = "narrows", "beperkt"
    OVERLAPS = "overlaps", "overlapt met"


class RecommendationRelation(models.Model):
    """A later limb that says again, or differently, what an earlier one asked."""

    later = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="earlier_links")
    earlier = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="later_links")
    type = models.CharField(max_length=12, choices=RelationType.choices)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(
        max_length=12, default="editor", choices=[("un", "VN"), ("editor", "redacteur"), ("machine", "patroon")]
    )
    state = models.CharField(
        max_length=12,
        default=SuggestionState.SUGGESTED,
        choices=SuggestionState.choices,
        help_text="public from confirmed on",
    )
    related_by = models.ForeignKey(
        "accounts.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        "accounts.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["later", "earlier"], name="recommendation_relation_once"),
            models.CheckConstraint(condition=~Q(later=models.F("earlier")), name="recommendation_relation_not_itself"),
            models.CheckConstraint(
                condition=Q(state__in=SuggestionState.values), name="recommendation_relation_state_known"
            ),
            # of what was read in with open data two people decided elsewhere: here it has no names
            models.CheckConstraint(
                condition=Q(related_by__isnull=True)
                | Q(confirmed_by__isnull=True)
                | ~Q(confirmed_by=models.F("related_by")),
                name="recommendation_relation_by_a_second_person",
                violation_error_message="Een verband bevestigt iemand anders dan wie het legde.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.later} {self.get_type_display()} {self.earlier}"


class Dropped(models.Model):
    """A limb that a later round does not come back to: read there by a person, with what may explain it."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="dropped_in")
    cycle = models.ForeignKey(ReviewCycle, on_delete=models.PROTECT, related_name="dropped")
    note = models.CharField(max_length=300)

    class Meta:
        verbose_name_plural = "dropped"
        constraints = [models.UniqueConstraint(fields=["recommendation", "cycle"], name="dropped_once")]

    def __str__(self) -> str:
        return f"{self.recommendation} niet herhaald in {self.cycle}"


class Responsibility(models.Model):
    """Who must act on a limb, for which part of the Kingdom: proposed, and accepted or disputed by the body itself."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="responsibilities")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="responsibilities")
    territory = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT)
    role = models.CharField(
        max_length=12,
        default="lead",
        choices=[
            ("lead", "eerste verantwoordelijke"),
            ("co_lead", "mede verantwoordelijk"),
            ("contributor", "werkt mee"),
            ("oversight", "houdt toezicht"),
            ("consulted", "wordt geraadpleegd"),
        ],
    )
    state = models.CharField(max_length=12, default=ResponsibilityState.PROPOSED, choices=ResponsibilityState.choices)
    basis = models.CharField(max_length=300, blank=True, help_text="the paragraph, law or decree that says so")
    source_url = models.URLField(max_length=500, blank=True)
    note = models.CharField(max_length=300, blank=True)
    disputed_reason = models.TextField(blank=True)
    instead = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="named_instead",
        help_text="who must act according to the body that disputes it",
    )
    ended_reason = models.TextField(blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    proposed_by = models.CharField(max_length=120, blank=True)
    answered_by = models.ForeignKey(
        "accounts.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "responsibilities"
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "organisation", "territory", "role"],
                condition=~Q(state="ended"),
                name="responsibility_once",
            ),
            # two empty territories differ for a database; for people they are the same: everywhere
            models.UniqueConstraint(
                fields=["recommendation", "organisation", "role"],
                condition=~Q(state="ended") & Q(territory__isnull=True),
                name="responsibility_once_everywhere",
            ),
            RESPONSIBILITY.constraint(),
            models.CheckConstraint(
                condition=~Q(state="disputed") | ~Q(disputed_reason=""),
                name="responsibility_disputed_with_reason",
                violation_error_message="Betwisten kan alleen met een reden.",
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | Q(valid_to__isnull=False), name="responsibility_ended_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.recommendation}"


class ReportedTopic(models.Model):
    """What an organisation reported about a document whose text we do not hold: coverage, never the recommendation itself."""

    document = models.ForeignKey(SourceDocument, on_delete=models.CASCADE, related_name="reported_topics")
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="reported_topics")
    topic = models.CharField(max_length=80)
    summary = models.TextField()
    reported_by = models.CharField(max_length=120)
    source_url = models.URLField(max_length=500)

    class Meta:
        ordering = ["topic", "id"]
        constraints = [
            models.UniqueConstraint(fields=["document", "source_url", "summary"], name="reported_topic_once")
        ]

    def __str__(self) -> str:
        return f"{self.topic} ({self.reported_by})"


class ImportBatch(models.Model):
    """One reading of one file: what it was, how far it came, what it did."""

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=40)
    mapping = models.ForeignKey(
        "ColumnMapping", null=True, blank=True, on_delete=models.PROTECT, related_name="batches"
    )
    dry_run = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=ImportState.choices, default=ImportState.RUNNING)
    position = models.PositiveIntegerField(
        default=0, help_text="records handled so far: a resumed run goes on from here"
    )
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    by = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    message = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [IMPORT.constraint()]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display()})"


class ColumnMapping(models.Model):
    """Which column of somebody's table is what of ours; kept, so that next year's file is read the same way."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(
        max_length=16,
        default="recommendations",
        choices=[("recommendations", "aanbevelingen"), ("actions", "acties"), ("indicators", "indicatoren")],
    )
    columns = models.JSONField(default=dict, help_text="our field: their header")
    fixed = models.JSONField(default=dict, blank=True, help_text="our field: a value that holds for every row")
    by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class SourceChange(models.Model):
    """A file that says something else than what stands: shown side by side, decided by a person."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="source_changes")
    batch = models.ForeignKey("ImportBatch", on_delete=models.PROTECT, related_name="changes")
    stands = models.TextField()
    offered = models.TextField()
    state = models.CharField(max_length=8, choices=ChangeState.choices, default=ChangeState.ASKED)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        "accounts.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)
    print = models.CharField(
        max_length=16, help_text="fingerprint of the offered text: asked once, not at every import"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            SOURCE_CHANGE.constraint(),
            models.UniqueConstraint(fields=["recommendation", "print"], name="source_change_asked_once"),
            models.CheckConstraint(
                condition=Q(state="asked") | (Q(decided_by__isnull=False) & Q(decided_on__isnull=False)),
                name="source_change_decided_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.get_state_display()}"


class ImportRow(models.Model):
    """What became of one record of a file."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    locator = models.CharField(max_length=120)
    outcome = models.CharField(
        max_length=12,
        choices=[
            ("created", "nieuw"),
            ("updated", "gewijzigd"),
            ("unchanged", "gelijk"),
            ("rejected", "niet overgenomen"),
            ("warning", "let op"),
        ],
    )
    message = models.TextField(blank=True)
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.locator}: {self.get_outcome_display()}"


class SearchTerm(models.Model):
    """A word as some limb says it, with its stem; a number, an article or a concept is a word of no language."""

    language = models.CharField(max_length=8, blank=True)
    word = models.CharField(max_length=80)
    stem = models.CharField(max_length=80, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "language"], name="search_term_once")]

    def __str__(self) -> str:
        return self.word


class SearchPosting(models.Model):
    """How strongly a limb says a word; made anew whenever the limb or what hangs on it changes."""

    term = models.ForeignKey(SearchTerm, on_delete=models.CASCADE, related_name="postings")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="postings")
    weight = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "recommendation"], name="search_posting_once")]
        indexes = [models.Index(fields=["recommendation"], name="search_posting_limb")]

    def __str__(self) -> str:
        return f"{self.term}: {self.recommendation}"


class SearchText(models.Model):
    """All that a limb says, in small letters on one line: where words between quotation marks are looked for."""

    recommendation = models.OneToOneField(
        Recommendation, primary_key=True, on_delete=models.CASCADE, related_name="search_text"
    )
    words = models.TextField()

    def __str__(self) -> str:
        return self.words[:60]
