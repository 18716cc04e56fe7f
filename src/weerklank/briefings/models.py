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
