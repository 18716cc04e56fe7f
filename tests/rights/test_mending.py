"""An editor mends numbers and letters beside the original, and the same file does not undo it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import NOW, Cast
from weerklank.audit.models import AuditEvent
from weerklank.moves import Refusal
from weerklank.rights.actions import mending
from weerklank.rights.actions.importing import import_observations
from weerklank.rights.models import ImplementationComment, ImportBatch, Recommendation, SourceParagraph

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("territories")]


@pytest.fixture
def third(observations: Path) -> SourceParagraph:
    import_observations(path=observations, by=None, now=NOW)
    return SourceParagraph.objects.get(number=3)


def _limb(number: str) -> Recommendation:
    return Recommendation.objects.get(number=number)


def _limbs() -> list[tuple[str, str, str]]:
    return list(
        Recommendation.objects.filter(paragraph__order__gte=30).order_by("order").values_list("number", "slug", "text")
    )


def _again(path: Path) -> ImportBatch:
    return import_observations(path=path, by=None, now=NOW)


def test_the_original_is_kept_line_by_line_with_the_pattern_that_found_each_part(third: SourceParagraph) -> None:
    assert third.original.splitlines()[1:] == [
        "(a) Open every playground in Saba;",
        "(b) Ask children which swings they want, in line with article 31 of the Convention.",
    ]
    assert third.found == {
        "": "nummer aan het begin van de regel",
        "3-a": "letter aan het begin van de regel",
        "3-b": "letter aan het begin van de regel",
    }


def test_a_number_is_mended_with_its_limbs_and_stays_so(third: SourceParagraph, observations: Path, cast: Cast) -> None:
    mending.fix_number(paragraph_id=third.pk, number=4, by=cast.editor, now=NOW)
    assert [limb[:2] for limb in _limbs()] == [("4(a)", "4-a"), ("4(b)", "4-b")]
    batch = _again(observations)
    assert (batch.created, batch.updated, batch.unchanged, batch.rejected) == (0, 0, 4, 0)
    assert [limb[:2] for limb in _limbs()] == [("4(a)", "4-a"), ("4(b)", "4-b")]
    assert AuditEvent.objects.get(action="paragraph.mended").note == "nummer 3 is 4 geworden"


@pytest.mark.parametrize(("number", "said"), [(3, "al nummer 3"), (2, "al een alinea 2"), (0, "tussen 1 en 999")])
def test_a_number_that_cannot_be_is_refused(third: SourceParagraph, cast: Cast, number: int, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        mending.fix_number(paragraph_id=third.pk, number=number, by=cast.editor, now=NOW)


def test_two_parts_become_one_and_stay_so(third: SourceParagraph, observations: Path, cast: Cast) -> None:
    mending.merge_with_previous(limb_id=_limb("3(b)").pk, by=cast.editor, now=NOW)
    assert [limb[0] for limb in _limbs()] == ["3(a)"]
    merged = _limb("3(a)")
    assert merged.text.startswith("Open every playground in Saba; Ask children which swings")
    assert "31" in set(merged.concept_links.values_list("concept__notation", flat=True))
    batch = _again(observations)
    assert (batch.created, batch.updated, batch.rejected) == (0, 0, 0)
    assert [limb[0] for limb in _limbs()] == ["3(a)"]


def test_one_part_becomes_two_and_stays_so(third: SourceParagraph, observations: Path, cast: Cast) -> None:
    mending.split(limb_id=_limb("3(b)").pk, start="in line with", letter="(c)", by=cast.editor, now=NOW)
    assert _limbs()[1:] == [
        ("3(b)", "3-b", "Ask children which swings they want,"),
        ("3(c)", "3-c", "in line with article 31 of the Convention."),
    ]
    batch = _again(observations)
    assert (batch.created, batch.updated, batch.rejected, len(_limbs())) == (0, 0, 0, 3)


def test_a_letter_is_mended_unless_it_is_taken(third: SourceParagraph, cast: Cast) -> None:
    with pytest.raises(Refusal, match=r"al een 3\(a\)"):
        mending.fix_letter(limb_id=_limb("3(b)").pk, letter="a", by=cast.editor, now=NOW)
    mending.fix_letter(limb_id=_limb("3(b)").pk, letter="(d)", by=cast.editor, now=NOW)
    assert [limb[:2] for limb in _limbs()] == [("3(a)", "3-a"), ("3(d)", "3-d")]


@pytest.mark.parametrize("start", ["", "playground of nobody", "Open every", "a"])
def test_words_that_do_not_stand_there_once_cut_nothing(third: SourceParagraph, cast: Cast, start: str) -> None:
    with pytest.raises(Refusal, match="precies over"):
        mending.split(limb_id=_limb("3(a)").pk, start=start, letter="z", by=cast.editor, now=NOW)


def test_a_checked_part_is_not_mended(third: SourceParagraph, cast: Cast) -> None:
    Recommendation.objects.filter(number="3(a)").update(state="checked", checked_by=cast.editor)
    for mend in (
        lambda: mending.fix_number(paragraph_id=third.pk, number=4, by=cast.editor, now=NOW),
        lambda: mending.merge_with_previous(limb_id=_limb("3(b)").pk, by=cast.editor, now=NOW),
        lambda: mending.fix_letter(limb_id=_limb("3(a)").pk, letter="e", by=cast.editor, now=NOW),
    ):
        with pytest.raises(Refusal, match="ligt vast"):
            mend()


def test_a_part_on_which_people_built_is_not_merged_away(third: SourceParagraph, cast: Cast) -> None:
    ImplementationComment.objects.create(recommendation=_limb("3(b)"), text="Children were asked.")
    with pytest.raises(Refusal, match="hangt een opmerking over de uitvoering"):
        mending.merge_with_previous(limb_id=_limb("3(b)").pk, by=cast.editor, now=NOW)


def test_another_file_does_not_bring_back_what_was_merged(
    third: SourceParagraph, observations: Path, cast: Cast
) -> None:
    mending.merge_with_previous(limb_id=_limb("3(b)").pk, by=cast.editor, now=NOW)
    observations.write_text(observations.read_text().replace("which swings they want", "which slides they want"))
    batch = _again(observations)
    said = " ".join(batch.rows.filter(outcome="rejected").values_list("message", flat=True))
    assert "staat er niet meer apart" in said
    assert [limb[0] for limb in _limbs()] == ["3(a)"]


def test_the_pages_show_both_and_mend(third: SourceParagraph, cast: Cast) -> None:
    client = cast.client("editor")
    assert client.get("/werk/aanbevelingen/vergelijken/").status_code == 200
    page = client.get("/werk/aanbevelingen/vergelijken/crc-c-nld-co-9/")
    assert [row.paragraph.number for row in page.context["rows"]] == [1, 2, 3]
    assert list(client.get("/werk/aanbevelingen/vergelijken/crc-c-nld-co-9/?let-op=hersteld").context["rows"]) == []
    address = f"/werk/aanbevelingen/alinea/{third.pk}/"
    assert client.get(address).status_code == 200
    limb = _limb("3(b)")
    refused = client.post(
        f"{address}knippen/{limb.pk}/", {f"knippen-{limb.pk}-start": "nowhere", f"knippen-{limb.pk}-letter": "c"}
    )
    assert (refused.status_code, refused.context["form"]["start"].value()) == (422, "nowhere")
    assert client.post(f"{address}nummer/0/", {"nummer-number": "4"}).status_code == 302
    assert [limb[0] for limb in _limbs()] == ["4(a)", "4(b)"]
    assert client.post(f"{address}letter/999999/", {}).status_code == 404
    assert client.post(f"{address}verzin/0/", {}).status_code == 404
