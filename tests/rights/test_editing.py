"""Compared, confirmed, explained and published: each step by a named person, and by a second one where it counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.conftest import NOW, Cast
from tests.rights.limbs import article, document, limb
from weerklank.accounts.models import Account, Organisation
from weerklank.audit.models import AuditEvent
from weerklank.moves import Refusal
from weerklank.rights import queries
from weerklank.rights.actions import checking, claims, duties, relations
from weerklank.rights.models import (
    Recommendation,
    RecommendationConcept,
    RecommendationRelation,
    RecommendationTerritory,
    RecommendationText,
    RecommendationTheme,
    Responsibility,
    Territory,
    Theme,
)

pytestmark = pytest.mark.django_db


def _checked(by: Account) -> Recommendation:
    return checking.check(recommendation_id=limb().pk, by=by, now=NOW)


def _published(cast: Cast) -> Recommendation:
    return checking.publish(recommendation_id=_checked(cast.editor).pk, by=cast.second_editor, now=NOW)


def _sentence(do: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refusal:
        do()
    return refusal.value.sentence


def _last() -> AuditEvent:
    return AuditEvent.objects.order_by("-id")[0]


# --- Moves -------------------------------------------------------------------------------------------------------------


def test_a_text_is_checked_by_one_and_published_by_another(cast: Cast) -> None:
    done = _published(cast)
    assert (done.state, done.checked_by, done.published_by) == ("published", cast.editor, cast.second_editor)
    assert list(AuditEvent.objects.order_by("id").values_list("action", "public")) == [
        ("recommendation.checked", True),
        ("recommendation.published", True),
    ]


def test_who_checked_does_not_publish(cast: Cast) -> None:
    checked = _checked(cast.editor)
    said = _sentence(lambda: checking.publish(recommendation_id=checked.pk, by=cast.editor, now=NOW))
    assert said == "U hebt deze tekst zelf gecontroleerd. Iemand anders publiceert haar."
    assert Recommendation.objects.get().state == "checked"


def test_the_second_of_two_reads_who_was_first(cast: Cast) -> None:
    checked = _checked(cast.editor)
    said = _sentence(lambda: checking.check(recommendation_id=checked.pk, by=cast.second_editor, now=NOW))
    assert said == "Dit is net al gedaan door editor (Coalitie): CRC/C/NLD/CO/9 3 is gecontroleerd."


def test_a_step_that_does_not_exist_says_what_the_state_is(cast: Cast) -> None:
    row = limb()
    said = _sentence(lambda: checking.publish(recommendation_id=row.pk, by=cast.editor, now=NOW))
    assert said.startswith("Dit kan nu niet: de stand is ‘ingelezen’.")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": ""}, "Er is nog geen tekst om te vergelijken."),
        ({"complete": False}, "Deze tekst is nog niet zeker (de tekst is niet compleet)."),
        ({"doubtful": "regels verwisseld"}, "Deze tekst is nog niet zeker (regels verwisseld)."),
    ],
)
def test_what_is_missing_or_doubtful_is_not_checked(cast: Cast, values: dict[str, object], said: str) -> None:
    row = limb(**values)
    assert _sentence(lambda: checking.check(recommendation_id=row.pk, by=cast.editor, now=NOW)).startswith(said)
    assert Recommendation.objects.get().state == "imported"


def test_a_text_typed_over_from_the_source_can_be_checked(cast: Cast) -> None:
    row = limb(text="Op", complete=False, doubtful="afgebroken")
    fixed = checking.correct_text(
        recommendation_id=row.pk, text=" Open it. ", source_seen="PDF, bladzijde 3", by=cast.editor, now=NOW
    )
    assert (fixed.text, fixed.complete, fixed.doubtful) == ("Open it.", True, "")
    assert _sentence(lambda: checking.check(recommendation_id=row.pk, by=cast.editor, now=NOW)) == (
        "U typte deze tekst zelf over. Iemand anders legt haar naast de bron."
    )
    assert checking.check(recommendation_id=row.pk, by=cast.second_editor, now=NOW).state == "checked"


def test_a_word_and_a_page_say_enough_of_where_a_text_was_read(cast: Cast) -> None:
    row = limb(text="Op", complete=False)
    checking.correct_text(recommendation_id=row.pk, text="Open it.", source_seen="PDF blz 9", by=cast.editor, now=NOW)
    assert AuditEvent.objects.get(action="recommendation.text_corrected").note == "PDF blz 9"


@pytest.mark.parametrize(
    ("text", "source", "field"), [("  ", "PDF, bladzijde 3", "text"), ("Open it.", "pdf", "source_seen")]
)
def test_a_correction_needs_the_text_and_its_source(cast: Cast, text: str, source: str, field: str) -> None:
    row = limb()
    with pytest.raises(Refusal) as refusal:
        checking.correct_text(recommendation_id=row.pk, text=text, source_seen=source, by=cast.editor, now=NOW)
    assert refusal.value.field == field


def test_a_checked_text_is_frozen_until_it_is_sent_back_with_a_reason(cast: Cast) -> None:
    checked = _checked(cast.editor)

    def correct() -> Recommendation:
        return checking.correct_text(
            recommendation_id=checked.pk, text="Other.", source_seen="PDF, bladzijde 3", by=cast.editor, now=NOW
        )

    assert _sentence(correct).startswith("De tekst ligt vast sinds de controle.")
    assert (
        _sentence(
            lambda: checking.send_back(recommendation_id=checked.pk, reason="fout", by=cast.second_editor, now=NOW)
        )
        == "Schrijf wat er niet klopt, in een zin die een ander begrijpt."
    )
    back = checking.send_back(
        recommendation_id=checked.pk, reason="Regel twee staat er niet.", by=cast.second_editor, now=NOW
    )
    assert (back.state, back.checked_by, back.checked_on) == ("imported", None, None)
    assert correct().text == "Other."


def test_withdrawing_leaves_the_correction_for_everybody(cast: Cast) -> None:
    done = _published(cast)
    assert _sentence(
        lambda: checking.withdraw(recommendation_id=done.pk, reason=" ", by=cast.editor, now=NOW)
    ).startswith("Schrijf voor iedereen waarom")
    gone = checking.withdraw(
        recommendation_id=done.pk, reason="Dit staat niet in het document.", by=cast.editor, now=NOW
    )
    assert (gone.state, gone.correction) == ("withdrawn", "Dit staat niet in het document.")
    assert (_last().action, _last().public) == ("recommendation.withdrawn", True)
    assert (
        _sentence(lambda: checking.name_subject(recommendation_id=gone.pk, subject="Spelen", by=cast.editor, now=NOW))
        == "Hieraan verandert niets meer: de aanbeveling is ingetrokken."
    )


def test_a_limb_that_is_gone_says_so(cast: Cast) -> None:
    assert _sentence(lambda: checking.check(recommendation_id=4_000, by=cast.editor, now=NOW)) == (
        "Deze aanbeveling staat er niet meer. Ga terug naar de lijst."
    )


# --- What was derived --------------------------------------------------------------------------------------------------


def _suggested() -> RecommendationConcept:
    return RecommendationConcept.objects.create(
        recommendation=limb(), concept=article(), pattern="article …", matched_text="article 31"
    )


@pytest.mark.parametrize(
    ("moves", "state"),
    [
        (["confirm"], "confirmed"),
        (["reject"], "rejected"),
        (["confirm", "reconsider"], "suggested"),
        (["reject", "reconsider", "confirm"], "confirmed"),
    ],
)
def test_a_suggestion_is_decided_by_a_person(cast: Cast, moves: list[str], state: str) -> None:
    link = _suggested()
    for move in moves:
        claims.decide(
            recommendation_id=link.recommendation_id,
            kind="concept",
            link_id=link.pk,
            move=move,
            by=cast.editor,
            now=NOW,
        )
    link.refresh_from_db()
    assert link.state == state
    assert AuditEvent.objects.count() == len(moves)


@pytest.mark.parametrize(
    ("kind", "move", "said"),
    [
        ("concept", "destroy", "Kies bij een regel: bevestigen, afwijzen of opnieuw bekijken."),
        ("paragraph", "confirm", "Kies bij een regel: bevestigen, afwijzen of opnieuw bekijken."),
        ("thema", "confirm", "Deze regel staat er niet meer. Ververs de bladzijde."),
        ("concept", "reconsider", "Dit kan nu niet: de stand is ‘voorgesteld’."),
    ],
)
def test_a_decision_that_cannot_be_is_refused(cast: Cast, kind: str, move: str, said: str) -> None:
    link = _suggested()
    assert _sentence(
        lambda: claims.decide(
            recommendation_id=link.recommendation_id, kind=kind, link_id=link.pk, move=move, by=cast.editor, now=NOW
        )
    ).startswith(said)


def test_two_who_confirm_at_once_confirm_once(cast: Cast) -> None:
    link = _suggested()

    def confirm() -> object:
        return claims.decide(
            recommendation_id=link.recommendation_id,
            kind="concept",
            link_id=link.pk,
            move="confirm",
            by=cast.editor,
            now=NOW,
        )

    confirm()
    assert _sentence(confirm) == "31 Rust, spel, vrije tijd en cultuur is net al bevestigd. Ververs de bladzijde."


def test_all_at_once_leaves_what_was_rejected(cast: Cast, theme: Theme) -> None:
    link = _suggested()
    rejected = RecommendationConcept.objects.create(
        recommendation=link.recommendation, concept=article("19", "Geweld"), state="rejected"
    )
    RecommendationTheme.objects.create(recommendation=link.recommendation, theme=theme)
    assert claims.confirm_all(recommendation_id=link.recommendation_id, by=cast.editor, now=NOW) == 2
    rejected.refresh_from_db()
    assert rejected.state == "rejected"
    assert (
        _sentence(lambda: claims.confirm_all(recommendation_id=link.recommendation_id, by=cast.editor, now=NOW))
        == "Er is niets meer te bevestigen."
    )


def test_what_no_pattern_found_is_added_by_hand_once(cast: Cast, theme: Theme) -> None:
    row = limb()
    saba = Territory.objects.create(code="SAB", slug="saba", name="Saba")
    for to in (theme, saba, article()):
        link = claims.add_link(recommendation_id=row.pk, to=to, source_seen="kop boven 3", by=cast.editor, now=NOW)
        assert (link.source, link.state, link.pattern) == ("editor", "confirmed", "kop boven 3")
    assert (
        _sentence(lambda: claims.add_link(recommendation_id=row.pk, to=saba, source_seen="", by=cast.editor, now=NOW))
        == "Saba staat er al, als ‘bevestigd’. Verander het in de lijst."
    )


def test_a_theme_is_suggested_by_a_word_and_not_again_after_no(cast: Cast, theme: Theme) -> None:
    row = limb(text="Children living in poverty need help.")
    assert claims.suggest_themes(recommendation_id=row.pk) == 1
    link = RecommendationTheme.objects.get()
    assert (link.source, link.state, link.pattern, link.matched_text) == (
        "machine",
        "suggested",
        "woordenlijst armoede: poverty",
        "poverty",
    )
    claims.decide(recommendation_id=row.pk, kind="thema", link_id=link.pk, move="reject", by=cast.editor, now=NOW)
    assert claims.suggest_themes(recommendation_id=row.pk) == 0


def test_themes_are_suggested_for_every_limb_without_one(cast: Cast, theme: Theme) -> None:
    for number in (1, 2):
        limb(number, text="Poverty among children.")
    assert claims.suggest_all_themes(by=cast.editor, now=NOW) == 2
    assert _sentence(lambda: claims.suggest_all_themes(by=cast.editor, now=NOW)) == (
        "De woordenlijsten vinden nu niets nieuws."
    )


def test_urgency_names_the_area_and_can_be_taken_back(cast: Cast) -> None:
    row = limb()
    assert (
        _sentence(
            lambda: checking.mark_urgent(recommendation_id=row.pk, urgent=True, area=" ", by=cast.editor, now=NOW)
        )
        == "Schrijf het gebied zoals het comité het noemt."
    )
    marked = checking.mark_urgent(recommendation_id=row.pk, urgent=True, area="mental health", by=cast.editor, now=NOW)
    assert (marked.is_urgent, marked.urgent_area) == (True, "mental health")
    cleared = checking.mark_urgent(recommendation_id=row.pk, urgent=False, area="x", by=cast.editor, now=NOW)
    assert (cleared.is_urgent, cleared.urgent_area) == (False, "")


# --- Beside the text ---------------------------------------------------------------------------------------------------


def _propose(row: Recommendation, body: Organisation, by: Account) -> Responsibility:
    return duties.propose_responsible(
        recommendation_id=row.pk,
        organisation=body,
        territory=None,
        role="lead",
        basis="Kamerstuk 33826-46",
        by=by,
        now=NOW,
    )


def test_who_must_act_is_proposed_once_even_without_a_territory(cast: Cast, ministry: Organisation) -> None:
    row = limb()
    assert _propose(row, ministry, cast.editor).state == "proposed"
    assert _sentence(lambda: _propose(row, ministry, cast.editor)) == "A staat er al (voorgesteld)."


def test_a_body_that_is_no_more_is_not_proposed(cast: Cast, ministry: Organisation) -> None:
    Organisation.objects.filter(pk=ministry.pk).update(valid_to=date(2026, 1, 1))
    ministry.refresh_from_db()
    row = limb()
    assert _sentence(lambda: _propose(row, ministry, cast.editor)) == (
        "A bestaat vandaag niet (tot 1 januari 2026). Kies de opvolger."
    )


def test_a_proposal_is_taken_back_only_while_nobody_reacted(cast: Cast, ministry: Organisation) -> None:
    row = limb()
    first = _propose(row, ministry, cast.editor)
    duties.take_back_responsible(recommendation_id=row.pk, responsibility_id=first.pk, by=cast.editor, now=NOW)
    assert Responsibility.objects.count() == 0
    again = _propose(row, ministry, cast.editor)
    Responsibility.objects.update(state="accepted")

    def take_back(pk: int) -> Callable[[], None]:
        return lambda: duties.take_back_responsible(
            recommendation_id=row.pk, responsibility_id=pk, by=cast.editor, now=NOW
        )

    assert _sentence(take_back(again.pk)) == "A heeft al gereageerd (aanvaard): dit blijft staan."
    assert _sentence(take_back(first.pk + 100)) == "Dit voorstel staat er niet meer. Ververs de bladzijde."


def test_a_later_round_repeats_an_earlier_one_and_never_the_other_way(cast: Cast) -> None:
    later, earlier = limb(), limb(7, of=document(2004, "CRC/C/15/Add.9"))

    def relate(one: Recommendation, other: Recommendation) -> RecommendationRelation:
        return relations.relate(
            recommendation_id=one.pk, earlier=other, relation="reiterates", note="", by=cast.editor, now=NOW
        )

    assert relate(later, earlier).type == "reiterates"
    assert _sentence(lambda: relate(later, earlier)) == "Deze twee horen al bij elkaar (herhaalt)."
    assert _sentence(lambda: relate(earlier, later)) == "Kies een onderdeel uit een eerdere ronde."


def test_a_subject_is_named(cast: Cast) -> None:
    row = limb()
    assert (
        checking.name_subject(recommendation_id=row.pk, subject=" Spelen ", by=cast.editor, now=NOW).subject == "Spelen"
    )
    assert (
        _sentence(lambda: checking.name_subject(recommendation_id=row.pk, subject=" ", by=cast.editor, now=NOW))
        == "Noem het onderwerp in een paar woorden."
    )


# --- What everybody may read -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "plain", "shown"),
    [
        ("imported", "", False),
        ("imported", "Open elke speeltuin.", True),
        ("checked", "", False),
        ("superseded", "", True),
    ],
)
def test_what_is_known_in_our_own_words_or_published_is_visible(
    cast: Cast, state: str, plain: str, shown: bool
) -> None:
    limb(state=state, plain=plain)
    assert queries.visible().exists() is shown


def test_a_withdrawn_limb_is_not_visible_whatever_words_it_has(cast: Cast) -> None:
    limb(state="withdrawn", correction="Dit klopte niet.", plain="Open elke speeltuin.")
    assert queries.visible().count() == 0


def test_draft_words_make_nothing_visible(cast: Cast) -> None:
    row = limb()
    RecommendationText.objects.create(recommendation=row, register="plain", text="Concept.")
    assert queries.visible().count() == 0


def test_duties_are_for_editors_and_never_ones_own_check(cast: Cast) -> None:
    limb(1)
    checking.check(recommendation_id=limb(2).pk, by=cast.editor, now=NOW)
    today = NOW.date()
    assert queries.duties(cast.organiser, today) == []
    assert [(duty.label, duty.count) for duty in queries.duties(cast.editor, today)] == [
        ("Ingelezen tekst om te controleren", 1)
    ]
    assert [(duty.label, duty.count) for duty in queries.duties(cast.second_editor, today)] == [
        ("Aanbevelingen die u kunt publiceren", 1),
        ("Ingelezen tekst om te controleren", 1),
    ]


def test_the_very_words_are_marked_and_the_longest_match_wins() -> None:
    text = "Open Saba, in line with article 31 (article 31)."
    pieces = queries.highlighted(
        text, [("article 31", "artikel 31"), ("in line with article 31", "lang"), ("saba", "Saba")]
    )
    assert [(piece.text, piece.why) for piece in pieces] == [
        ("Open ", ""),
        ("Saba", "Saba"),
        (", ", ""),
        ("in line with article 31", "lang"),
        (" (", ""),
        ("article 31", "artikel 31"),
        (").", ""),
    ]
    assert "".join(piece.text for piece in pieces) == text


def test_two_claims_on_the_same_words_share_the_mark() -> None:
    assert [piece.why for piece in queries.highlighted("Saba", [("Saba", "a"), ("Saba", "b")])] == ["a, b"]


def test_a_territory_link_stands_among_the_claims(cast: Cast) -> None:
    row = limb()
    saba = Territory.objects.create(code="SAB", slug="saba", name="Saba")
    RecommendationTerritory.objects.create(recommendation=row, territory=saba, pattern="Saba", matched_text="Saba")
    found = queries.find(row.document.slug, row.slug)
    assert found is not None
    claim = queries.limb_work(found).claims[0]
    assert (claim.label, claim.pattern, claim.where, claim.suggested) == ("Saba", "Saba", "de tekst", True)
