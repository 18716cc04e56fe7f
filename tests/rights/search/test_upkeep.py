"""After whatever an editor, a body or a file does, the index says of every limb exactly what a new index would say."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from tests.conftest import NOW, Cast
from tests.rights.limbs import article, document, limb
from weerklank.accounts.models import Organisation
from weerklank.rights import actions, search
from weerklank.rights.actions import changes, checking, claims, concepts, duties, importing, mending, relations, wording
from weerklank.rights.kinds import BY_SLUG
from weerklank.rights.models import (
    ImportBatch,
    Recommendation,
    RecommendationConcept,
    RecommendationRelation,
    RecommendationText,
    Responsibility,
    SearchPosting,
    SearchTerm,
    SearchText,
    SourceChange,
    Theme,
)

pytestmark = pytest.mark.django_db
WHY = "Zo staat het in de bron."


def _mark(row: Recommendation, cast: Cast) -> None:
    checking.mark_urgent(recommendation_id=row.pk, urgent=True, area="Zeppelin", by=cast.editor, now=NOW)


def _publish(row: Recommendation, cast: Cast) -> None:
    kind = BY_SLUG["gewone-taal"]
    text = wording.write_text(recommendation_id=row.pk, kind=kind, text="De zeppelin.", by=cast.editor, now=NOW)
    wording.submit_text(text_id=text.pk, by=cast.editor, now=NOW)
    wording.approve_text(text_id=text.pk, by=cast.second_editor, now=NOW)
    checking.check(recommendation_id=row.pk, by=cast.editor, now=NOW)
    checking.publish(recommendation_id=row.pk, by=cast.second_editor, now=NOW)


def _retire(row: Recommendation, cast: Cast) -> None:
    _publish(row, cast)
    text = RecommendationText.objects.get(recommendation=row)
    wording.retire_text(text_id=text.pk, reason=WHY, by=cast.second_editor, now=NOW)


def _publish_text(row: Recommendation, cast: Cast) -> None:
    _publish(row, cast)
    kind = BY_SLUG["kinderen"]
    text = wording.write_text(recommendation_id=row.pk, kind=kind, text="Een ballon.", by=cast.editor, now=NOW)
    wording.submit_text(text_id=text.pk, by=cast.editor, now=NOW)
    wording.approve_text(text_id=text.pk, by=cast.second_editor, now=NOW)
    wording.publish_text(text_id=text.pk, by=cast.second_editor, now=NOW)


def _claim(row: Recommendation) -> RecommendationConcept:
    return RecommendationConcept.objects.create(recommendation=row, concept=article("33", "Zeppelins"))


def _decide(row: Recommendation, cast: Cast) -> None:
    link = _claim(row)
    for move in ("confirm", "reconsider", "reject"):
        claims.decide(recommendation_id=row.pk, kind="concept", link_id=link.pk, move=move, by=cast.editor, now=NOW)
        assert search.stale() == []


def _confirm_all(row: Recommendation, cast: Cast) -> None:
    _claim(row)
    claims.confirm_all(recommendation_id=row.pk, by=cast.editor, now=NOW)


def _rename(row: Recommendation, cast: Cast) -> None:
    _confirm_all(row, cast)
    labels = {("nl", "formal"): "Luchtschepen", ("en", "formal"): "Airships"}
    concepts.name_concept(concept_id=article("33").pk, labels=labels, source_url="", by=cast.editor, now=NOW)


def _propose(row: Recommendation, cast: Cast) -> Responsibility:
    body = Organisation.objects.create(slug="zeppelins", name="Dienst Zeppelins", kind="ministry")
    return duties.propose_responsible(
        recommendation_id=row.pk, organisation=body, territory=None, role="lead", basis=WHY, by=cast.editor, now=NOW
    )


def _take_back(row: Recommendation, cast: Cast) -> None:
    duty = _propose(row, cast)
    duties.take_back_responsible(recommendation_id=row.pk, responsibility_id=duty.pk, by=cast.editor, now=NOW)


def _end(row: Recommendation, cast: Cast) -> None:
    duty = _propose(row, cast)
    duties.accept(responsibility_id=duty.pk, by=cast.admin, now=NOW)
    duties.end_responsible(responsibility_id=duty.pk, on=NOW.date(), reason=WHY, by=cast.editor, now=NOW)


def _take(row: Recommendation, cast: Cast) -> None:
    batch = ImportBatch.objects.create(file_name="a.txt", sha256="0", format="text", started_at=NOW - timedelta(1))
    changes.ask(limb=row, offered="Build a zeppelin instead.", batch=batch)
    changes.take(change_id=SourceChange.objects.get().pk, by=cast.editor, now=NOW)


def _fix_letter(row: Recommendation, cast: Cast) -> None:
    mending.split(limb_id=row.pk, start="in line with", letter="b", by=cast.editor, now=NOW)
    assert search.stale() == []
    second = Recommendation.objects.exclude(pk=row.pk).get()
    mending.fix_letter(limb_id=second.pk, letter="c", by=cast.editor, now=NOW)


def _merge(row: Recommendation, cast: Cast) -> None:
    mending.split(limb_id=row.pk, start="in line with", letter="b", by=cast.editor, now=NOW)
    second = Recommendation.objects.exclude(pk=row.pk).get()
    mending.merge_with_previous(limb_id=second.pk, by=cast.editor, now=NOW)


def _supersede(row: Recommendation, cast: Cast) -> None:
    _publish(row, cast)
    later = limb(of=document(2036, "CRC/C/NLD/CO/11"))
    search.refresh([later.pk])
    checking.check(recommendation_id=later.pk, by=cast.editor, now=NOW)
    checking.publish(recommendation_id=later.pk, by=cast.second_editor, now=NOW)
    relations.relate(recommendation_id=later.pk, earlier=row, relation="reiterates", note=WHY, by=cast.editor, now=NOW)
    link = RecommendationRelation.objects.get()
    relations.confirm_relation(recommendation_id=later.pk, relation_id=link.pk, by=cast.second_editor, now=NOW)
    relations.supersede(recommendation_id=row.pk, relation_id=link.pk, by=cast.editor, now=NOW)


def _themes(row: Recommendation, cast: Cast) -> None:
    for slug in ("onderwijs", "participatie"):
        Theme.objects.create(slug=slug)
    row.text = "Improve education and participation of children."
    row.save()
    search.refresh([row.pk])
    claims.suggest_all_themes(by=cast.editor, now=NOW)


CHANGES: dict[str, Callable[[Recommendation, Cast], object]] = {
    "changes.take": _take,
    "checking.correct_text": lambda row, cast: checking.correct_text(
        recommendation_id=row.pk, text="Build a zeppelin.", source_seen="bladzijde 3", by=cast.editor, now=NOW
    ),
    "checking.publish": _publish,
    "checking.mark_urgent": _mark,
    "checking.name_subject": lambda row, cast: checking.name_subject(
        recommendation_id=row.pk, subject="Zeppelins", by=cast.editor, now=NOW
    ),
    "claims.decide": _decide,
    "claims.confirm_all": _confirm_all,
    "claims.add_link": lambda row, cast: claims.add_link(
        recommendation_id=row.pk, to=article("33", "Zeppelins"), source_seen=WHY, by=cast.editor, now=NOW
    ),
    "claims.suggest_all_themes": _themes,
    "concepts.name_concept": _rename,
    "duties.propose_responsible": _propose,
    "duties.take_back_responsible": _take_back,
    "duties.end_responsible": _end,
    "mending.fix_number": lambda row, cast: mending.fix_number(
        paragraph_id=row.paragraph_id, number=77, by=cast.editor, now=NOW
    ),
    "mending.split": _fix_letter,
    "mending.fix_letter": _fix_letter,
    "mending.merge_with_previous": _merge,
    "relations.supersede": _supersede,
    "wording.publish_text": _publish_text,
    "wording.publish_approved": _publish,
    "wording.retire_text": _retire,
}
# what these change is not searched: a state that the page filters by, a draft, a relation, a mapping
NOT_SEARCHED = {
    "changes.keep", "checking.check", "checking.send_back", "checking.withdraw", "duties.accept", "duties.accept_several",
    "duties.dispute", "duties.dispute_several", "mapping.save_mapping", "mending.give_address", "positions.state_position", "relations.relate",
    "relations.change_relation", "relations.confirm_relation", "relations.take_back_relation", "relations.mark_dropped", "relations.take_back_dropped",
    "wording.write_text", "wording.discard_draft", "wording.submit_text", "wording.return_text", "wording.approve_text",
    "wording.tried_with_children",
}  # fmt: skip
IMPORTS = {"importing.import_observations", "importing.import_table"}


def _all_actions() -> set[str]:
    """Every function that does something at a moment, by the file and the name under which it stands."""
    found = set()
    for file in pkgutil.iter_modules(actions.__path__):
        module = importlib.import_module(f"{actions.__name__}.{file.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and "now" in inspect.signature(function).parameters:
                found.add(f"{file.name}.{name}")
    return found


def test_every_action_says_whether_it_changes_what_is_searched() -> None:
    assert _all_actions() == set(CHANGES) | NOT_SEARCHED | IMPORTS


@pytest.mark.parametrize("name", CHANGES)
def test_the_index_is_right_after(name: str, cast: Cast) -> None:
    row = limb()
    search.rebuild()
    CHANGES[name](row, cast)
    assert SearchText.objects.count() == Recommendation.objects.count()
    assert search.stale() == []


def test_the_index_is_right_after_an_import(territories: None, observations: Path) -> None:
    importing.import_observations(path=observations, by=None, now=NOW)
    assert SearchText.objects.count() == Recommendation.objects.count() > 0
    assert search.stale() == []


def test_a_dry_run_leaves_no_words(territories: None, observations: Path) -> None:
    importing.import_observations(path=observations, by=None, now=NOW, dry_run=True)
    assert SearchPosting.objects.count() == 0


def _postings() -> list[tuple[int, str, str, float]]:
    return list(
        SearchPosting.objects.order_by("recommendation", "term__language", "term__word").values_list(
            "recommendation", "term__language", "term__word", "weight"
        )
    )


def test_kept_up_limb_by_limb_is_the_same_as_made_anew(care: Recommendation, play: Recommendation) -> None:
    care.subject = "Iets anders"
    care.save()
    search.refresh([care.pk])
    kept = _postings()
    assert search.rebuild() == 2
    assert _postings() == kept


def test_a_limb_that_goes_takes_its_words_along(play: Recommendation) -> None:
    gone = limb(8, of=play.document, text="Build a zeppelin.")
    search.refresh([gone.pk])
    gone.delete()
    assert set(SearchPosting.objects.values_list("recommendation", flat=True)) == {play.pk}
    assert search.find("zeppelin").apply(Recommendation.objects.all()).count() == 0


def test_three_limbs_are_laid_in_as_many_questions_as_one(
    care: Recommendation, play: Recommendation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    third = limb(8, of=care.document)
    search.refresh([third.pk])
    counts = []
    for chosen in ([care.pk], [care.pk, play.pk, third.pk]):
        with django_assert_num_queries(18, exact=False) as asked:
            search.refresh(chosen)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_command_says_what_runs_behind_and_mends_it(care: Recommendation, play: Recommendation) -> None:
    Recommendation.objects.filter(pk=care.pk).update(subject="Buiten de acties om")
    with pytest.raises(CommandError, match=r"loopt achter bij CRC/C/NLD/CO/9 22\(b\)\. Werk haar bij"):
        call_command("search", "check")
    out = StringIO()
    call_command("search", "mend", stdout=out)
    call_command("search", "check", stdout=out)
    call_command("search", "rebuild", stdout=out)
    assert out.getvalue().splitlines() == [
        "Zoekindex bijgewerkt: 1 aanbevelingen liepen achter.",
        "De zoekindex klopt.",
        "Zoekindex opnieuw gemaakt: 2 aanbevelingen.",
    ]


def test_the_command_finds_as_the_site_does(care: Recommendation, play: Recommendation) -> None:
    out = StringIO()
    call_command("search", "find", "pleegezin", "quetzalcoatl", stdout=out)
    assert out.getvalue().splitlines() == [
        "(‘pleegezin’ staat nergens: gezocht naar ‘pleeggezin’)",
        "(nergens gevonden: quetzalcoatl)",
        "CRC/C/NLD/CO/9 22(b): Ensure that children in [alternative care] are heard, and that siblings are not separated.",
        "1 gevonden.",
    ]


def test_a_rebuild_drops_words_that_nobody_says(play: Recommendation) -> None:
    SearchTerm.objects.create(language="nl", word="zeppelin", stem="zeppelin")
    search.rebuild()
    assert not SearchTerm.objects.filter(word="zeppelin").exists()
