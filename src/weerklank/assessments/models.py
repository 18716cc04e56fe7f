"""Scales of judgement, as data. Assessments themselves, side by side and never averaged, build on them."""

from __future__ import annotations

from django.db import models


class GradeScale(models.Model):
    """A scale with its origin; ours is never shown as the Committee's."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    based_on = models.CharField(max_length=300)
    source_url = models.URLField(max_length=500, blank=True)
    guidance = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.title


class Grade(models.Model):
    """A class of judgement: the word first, the letter second, and the test that the rationale must quote."""

    scale = models.ForeignKey(GradeScale, on_delete=models.CASCADE, related_name="grades")
    code = models.CharField(max_length=4)
    order = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=80)
    child_label = models.CharField(max_length=80, blank=True)
    test = models.TextField()
    icon = models.CharField(max_length=40, blank=True)
    pattern = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["scale", "order"]
        constraints = [models.UniqueConstraint(fields=["scale", "code"], name="grade_code_once")]

    def __str__(self) -> str:
        return f"{self.label} ({self.code})"
