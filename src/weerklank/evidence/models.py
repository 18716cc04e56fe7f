"""How it stands: figures with their definition, scope, breaks and vintages; documents; what nobody measures."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from weerklank.accounts.models import Organisation
from weerklank.rights.models import Territory, Theme


class Source(models.Model):
    """Where something was read, and when."""

    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=160, blank=True)
    url = models.URLField(max_length=500, unique=True)
    published = models.CharField(
        max_length=40, blank=True, help_text="as precise as the source is: 2025, 2025-05 or 2025-05-12"
    )
    retrieved_on = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Indicator(models.Model):
    """A measure with its definition; a number never travels without it."""

    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators")
    territory = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators")
    definition = models.TextField()
    scope = models.TextField(help_text="who or what was counted, and where")
    unit = models.CharField(max_length=60)
    mode = models.CharField(max_length=6, default="count", choices=[("count", "tellen"), ("tell", "vertellen")])
    producer = models.CharField(max_length=160)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators"
    )
    claim = models.TextField(blank=True, help_text="how the figure was told to parliament or the press")
    claim_source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    check_note = models.TextField(blank=True, help_text="what the definition says that the claim left out")
    limits = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/cijfers/{self.code}/"


class Quality(models.TextChoices):
    FINAL = "final", "definitief"
    PROVISIONAL = "provisional", "voorlopig"
    REVISED = "revised", "herzien"
    ESTIMATED = "estimated", "schatting"


class Observation(models.Model):
    """One value of one release. A revision is a new row; the earlier one stays."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="observations")
    definition_version = models.CharField(
        max_length=60, blank=True, help_text="values with different versions are never joined by a line"
    )
    period = models.CharField(max_length=60, help_text="as it is written: 2021, 31 december 2022, juli 2024")
    period_start = models.DateField(null=True, blank=True)
    territory = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT)
    breakdown = models.CharField(max_length=120, blank=True, help_text="empty for the total")
    value = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    value_high = models.DecimalField(
        max_digits=14, decimal_places=3, null=True, blank=True, help_text="upper end where a range is given"
    )
    share = models.DecimalField(
        max_digits=6, decimal_places=2, null=True, blank=True, help_text="percent, where the source gives it too"
    )
    qualifier = models.CharField(
        max_length=60, blank=True, help_text="ongeveer, ruim, minstens: as the source words it"
    )
    quality = models.CharField(max_length=12, choices=Quality.choices, default=Quality.FINAL)
    vintage = models.CharField(max_length=40, blank=True, help_text="the release that this value stood in")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="observations")

    class Meta:
        ordering = ["indicator", "period_start", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "definition_version", "period", "breakdown", "vintage", "source"],
                name="observation_once",
            ),
            models.CheckConstraint(condition=Q(quality__in=Quality.values), name="observation_quality_known"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.period}"


class IndicatorBreak(models.Model):
    """Where a series stops being comparable, and why."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="breaks")
    between = models.CharField(max_length=60, help_text="2021 en 2022")
    after = models.DateField(help_text="values that start after this day are not comparable with those before")
    note = models.TextField()
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["after"]

    def __str__(self) -> str:
        return f"{self.indicator.code}: breuk tussen {self.between}"


class ParliamentDocument(models.Model):
    """A document of parliament or government that the loop refers to, told in our own words."""

    number = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=300)
    date = models.DateField(null=True, blank=True)
    summary = models.TextField(blank=True)
    by = models.CharField(max_length=200, blank=True)
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="parliament_documents")
    themes = models.ManyToManyField(Theme, blank=True, related_name="parliament_documents")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="parliament_documents")

    class Meta:
        ordering = ["-date"]

    def __str__(self) -> str:
        return f"{self.number}: {self.title}"


class DataGap(models.Model):
    """What nobody measures, though somebody asked."""

    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="data_gaps")
    description = models.TextField(unique=True)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.description[:80]
