"""Words beside the text of the UN: written by one, read by another, and never written over once published."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError, InternalError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import NOW, Cast
from tests.rights.limbs import limb
from weerklank.accounts.models import Account
from weerklank.audit.models import AuditEvent
from weerklank.moves import Refusal
from weerklank.rights import queries
from weerklank.rights.actions import checking, wording
from weerklank.rights.kinds import BY_SLUG, KINDS, kind_of
from weerklank.rights.lifecycle import TEXT, TextState
from weerklank.rights.models import Recommendation, RecommendationText, StatePosition

pytestmark = pytest.mark.django_db
PLAIN, CHILD, MIDDLE = BY_SLUG["gewone-taal"], BY_SLUG["kinderen"], BY_SLUG["kinderen-9-12"]
OFFICIAL, UNOFFICIAL = BY_SLUG["officiele-vertaling"], BY_SLUG["vertaling"]
LIMB = "/werk/aanbevelingen/crc-c-nld-co-9/3/"
MOVES: dict[str, Callable[..., object]] = {
    "submit": wording.submit_text,
    "return": wording.return_text,
    "approve": wording.approve_text,
    "publish": wording.publish_text,
    "retire": wording.retire_text,
}
FROZEN = (IntegrityError, InternalError, DatabaseError)


def _sentence(do: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refusal:
        do()
    return refusal.value.sentence


def _write(row: Recommendation, by: Account, text: str = "Open elke speeltuin.", **more: object) -> RecommendationText:
    values = {"kind": PLAIN, **more}
    return wording.write_text(recommendation_id=row.pk, text=text, by=by, now=NOW, **values)


def _approved(row: Recommendation, cast: Cast, **more: object) -> RecommendationText:
    text = _write(row, cast.editor, **more)
    wording.submit_text(text_id=text.pk, by=cast.editor, now=NOW)
    return wording.approve_text(text_id=text.pk, by=cast.second_editor, now=NOW)


def _shown(cast: Cast, **values: object) -> Recommendation:
    row = limb(**values)
    checking.check(recommendation_id=row.pk, by=cast.editor, now=NOW)
    return checking.publish(recommendation_id=row.pk, by=cast.second_editor, now=NOW)


# --- The life ----------------------------------------------------------------------------------------------------------


def test_a_text_goes_from_draft_to_published_through_a_second_person(cast: Cast) -> None:
    text = _approved(_shown(cast), cast)
    assert (text.state, text.written_by, text.approved_by) == ("approved", cast.editor, cast.second_editor)
    done = wording.publish_text(text_id=text.pk, by=cast.second_editor, now=NOW)
    assert (done.state, done.published_on, done.version) == ("published", NOW.date(), 1)
    assert list(AuditEvent.objects.order_by("id").values_list("action", "note", "public"))[2:] == [
        ("recommendation.words_written", "in gewone taal, versie 1", False),
        ("recommendation.text_submitted", "in gewone taal, versie 1", False),
        ("recommendation.text_approved", "in gewone taal, versie 1", False),
        ("recommendation.text_published", "in gewone taal, versie 1", True),
    ]


def test_a_new_version_retires_the_one_before_and_leaves_its_words(cast: Cast) -> None:
    row = _shown(cast)
    first = wording.publish_text(text_id=_approved(row, cast).pk, by=cast.second_editor, now=NOW)
    second = _approved(row, cast, text="Open alle speeltuinen.")
    assert (second.version, RecommendationText.objects.get(pk=first.pk).state) == (2, "published")
    wording.publish_text(text_id=second.pk, by=cast.second_editor, now=NOW)
    assert list(RecommendationText.objects.order_by("version").values_list("version", "state", "text")) == [
        (1, "retired", "Open elke speeltuin."),
        (2, "published", "Open alle speeltuinen."),
    ]


@pytest.mark.parametrize("state", TextState.values)
@pytest.mark.parametrize("move", MOVES)
def test_every_step_that_the_table_does_not_hold_is_refused(cast: Cast, state: str, move: str) -> None:
    row = _shown(cast)
    text = RecommendationText.objects.create(
        recommendation=row,
        register="child",
        text="Tekst.",
        state=state,
        written_by=cast.editor,
        approved_by=cast.admin,
    )
    more = {"reason": "Dit klopt nog niet helemaal."} if move in ("return", "retire") else {}

    def do() -> object:
        return MOVES[move](text_id=text.pk, by=cast.second_editor, now=NOW, **more)

    if TEXT.allows(state, move):
        do()
    else:
        assert _sentence(do).startswith("Dit kan nu niet: de stand is")
        assert RecommendationText.objects.get().state == state


def test_the_second_of_two_reads_who_approved_first(cast: Cast) -> None:
    text = _approved(_shown(cast), cast)
    said = _sentence(lambda: wording.approve_text(text_id=text.pk, by=cast.admin, now=NOW))
    assert said == "Dit is net al gedaan door second editor (Coalitie): deze tekst is goedgekeurd."


def test_who_wrote_neither_approves_nor_publishes(cast: Cast) -> None:
    row = _shown(cast)
    text = _write(row, cast.editor)
    wording.submit_text(text_id=text.pk, by=cast.editor, now=NOW)
    assert _sentence(lambda: wording.approve_text(text_id=text.pk, by=cast.editor, now=NOW)) == (
        "U schreef deze tekst zelf. Iemand anders leest haar na."
    )
    wording.approve_text(text_id=text.pk, by=cast.second_editor, now=NOW)
    assert _sentence(lambda: wording.publish_text(text_id=text.pk, by=cast.editor, now=NOW)) == (
        "U schreef deze tekst zelf. Iemand anders publiceert haar."
    )


def test_a_text_that_goes_back_says_what_must_change_and_loses_its_reader(cast: Cast) -> None:
    text = _approved(_shown(cast), cast)
    assert (
        _sentence(lambda: wording.return_text(text_id=text.pk, reason="nee", by=cast.second_editor, now=NOW))
        == "Schrijf wat er anders moet, in een zin die een ander begrijpt."
    )
    back = wording.return_text(text_id=text.pk, reason="Zeg ook wie dit doet.", by=cast.second_editor, now=NOW)
    assert (back.state, back.approved_by) == ("draft", None)
    assert AuditEvent.objects.order_by("-id")[0].note == "in gewone taal, versie 1: Zeg ook wie dit doet."


def test_a_draft_is_mended_in_place_and_can_be_thrown_away(cast: Cast) -> None:
    row = limb()
    first = _write(row, cast.editor)
    again = _write(row, cast.second_editor, "Open alle speeltuinen.")
    assert (again.pk, again.version, again.written_by) == (first.pk, 1, cast.second_editor)
    wording.discard_draft(text_id=first.pk, by=cast.editor, now=NOW)
    assert RecommendationText.objects.count() == 0
    assert _sentence(lambda: wording.discard_draft(text_id=first.pk, by=cast.editor, now=NOW)) == (
        "Deze tekst staat er niet meer. Ververs de bladzijde."
    )


@pytest.mark.parametrize("state", ["in_review", "approved"])
def test_what_is_on_its_way_is_not_written_over(cast: Cast, state: str) -> None:
    row = limb()
    RecommendationText.objects.create(recommendation=row, register="plain", text="Tekst.", state=state)
    said = _sentence(lambda: _write(row, cast.editor))
    assert (
        said
        == {
            "in_review": "Versie 1 wordt nagelezen. Zet haar eerst terug als er iets anders moet.",
            "approved": "Versie 1 is al goedgekeurd. Zet haar eerst terug als er iets anders moet.",
        }[state]
    )


def test_approved_words_of_an_unpublished_limb_go_along_with_it(cast: Cast) -> None:
    row = limb()
    text, draft = _approved(row, cast), _write(row, cast.editor, "Elke speeltuin open.", kind=CHILD)
    said = _sentence(lambda: wording.publish_text(text_id=text.pk, by=cast.second_editor, now=NOW))
    assert said.startswith("De aanbeveling zelf is nog niet gepubliceerd.")
    assert queries.visible().count() == 0
    checking.check(recommendation_id=row.pk, by=cast.editor, now=NOW)
    checking.publish(recommendation_id=row.pk, by=cast.second_editor, now=NOW)
    assert dict(RecommendationText.objects.values_list("pk", "state")) == {text.pk: "published", draft.pk: "draft"}


def test_a_limb_without_text_becomes_known_through_words_that_two_people_saw(cast: Cast) -> None:
    row = limb(text="")
    text = _approved(row, cast)
    assert queries.visible().count() == 0
    wording.publish_text(text_id=text.pk, by=cast.second_editor, now=NOW)
    assert queries.visible().count() == 1


def test_the_only_words_of_a_known_limb_are_not_taken_away(cast: Cast) -> None:
    row = limb(text="", plain="Eerst.")
    child = RecommendationText.objects.create(
        recommendation=row, register="child", text="Eerst voor jou.", state="published"
    )
    plain = RecommendationText.objects.get(register="plain")

    def retire(text: RecommendationText) -> RecommendationText:
        return wording.retire_text(text_id=text.pk, reason="Dit misleidt de lezer.", by=cast.editor, now=NOW)

    assert _sentence(lambda: retire(plain)).startswith("Zonder deze tekst verdwijnt de hele aanbeveling")
    assert RecommendationText.objects.get(pk=plain.pk).state == "published"
    assert retire(child).state == "retired"
    assert AuditEvent.objects.order_by("-id")[0].public is True


def test_beside_a_withdrawn_limb_nothing_is_written(cast: Cast) -> None:
    row = _shown(cast)
    text = _approved(row, cast)
    checking.withdraw(recommendation_id=row.pk, reason="Dit stond er niet.", by=cast.editor, now=NOW)
    wanted = "Hieraan verandert niets meer: de aanbeveling is ingetrokken."
    assert _sentence(lambda: _write(row, cast.editor)) == wanted
    assert _sentence(lambda: wording.publish_text(text_id=text.pk, by=cast.second_editor, now=NOW)) == wanted


# --- What may stand there ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "text", "source", "field"),
    [
        (PLAIN, " ", "", "text"),
        (PLAIN, "Open every playground in Saba, in line with article 31;", "", "text"),
        (OFFICIAL, "Open iedere speeltuin.", "", "source_url"),
    ],
)
def test_own_words_are_ones_own_and_an_official_one_has_a_source(
    cast: Cast, kind: object, text: str, source: str, field: str
) -> None:
    row = limb()
    with pytest.raises(Refusal) as refusal:
        _write(row, cast.editor, text, kind=kind, source_url=source)
    assert refusal.value.field == field


def test_nothing_is_translated_that_is_not_read_in(cast: Cast) -> None:
    row = limb(text="")
    assert _sentence(lambda: _write(row, cast.editor, kind=UNOFFICIAL)).startswith("De tekst van de VN is nog niet")


def test_the_same_words_twice_are_nothing_new(cast: Cast) -> None:
    row = limb(plain="Open elke speeltuin.")
    assert _sentence(lambda: _write(row, cast.editor)) == "Er is niets veranderd aan deze tekst."


def test_every_kind_has_its_own_versions(cast: Cast) -> None:
    row = limb()
    for kind in KINDS:
        made = _write(row, cast.editor, f"Tekst {kind.slug}", kind=kind, source_url="https://www.un.org/", author="VN")
        assert (made.version, kind_of(made)) == (1, kind)
    standing = queries.wordings(row)
    assert [one.open.text for one in standing if one.open] == [f"Tekst {kind.slug}" for kind in KINDS]


def test_a_kind_that_we_do_not_write_keeps_its_own_name() -> None:
    assert kind_of(RecommendationText(register="official", language="fr")).label == "officiële vertaling, fr"


# --- With children -----------------------------------------------------------------------------------------------------


def test_children_read_exactly_the_words_that_stand_there(cast: Cast) -> None:
    row = _shown(cast)
    text = wording.publish_text(text_id=_approved(row, cast, kind=CHILD).pk, by=cast.second_editor, now=NOW)
    assert text.reviewed_by_children is False
    assert wording.tried_with_children(text_id=text.pk, by=cast.editor, now=NOW).reviewed_by_children is True
    assert _sentence(lambda: wording.tried_with_children(text_id=text.pk, by=cast.editor, now=NOW)) == (
        "Dit stond er al: kinderen hebben deze tekst gelezen."
    )
    assert _write(row, cast.editor, "Andere woorden.", kind=CHILD).reviewed_by_children is False


@pytest.mark.parametrize(
    ("register", "state", "said"),
    [
        ("plain", "published", "Alleen een tekst voor kinderen wordt met kinderen getoetst."),
        ("child", "retired", "Deze versie is vervangen. Toets de versie die nu op de bladzijde staat."),
    ],
)
def test_only_a_childs_text_that_stands_is_tried(cast: Cast, register: str, state: str, said: str) -> None:
    text = RecommendationText.objects.create(recommendation=_shown(cast), register=register, text="Zo.", state=state)
    assert _sentence(lambda: wording.tried_with_children(text_id=text.pk, by=cast.editor, now=NOW)) == said


def test_a_reader_gets_the_words_for_its_age_or_those_for_all(cast: Cast) -> None:
    row = limb()
    for band, state in (("", "published"), ("9-12", "published"), ("6-8", "draft")):
        RecommendationText.objects.create(
            recommendation=row, register="child", age_band=band, text=f"tekst {band}", state=state
        )
    texts = list(row.texts.all())
    found = {band: queries.best_for(texts, "child", age_band=band) for band in ("", "6-8", "9-12", "13-17")}
    assert {band: text.text if text else None for band, text in found.items()} == {
        "": "tekst ",
        "6-8": "tekst ",
        "9-12": "tekst 9-12",
        "13-17": "tekst ",
    }
    assert queries.best_for(texts, "plain") is None


# --- In the database itself --------------------------------------------------------------------------------------------


def _refused(do: Callable[[], object]) -> None:
    with pytest.raises(FROZEN), transaction.atomic():
        do()


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("state", ["checked", "published", "superseded", "withdrawn"])
def test_the_text_of_the_un_is_fixed_from_checked_on_whoever_writes(cast: Cast, state: str) -> None:
    row = limb(state=state, correction="Uitleg.", published_by=cast.second_editor, checked_by=cast.editor)
    row.text = "Something else."
    _refused(row.save)
    _refused(lambda: Recommendation.objects.filter(pk=row.pk).update(text="Something else."))
    _refused(lambda: Recommendation.objects.filter(pk=row.pk).update(text="Something else.", state="imported"))
    _refused(lambda: _sql("UPDATE rights_recommendation SET text = 'Something else.'"))
    _refused(lambda: _sql("UPDATE rights_recommendation SET language = 'fr'"))
    _refused(lambda: _sql("UPDATE rights_recommendation SET number = '99'"))
    assert Recommendation.objects.get().text == "Open every playground in Saba, in line with article 31;"


def test_an_imported_text_and_the_words_of_our_own_can_still_change(cast: Cast) -> None:
    row = limb()
    assert Recommendation.objects.filter(pk=row.pk).update(text="Other.", state="checked") == 1
    assert Recommendation.objects.filter(pk=row.pk).update(subject="Spelen", is_urgent=True) == 1
    assert Recommendation.objects.filter(pk=row.pk).update(state="imported") == 1
    assert Recommendation.objects.filter(pk=row.pk).update(text="Again.") == 1


@pytest.mark.parametrize(("state", "back"), [("published", "checked"), ("withdrawn", "published")])
def test_no_life_runs_backwards_in_the_database(cast: Cast, state: str, back: str) -> None:
    row = limb(state=state, correction="Uitleg.", published_by=cast.second_editor, checked_by=cast.editor)
    _refused(lambda: Recommendation.objects.filter(pk=row.pk).update(state=back))
    _refused(lambda: _sql("DELETE FROM rights_recommendation"))


@pytest.mark.parametrize("state", ["published", "retired"])
def test_a_published_wording_is_fixed_whoever_writes(cast: Cast, state: str) -> None:
    text = RecommendationText.objects.create(recommendation=limb(), register="child", text="Zo.", state=state)
    mine = RecommendationText.objects.filter(pk=text.pk)
    text.text = "Anders."
    _refused(text.save)
    for change in ({"text": "Anders."}, {"version": 7}, {"age_band": "6-8"}, {"state": "draft"}, {"author": "iemand"}):
        _refused(lambda change=change: mine.update(**change))
    _refused(lambda: _sql("UPDATE rights_recommendationtext SET text = 'Anders.'"))
    _refused(lambda: _sql("DELETE FROM rights_recommendationtext"))
    assert mine.update(reviewed_by_children=True) == 1


def test_nothing_is_published_without_its_two_people(cast: Cast) -> None:
    both = {"checked_by": cast.editor, "published_by": cast.second_editor}
    for one in both:
        _refused(lambda one=one: limb(state="published", **(both | {one: None})))
    row = limb(7, state="published", **both)
    texts = RecommendationText.objects
    told = {"recommendation": row, "register": "child", "text": "Zo.", "state": "published"}
    _refused(lambda: texts.create(**told, written_by=cast.editor))
    _refused(lambda: texts.create(**told, written_by=cast.editor, approved_by=cast.editor))
    assert texts.create(**told, written_by=cast.editor, approved_by=cast.admin).version == 1
    assert texts.create(**told | {"register": "plain"}, author="redactie").written_by is None


@pytest.mark.parametrize(
    "change",
    ["slug = 'x'", "statement_type = 'concern'", "checked_by_id = NULL", "published_by_id = NULL"],
)
def test_what_everybody_reads_of_a_limb_and_who_saw_to_it_stays(cast: Cast, change: str) -> None:
    row = limb(state="published", published_by=cast.second_editor, checked_by=cast.editor)
    _refused(lambda: _sql(f"UPDATE rights_recommendation SET {change}"))
    Recommendation.objects.filter(pk=row.pk).update(state="superseded")
    _refused(lambda: _sql(f"UPDATE rights_recommendation SET {change}"))


@pytest.mark.parametrize("state", ["published", "retired"])
def test_who_wrote_and_who_approved_stays(cast: Cast, state: str) -> None:
    text = RecommendationText.objects.create(
        recommendation=limb(),
        register="child",
        text="Zo.",
        state=state,
        written_by=cast.editor,
        approved_by=cast.second_editor,
        published_on=NOW.date(),
        reviewed_by_children=True,
    )
    mine = RecommendationText.objects.filter(pk=text.pk)
    for change in (
        {"written_by": None},
        {"approved_by": None},
        {"approved_by": cast.admin},
        {"published_on": None},
        {"reviewed_by_children": False},
    ):
        _refused(lambda change=change: mine.update(**change))


@pytest.mark.parametrize("pragma", ["ON", "OFF"])
def test_a_row_laid_over_another_is_refused_whatever_the_connection_asks(cast: Cast, pragma: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite knows INSERT OR REPLACE")
    row = limb(state="published", published_by=cast.second_editor, checked_by=cast.editor, plain="Open.")
    StatePosition.objects.create(recommendation=row, position="accepts", words="Ja.", source="Kamerbrief")
    _sql(f"PRAGMA recursive_triggers={pragma}")
    try:
        for model, column in ((Recommendation, "text"), (RecommendationText, "text"), (StatePosition, "words")):
            names = [one.column for one in model._meta.concrete_fields]
            for gone in ((), ("id",)):
                kept = [name for name in names if name not in gone]
                # the second time by what else makes a row that row, under a key of its own
                told = ["'Anders.'" if name == column and (not gone or column == "text") else name for name in kept]
                _refused(
                    lambda model=model, kept=kept, told=told: _sql(
                        f"INSERT OR REPLACE INTO {model._meta.db_table} ({', '.join(kept)})"
                        f" SELECT {', '.join(told)} FROM {model._meta.db_table}"
                    )
                )
    finally:
        _sql("PRAGMA recursive_triggers=ON")


def test_a_position_is_never_rewritten_nor_removed() -> None:
    StatePosition.objects.create(recommendation=limb(), position="accepts", words="Ja.", source="Kamerbrief")
    _refused(lambda: StatePosition.objects.update(position="rejects"))
    _refused(lambda: _sql("DELETE FROM rights_stateposition"))


# --- The pages ---------------------------------------------------------------------------------------------------------


def _page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_one_text_goes_its_whole_way_through_the_page(cast: Cast) -> None:
    _shown(cast)
    editor, second = cast.client("editor"), cast.client("second_editor")
    here = f"{LIMB}teksten/kinderen-9-12/"
    assert editor.post(here, {"text": "Elke speeltuin open."})["Location"] == here
    text = RecommendationText.objects.get()
    assert text.age_band == "9-12"
    assert "Laat nalezen" in _page(editor, here)
    editor.post(f"{here}{text.pk}/aanbieden/")
    assert "Een collega leest haar na." in _page(editor, here)
    assert 'button-turn">Goedkeuren' in _page(second, here)
    second.post(f"{here}{text.pk}/goedkeuren/")
    second.post(f"{here}{text.pk}/publiceren/")
    page = _page(second, here)
    assert "Versie 1 staat op de openbare bladzijde." in page
    assert "Nog niet met kinderen getoetst." in page
    second.post(f"{here}{text.pk}/getoetst/")
    assert "Kinderen hebben dit gelezen en snappen het." in _page(second, here)
    assert "Nagelezen en goedgekeurd: voor kinderen van 9 tot en met 12 jaar, versie 1" in _page(second, here)


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("gewone-taal", {"text": " "}, "Schrijf een zin."),
        ("officiele-vertaling", {"text": "Open iedere speeltuin."}, "Open iedere speeltuin."),
        ("vertaling", {"text": "Hier", "source_url": "geen adres"}, "geen adres"),
    ],
)
def test_a_refused_text_keeps_what_was_typed(cast: Cast, kind: str, typed: dict[str, str], said: str) -> None:
    limb()
    response = cast.client("editor").post(f"{LIMB}teksten/{kind}/", typed)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert RecommendationText.objects.count() == 0


@pytest.mark.parametrize(("deed", "state"), [("terug", "in_review"), ("weghalen", "published")])
def test_going_back_and_taking_away_ask_for_a_reason(cast: Cast, deed: str, state: str) -> None:
    text = RecommendationText.objects.create(recommendation=_shown(cast), register="child", text="Zo.", state=state)
    here = f"{LIMB}teksten/kinderen/{text.pk}/{deed}/"
    client = cast.client("second_editor")
    refused = client.post(here, {"reden-reason": "nee"})
    assert refused.status_code == 422
    assert "in een zin die een ander begrijpt" in refused.content.decode()
    assert client.post(here, {"reden-reason": "Dit klopt niet met de bron."}).status_code == 302
    assert RecommendationText.objects.get().state == {"terug": "draft", "weghalen": "retired"}[deed]


@pytest.mark.parametrize(
    "address", ["teksten/nergens/", "teksten/kinderen/999/publiceren/", "teksten/kinderen/{pk}/op/"]
)
def test_a_text_that_is_not_there_is_not_found(cast: Cast, address: str) -> None:
    text = RecommendationText.objects.create(recommendation=limb(), register="child", text="Zo.")
    assert cast.client("editor").post(f"{LIMB}{address.format(pk=text.pk)}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_texts_costs_the_same_for_one_and_for_three(
    cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, count + 1):
        _write(limb(number), cast.editor)
    client = cast.client("second_editor")
    with django_assert_num_queries(6):
        response = client.get("/werk/teksten/")
    assert response.content.decode().count("Versie 1, concept.") == count


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 3),
        ("staat=in_review", 1),
        ("soort=kinderen", 1),
        ("let-op=niet-getoetst", 1),
        ("let-op=aan-mij", 1),
        ("let-op=zonder-lezer", 1),
        ("q=schommel", 1),
        ("document=nergens", 0),
        ("staat=%00&soort='&page=9999999999999", 3),
    ],
)
def test_the_list_of_texts_is_filtered_and_goes_out_as_it_is(cast: Cast, query: str, found: int) -> None:
    row = limb()
    for register, text, state in (
        ("plain", "Open.", "published"),
        ("child", "Een schommel.", "draft"),
        ("official", "Open.", "in_review"),
    ):
        RecommendationText.objects.create(
            recommendation=row,
            register=register,
            text=text,
            state=state,
            # only what the programme laid itself is published without anybody who read it
            written_by=None if state == "published" else cast.editor,
        )
    client = cast.client("second_editor")
    assert client.get(f"/werk/teksten/?{query}").context["page"].paginator.count == found
    assert len(client.get(f"/werk/teksten/lijst.csv?{query}").content.decode().splitlines()) == found + 1


def test_duties_name_the_texts_that_wait_for_a_second_person(cast: Cast) -> None:
    row = _shown(cast)
    text = _write(row, cast.editor)
    wording.submit_text(text_id=text.pk, by=cast.editor, now=NOW)
    today = NOW.date()
    assert [duty.label for duty in queries.duties(cast.editor, today)] == []
    assert [duty.label for duty in queries.duties(cast.second_editor, today)] == ["Teksten om na te lezen"]
    wording.approve_text(text_id=text.pk, by=cast.second_editor, now=NOW)
    assert [duty.label for duty in queries.duties(cast.second_editor, today)] == [
        "Goedgekeurde teksten om te publiceren"
    ]
