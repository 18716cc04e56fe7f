"""Files of open data for the tests: written from a database that is empty again afterwards, and changed as an enemy would."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction

from tests.conftest import NOW, TODAY
from tests.rights import limbs
from tests.tracker import loop_rows
from weerklank.accounts.models import Account, Organisation
from weerklank.advices.models import Advice, AdvicePart, Handover
from weerklank.answers.models import (
    Action,
    ActionCommitment,
    ActionLink,
    ActionStep,
    Answer,
    AnswerText,
    Commitment,
    CommitmentLink,
    Milestone,
    ProgressUpdate,
    Transfer,
)
from weerklank.briefings.models import NewsArticle
from weerklank.config.content import demonstration, known_limbs, loading
from weerklank.editions.models import Edition, EditionTheme
from weerklank.evidence.models import ParliamentDocument
from weerklank.findings.models import Group
from weerklank.participation.models import Consultation
from weerklank.rights.models import (
    Concept,
    ConceptLabel,
    Dropped,
    Recommendation,
    RecommendationConcept,
    RecommendationRelation,
    RecommendationTerritory,
    RecommendationText,
    RecommendationTheme,
    Responsibility,
    Scheme,
    StatePosition,
    Territory,
    Theme,
)
from weerklank.tracker.dump import archive

AS_OF = date(2026, 11, 20)
# stands in what nobody may read; where a row is frozen, from its first day on
MARK = "GEHEIM-7f3a"
FORMULA = '=1+1;-2\r\n"=cmd|a"'


class _Undo(Exception):
    """What was built is taken away again, whatever may not be deleted."""


def dumped(path: Path, build: Callable[[], None]) -> Path:
    """The file of what ``build`` lays; the database afterwards is as it was before."""
    try:
        with transaction.atomic():
            build()
            archive.write_file(path, as_of=AS_OF)
            raise _Undo
    except _Undo:
        return path


def example_content(home: Path) -> None:
    """All of the example content, the made-up edition included."""
    loading.load(now=NOW)
    known_limbs.load()
    demonstration.load(now=NOW, today=TODAY, home=home)


def _two_people() -> tuple[Account, Account]:
    return (
        Account.objects.create_account(email="een@weerklank.example", name="Een", password=None),
        Account.objects.create_account(email="twee@weerklank.example", name="Twee", password=None),
    )


def everything(home: Path) -> None:
    """The example content, and beside it at least one row of every table that travels."""
    example_content(home)
    first, second = _two_people()
    earlier, later = _limbs(first, second)
    _claims(earlier, later, first, second)
    _answers(later, first, second)
    _actions(later)


def _limbs(first: Account, second: Account) -> tuple[Recommendation, Recommendation]:
    checked = {"checked_by": first, "published_by": second, "checked_on": TODAY, "published_on": TODAY}
    earlier = limbs.limb(3, of=limbs.document(2030), plain="Open de speeltuin.", state="published", **checked)
    newer = limbs.document(2034, "CRC/C/NLD/CO/10")
    later = limbs.limb(7, of=newer, text=FORMULA, plain="Open hem nu.", state="published", **checked)
    RecommendationRelation.objects.create(
        later=later, earlier=earlier, type="strengthens", note=FORMULA, state="confirmed"
    )
    Dropped.objects.create(recommendation=earlier, cycle=newer.cycle, note="niet meer genoemd")
    RecommendationText.objects.create(
        recommendation=later,
        register="child",
        age_band="9-12",
        text="Spelen!",
        state="published",
        written_by=first,
        approved_by=second,
        author=MARK,
    )
    return earlier, later


def _claims(earlier: Recommendation, later: Recommendation, first: Account, second: Account) -> None:
    body = Organisation.objects.get(slug="demo-ministerie-a")
    scheme = Scheme.objects.create(code="proef", title="Proeflijst")
    concept = Concept.objects.create(scheme=scheme, notation="1", label="Spel")
    Concept.objects.create(scheme=scheme, notation="0", label="Alles").narrower.add(concept)
    ConceptLabel.objects.create(concept=concept, language="en", register="child", text="-what it is")
    for model, thing in (
        (RecommendationConcept, {"concept": concept}),
        (RecommendationTerritory, {"territory": Territory.objects.order_by("pk")[0]}),
        (RecommendationTheme, {"theme": Theme.objects.order_by("pk")[0]}),
    ):
        model.objects.create(recommendation=later, state="confirmed", **thing)
    for day, words in ((TODAY, "@eerst"), (TODAY, "daarna"), (None, "zonder dag")):
        StatePosition.objects.create(
            recommendation=later, position="accepts", words=words, stated_on=day, recorded_by=MARK
        )
    Responsibility.objects.create(
        recommendation=later,
        organisation=body,
        state="disputed",
        disputed_reason="Niet van ons.",
        answered_by=first,
        answered_on=TODAY,
    )
    Responsibility.objects.create(
        recommendation=earlier, organisation=body, state="ended", valid_to=TODAY, ended_reason="Het hield op."
    )
    ParliamentDocument.objects.order_by("pk")[0].themes.add(Theme.objects.order_by("pk")[0])


def _answers(later: Recommendation, first: Account, second: Account) -> None:
    edition = Edition.objects.create(year=2031, slug="proef", title="Proefeditie", state="follow_up")
    theme = EditionTheme.objects.create(edition=edition, theme=Theme.objects.order_by("pk")[0], name="+Geld", order=1)
    bodies = Organisation.objects.filter(is_demonstration=True).order_by("pk")
    Handover.objects.create(edition=edition, date=TODAY - timedelta(days=100)).receivers.set(bodies[:2])
    consultation = Consultation.objects.create(
        edition=edition,
        edition_theme=theme,
        slug="proefvraag",
        question="Wat helpt?",
        can_change="dit",
        cannot_change="dat",
        who_decides="de minister",
        hear_by=TODAY,
        state="reported",
    )
    group = Group.objects.create(consultation=consultation, title="=Samen", destination="in_advice")
    before = loop_rows.advice(theme, "2031-PRF-01", "Doe dit.", "Doe dat.")
    before.groups.add(group)
    before.recommendations.add(later)
    again = loop_rows.advice(theme, "2031-PRF-02", "Doe dit.", raised_before=before)
    loop_rows.asked(again, bodies[0], due=TODAY)
    addressee = loop_rows.asked(before, bodies[0], due=TODAY)
    part = AdvicePart.objects.get(advice=before, order=1)
    Transfer.objects.create(
        addressee=addressee, part=part, to=bodies[1], reason="hoort daar", state="accepted", settled_on=TODAY
    )
    offered = AdvicePart.objects.get(advice=before, order=2)
    Transfer.objects.create(addressee=addressee, part=offered, to=bodies[1], reason="nog niet aangenomen")
    answer = loop_rows.answered(addressee, ["not_ours", "follow"], (first, second), returned_note=MARK)
    AnswerText.objects.create(answer=answer, language="uk", child_version="Так.", checked=True)
    kept = Commitment.objects.create(
        slug="proefbelofte",
        title="Proefbelofte",
        organisation=bodies[0],
        state="on_track",
        position=answer.positions.get(part__order=2),
    )
    Commitment.objects.create(
        slug="aanvullende-belofte", title="Verder", organisation=bodies[0], state="agreed", carried_from=kept
    )
    kept.themes.add(theme.theme)
    for text in ("eerst", "daarna"):
        ProgressUpdate.objects.create(commitment=kept, date=TODAY, state="on_track", text=text)
    CommitmentLink.objects.create(commitment=kept, recommendation=later, state="confirmed", share="core")
    _not_public(theme, again, kept)


def _not_public(theme: EditionTheme, advice: Advice, kept: Commitment) -> None:
    """What nobody may read yet, right beside what everybody may."""
    body = Organisation.objects.get(slug="demo-ministerie-a")
    draft = Edition.objects.create(year=2040, slug="concept", title="Concept")
    Advice.objects.create(number="2031-PRF-09", edition=theme.edition, edition_theme=theme, title="Concept")
    hidden = loop_rows.advice(EditionTheme.objects.create(edition=draft, theme=theme.theme, name="X"), "2040-X-01")
    Advice.objects.filter(pk=advice.pk).update(raised_before=hidden)
    Answer.objects.create(addressee=advice.addressees.get(), summary="Concept")
    proposed = Commitment.objects.create(slug="voorstel", title="Voorstel", organisation=body, state="proposed")
    Commitment.objects.filter(pk=kept.pk).update(carried_from=proposed)
    ProgressUpdate.objects.create(commitment=proposed, date=TODAY, state="on_track", text="nog niet openbaar")
    unread = limbs.limb(9, of=limbs.document(2034, "CRC/C/NLD/CO/10"), text="Not yet read by anybody.")
    CommitmentLink.objects.create(commitment=kept, recommendation=unread, state="confirmed")
    RecommendationText.objects.create(recommendation=unread, register="child", text="Concept")
    NewsArticle.objects.create(slug="concept", title="Concept", lead="L", body="B")


def _actions(later: Recommendation) -> None:
    action = Action.objects.create(
        slug="proefactie", title="Proefactie", lead=Organisation.objects.order_by("pk")[0], budget_amount="1200.50"
    )
    for day, state in ((TODAY - timedelta(days=9), "under_way"), (TODAY, "delivered")):
        ActionStep.objects.create(
            action=action, date=day, state=state, text="stap", evidence_url="https://voorbeeld.example/bewijs"
        )
    Action.objects.filter(pk=action.pk).update(state="delivered")
    ActionLink.objects.create(action=action, recommendation=later, state="confirmed", share="part", rationale=FORMULA)
    ActionCommitment.objects.create(
        action=action, commitment=Commitment.objects.get(slug="proefbelofte"), state="confirmed"
    )
    Milestone.objects.create(action=action, title="Eerste stuk", due_on=TODAY)


# --- As an enemy, or an accident, would -------------------------------------------------------------------------------


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def written(path: Path, content: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in content.items():
            file.writestr(name, data)
    return path


def sealed(content: Mapping[str, bytes], **changes: object) -> dict[str, bytes]:
    """The same parts under a manifest that fits them again, as somebody who knows how would make it."""
    manifest = json.loads(content[archive.MANIFEST]) | changes
    for name, data in content.items():
        if name in manifest["files"]:
            manifest["files"][name]["sha256"] = hashlib.sha256(data).hexdigest()
    manifest["seal"] = archive.seal(manifest)
    return {**content, archive.MANIFEST: archive.json_bytes(manifest)}


def lines(data: bytes) -> list[str]:
    return io.StringIO(data.decode("utf-8-sig"), newline="").read().split("\r\n")
