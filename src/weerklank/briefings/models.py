"""News with its sources. Dossiers and reports are put together from what the platform holds."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from weerklank.rights.models import Theme


class NewsArticle(models.Model):
    """An article in our own words, each fact with a source."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    lead = models.TextField()
    body = models.TextField(help_text="Markdown, written by staff")
    published_on = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=10,
        default="draft",
        choices=[("draft", "concept"), ("published", "gepubliceerd"), ("withdrawn", "ingetrokken")],
    )
    correction = models.TextField(blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="news")
    sources = models.JSONField(default=list, help_text="list of {title, url, date}")

    class Meta:
        ordering = ["-published_on"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["draft", "published", "withdrawn"]), name="news_state_known"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_on__isnull=False), name="news_published_has_day"
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(correction=""), name="news_withdrawn_with_correction"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/nieuws/{self.slug}/"


class SavedView(models.Model):
    """A list as somebody filtered it, under an address of its own: what is asked, never who asked."""

    key = models.CharField(
        max_length=16, unique=True, help_text="made from the filters: the same filters, the same view"
    )
    name = models.CharField(max_length=120)
    filters = models.JSONField(default=dict)
    made_on = models.DateField()

    class Meta:
        ordering = ["name", "key"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/aanbevelingen/weergave/{self.key}/"


class Subscription(models.Model):
    """Somebody who wants mail about a saved view: nothing but an address, kept only while it is wanted."""

    view = models.ForeignKey(SavedView, on_delete=models.CASCADE, related_name="subscriptions")
    email = models.EmailField(help_text="personal: asked by the person, confirmed from that mailbox, erased on leaving")
    frequency = models.CharField(max_length=8, choices=[("daily", "elke dag"), ("weekly", "elke week")])
    language = models.CharField(max_length=8, default="nl")
    key = models.CharField(max_length=64, unique=True, help_text="digest of the secret in the mail's own links")
    asked_at = models.DateTimeField(help_text="not confirmed within a week: erased")
    confirmed_on = models.DateField(null=True, blank=True)
    seen_until = models.BigIntegerField(default=0, help_text="the last event of the log that was told")
    last_sent_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["view", "email"], name="subscription_once"),
            models.CheckConstraint(condition=Q(frequency__in=["daily", "weekly"]), name="subscription_frequency_known"),
        ]

    def __str__(self) -> str:
        return f"{self.view} ({self.frequency})"


class NeverAgain(models.Model):
    """A mailbox that wants no mail of ours, ever, whoever asks for it: kept as a mark from which no address can be read."""

    mark = models.CharField(max_length=64, unique=True, help_text="keyed digest of the mailbox, never the address")

    class Meta:
        verbose_name_plural = "never again"

    def __str__(self) -> str:
        return self.mark[:8]


class Outbox(models.Model):
    """A mail that must go out once: written with what it tells, sent after, tried again until it went."""

    subscription = models.ForeignKey(Subscription, null=True, blank=True, on_delete=models.CASCADE)
    kind = models.CharField(max_length=12, choices=[("confirm", "bevestigen"), ("digest", "overzicht")])
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    unsubscribe_url = models.URLField(max_length=300, blank=True)
    once = models.CharField(max_length=120, unique=True, help_text="what makes it the same mail: never sent twice")
    made_at = models.DateTimeField()
    since = models.BigIntegerField(default=0, help_text="the event of the log before the first that this mail tells")
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True, help_text="the next try, after a growing pause")
    claimed_at = models.DateTimeField(
        null=True, blank=True, help_text="given to the mail server; without an outcome nobody knows whether it went"
    )
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.subject} ({self.once})"
