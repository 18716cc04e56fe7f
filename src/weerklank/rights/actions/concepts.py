"""What an article, a cluster, a target or a group is called, for whom and in which language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from weerklank.accounts.models import Account
from weerklank.audit.actions import record
from weerklank.moves import Refusal
from weerklank.rights import search
from weerklank.rights.models import Concept, ConceptLabel

LANGUAGES = (("nl", "Nederlands"), ("en", "Engels"))
REGISTERS = (("formal", "officieel"), ("plain", "gewone taal"), ("child", "kinderen"))
Place = tuple[str, str]


@transaction.atomic
def name_concept(
    *, concept_id: int, labels: Mapping[Place, str], source_url: str, by: Account, now: datetime
) -> Concept:
    """The words per language and kind of reader, as an editor wants them; an emptied one goes."""
    concept = Concept.objects.select_for_update().filter(pk=concept_id).first()
    if concept is None:
        raise Refusal("Dit begrip staat er niet meer. Ga terug naar de lijst.")
    known = {(label.language, label.register): label for label in concept.labels.all()}
    changed = []
    for place, typed in labels.items():
        words, label = typed.strip()[:300], known.get(place)
        if words == (label.text if label else ""):
            continue
        changed.append(f"{'/'.join(place)}: {words or 'weggehaald'}")
        if label and not words:
            label.delete()
        elif label:
            label.text, label.source_url = words, source_url.strip()
            label.save(update_fields=["text", "source_url"])
        else:
            ConceptLabel.objects.create(
                concept=concept, language=place[0], register=place[1], text=words, source_url=source_url.strip()
            )
    if not changed:
        raise Refusal("Er is niets veranderd aan deze namen.")
    _remember(concept, labels)
    record(
        action="concept.named",
        obj=concept,
        by=by,
        now=now,
        label=f"{concept.scheme.title} {concept.notation}",
        note="; ".join(changed)[:2000],
        public=True,
    )
    search.refresh(concept.limb_links.values_list("recommendation", flat=True))
    return concept


def _remember(concept: Concept, labels: Mapping[Place, str]) -> None:
    """The Dutch names stand on the concept itself too, where every list reads them without a second question."""
    concept.label = labels.get(("nl", "formal"), concept.label).strip()[:300]
    concept.child_label = labels.get(("nl", "child"), concept.child_label).strip()[:300]
    concept.save(update_fields=["label", "child_label"])
