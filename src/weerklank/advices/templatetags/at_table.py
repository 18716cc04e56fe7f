"""How the screens of a table ask a thing for its fields, and say what is in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from weerklank.advices.at_table.laying import SPOKEN
from weerklank.advices.at_table.merging import Draft, State, Thing, Version
from weerklank.advices.at_table.queries import FIELDS, SECTIONS
from weerklank.advices.at_table.reading import Said
from weerklank.editions.models import Seat

register = template.Library()
_NAMES = {"voice": "Wie zei het?", "section": "Waar hoort het bij?", "struck": "Doorgestreept?", "text": "De tekst"}


@register.filter
def at(values: Mapping[str, Any] | None, name: str) -> Any:
    """What stands under a name that has a dot in it."""
    return values.get(name, "") if values else ""


@register.filter
def value(thing: Thing | None, name: str) -> Any:
    """The first version of a field."""
    return thing.first(name) if thing else ""


@register.filter
def versions(thing: Thing | None, name: str) -> tuple[Version, ...]:
    return thing.fields.get(name, ()) if thing else ()


@register.filter
def heads(thing: Thing | None, name: str) -> str:
    """The operations that the next one replaces."""
    return ",".join(key for version in versions(thing, name) for key in version.ids)


@register.filter
def all_versions(state: State, name: str) -> str:
    """A field of the record with every version under the other."""
    return "\n".join(str(version.value) for version in state.record.get(name, ()))


@register.filter
def posted(what: Any) -> Any:
    """As a form carries it."""
    return {True: "1", False: "0"}.get(what, what) if isinstance(what, bool) else what


@register.filter
def spoken(what: Any) -> Any:
    if isinstance(what, bool):
        return "ja" if what else "nee"
    return SPOKEN.get(what, SECTIONS.get(what, what))


@register.filter
def field_name(name: str) -> str:
    if name.startswith("source:"):
        return "Waar komt dit vandaan?"
    return FIELDS.get(name, _NAMES.get(name, name)) if name != "text" else _NAMES["text"]


@register.filter
def source(draft: Draft | None, group_id: int) -> bool:
    """Whether somebody tapped this group as a source."""
    return bool(draft and draft.first(f"source:{group_id}"))


@register.filter
def source_heads(draft: Draft | None, group_id: int) -> str:
    return heads(draft, f"source:{group_id}")


@register.filter
def said(draft: Draft | None, seat: Seat) -> tuple[Said, ...]:
    """What this place said of the text that is being read."""
    return draft.reading.said.get(seat.pk, ()) if draft and draft.reading else ()


@register.filter
def agreed(draft: Draft | None, seat: Seat) -> bool:
    """Whether this place said once and for all that this is what they meant; asking it again would say it twice."""
    return [one.agrees for one in said(draft, seat)] == [True]


@register.filter
def said_ids(draft: Draft | None, seat: Seat) -> str:
    return ",".join(one.id for one in said(draft, seat))


@register.filter
def heard_ids(draft: Draft | None) -> str:
    """Everything that was said so far: an adult speaks after all the young were heard."""
    reading = draft.reading if draft else None
    return ",".join(one.id for versions in reading.said.values() for one in versions) if reading else ""


@register.filter
def heard_all(draft: Draft | None, young: frozenset[int]) -> bool:
    return bool(young and draft and draft.reading and draft.reading.heard(young))


@register.filter
def share(state: State) -> str:
    """How often adults spoke, in one sentence."""
    adult, young = state.counts.get("adult", 0), state.counts.get("young", 0)
    if not adult + young:
        return "Er is nog niets geteld."
    return f"Volwassenen waren {adult} van de {adult + young} keer aan het woord."
