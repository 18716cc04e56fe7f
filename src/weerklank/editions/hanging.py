"""What hangs on a thing, counted and named, so that a refusal to remove it says what must go first."""

from __future__ import annotations

from django.db.models import Model

# the apps above are known by the name of their table only; what is not in here still counts, under its own name
_NAMES = {
    "participation.consultation": ("raadpleging", "raadplegingen"),
    "editions.themetable": ("tafel", "tafels"),
    "editions.seat": ("plaats", "plaatsen"),
    "advices.advice": ("advies", "adviezen"),
    "advices.tablerecord": ("tafelverslag", "tafelverslagen"),
    "advices.readback": ("keer teruglezen", "keer teruglezen"),
}


def hanging(obj: Model, *, apart_from: str = "") -> str:
    """All that points to this thing, as a row of counts; empty where nothing does."""
    known = list(_NAMES)
    found: list[tuple[int, str]] = []
    for relation in obj._meta.related_objects:
        model = relation.related_model
        if not isinstance(model, type) or model._meta.label_lower == apart_from:
            continue
        label = model._meta.label_lower
        count = model._default_manager.filter(**{relation.field.name: obj}).count()
        if count:
            own = (str(model._meta.verbose_name), str(model._meta.verbose_name_plural))
            place = known.index(label) if label in _NAMES else len(known)
            found.append((place, f"{count} {_NAMES.get(label, own)[count > 1]}"))
    words = [word for _, word in sorted(found)]
    return " en ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
