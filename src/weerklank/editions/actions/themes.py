"""What organisers do with the themes of an edition: take one of the ten, name and order them, let one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from weerklank.accounts.models import Account
from weerklank.audit import actions as audit
from weerklank.editions.actions.locks import being_made
from weerklank.editions.hanging import hanging
from weerklank.editions.lifecycle import EditionState
from weerklank.editions.models import Edition, EditionTheme
from weerklank.editions.theme_list import ThemeList, read
from weerklank.moves import Refusal
from weerklank.rights.models import Theme


@dataclass(frozen=True, slots=True)
class Wording:
    """What an edition calls one of its themes, and the place it gets in the row."""

    theme_id: int
    name: str
    order: int


@transaction.atomic
def add_theme(*, edition_id: int, theme: Theme, name: str, by: Account, now: datetime) -> EditionTheme:
    """The edition also talks about this theme, as the last in the row."""
    edition = being_made(edition_id)
    if edition.themes.filter(theme=theme).exists():
        raise Refusal("Dit thema staat al in deze editie. Kies een ander.", field="theme")
    name = name or theme.name_on(edition.date)
    if edition.themes.filter(name__iexact=name).exists():
        raise Refusal(f"Een ander thema heet hier al ‘{name}’. Geef dit een eigen naam.", field="name")
    last = edition.themes.aggregate(last=Max("order"))["last"] or 0
    added = EditionTheme.objects.create(edition=edition, theme=theme, name=name, order=last + 1)
    audit.record(action="edition.theme_added", obj=edition, by=by, now=now, note=f"Thema ‘{name}’ kwam erbij.")
    return added


@transaction.atomic
def read_in_themes(*, edition_id: int, text: str, by: Account, now: datetime) -> ThemeList:
    """Takes a whole list of themes, in its order, behind what is there: all of it or nothing; twice is once."""
    edition = being_made(edition_id)
    found = read(text, edition)
    if found.refusal:
        raise Refusal(found.refusal, field="text")
    if found.wrong:
        count = len(found.wrong)
        raise Refusal(f"Er is niets ingelezen: {count} {'rij klopt' if count == 1 else 'rijen kloppen'} nog niet.")
    last = edition.themes.aggregate(last=Max("order"))["last"] or 0
    EditionTheme.objects.bulk_create(
        EditionTheme(edition=edition, theme=row.theme, name=row.name, order=order)
        for order, row in enumerate(found.new, start=last + 1)
    )
    if found.new:
        names = ", ".join(row.name for row in found.new)
        audit.record(action="edition.themes_read_in", obj=edition, by=by, now=now, note=f"Ingelezen: {names}.")
    return found


def _place(old: int, new: int) -> tuple[int, int, int]:
    """Who goes up comes before whoever stood there, who goes down comes after; the rest closes up."""
    return new, (new > old) - (new < old), old


@transaction.atomic
def word_themes(*, edition_id: int, wordings: Sequence[Wording], by: Account, now: datetime) -> Edition:
    """Names and orders all themes at once; the places are counted from one again."""
    edition = being_made(edition_id)
    themes = {theme.pk: theme for theme in edition.themes.all()}
    asked = {wording.theme_id for wording in wordings}
    if asked - themes.keys():
        raise Refusal("Een van deze thema’s is net weggehaald. Ververs de bladzijde en begin daar opnieuw.")
    places = {theme.pk: _place(theme.order, theme.order) for theme in themes.values()}
    was = {theme.pk: (theme.name, theme.order) for theme in themes.values()}
    for wording in wordings:
        places[wording.theme_id] = _place(themes[wording.theme_id].order, wording.order)
        themes[wording.theme_id].name = wording.name
    taken: set[str] = set()
    for theme in themes.values():
        if theme.name.casefold() in taken:
            # a theme that came meanwhile has no field on the form
            field = f"name-{theme.pk}" if theme.pk in asked else ""
            raise Refusal(f"Twee thema’s heten ‘{theme.name}’. Geef ze elk een eigen naam.", field=field)
        taken.add(theme.name.casefold())
    for order, key in enumerate(sorted(themes, key=places.__getitem__), start=1):
        themes[key].order = order
    changed = [theme for theme in themes.values() if was[theme.pk] != (theme.name, theme.order)]
    if changed:
        EditionTheme.objects.bulk_update(changed, ["name", "order"])
        row = ", ".join(theme.name for theme in sorted(themes.values(), key=lambda theme: theme.order))
        audit.record(action="edition.themes_worded", obj=edition, by=by, now=now, note=f"De thema’s zijn nu: {row}.")
    return edition


@transaction.atomic
def remove_theme(*, edition_id: int, theme_id: int, by: Account, now: datetime) -> Edition:
    """The edition does not talk about this theme after all; only while nothing hangs on it."""
    edition = being_made(edition_id)
    theme = edition.themes.filter(pk=theme_id).first()
    if theme is None:
        raise Refusal("Dit thema is al weggehaald. Ververs de bladzijde.")
    # first the log, which comes one at a time: whatever was being hung on the theme then shows in the count
    audit.record(
        action="edition.theme_removed", obj=edition, by=by, now=now, note=f"Thema ‘{theme.name}’ is weggehaald."
    )
    if found := hanging(theme):
        raise Refusal(
            f"Aan het thema ‘{theme.name}’ hangt nog {found}. Zolang dat er is, blijft het thema; anders noemen kan wel."
        )
    if edition.state != EditionState.DRAFT and edition.themes.count() == 1:
        raise Refusal(
            "Dit is het enige thema en de editie is al aangekondigd. Zet er eerst een ander thema bij, "
            "anders weet niemand waar het over gaat."
        )
    theme.delete()
    return edition
