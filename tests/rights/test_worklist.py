"""The editor's pages: who opens them, what they ask, and that nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.conftest import NOW, Cast
from tests.rights.conftest import OBSERVATIONS
from tests.rights.limbs import article, limb
from weerklank.rights.actions import checking
from weerklank.rights.forms.importing import LARGEST_UPLOAD
from weerklank.rights.models import (
    ImportBatch,
    Recommendation,
    RecommendationConcept,
    Responsibility,
    Theme,
)

pytestmark = pytest.mark.django_db
LIST = "/werk/aanbevelingen/"
LIMB = f"{LIST}crc-c-nld-co-9/3/"


@pytest.fixture(autouse=True)
def _home(settings: object, tmp_path: Path) -> None:
    settings.HOME = tmp_path


@pytest.mark.parametrize("name", ["organiser", "moderator", "respondent", "outsider", "admin"])
@pytest.mark.parametrize("address", [LIST, LIMB, f"{LIST}inlezen/"])
def test_other_roles_are_told_whose_page_it_is(cast: Cast, name: str, address: str) -> None:
    limb()
    response = cast.client(name).get(address)
    assert response.status_code == 403
    assert "redacteuren van de aanbevelingen" in response.content.decode()


@pytest.mark.parametrize("deed", ["controleren", "publiceren", "onderwerp", "alles-bevestigen"])
def test_other_roles_do_nothing(cast: Cast, deed: str) -> None:
    limb()
    assert cast.client("respondent").post(f"{LIMB}{deed}/", {f"{deed}-text": "x"}).status_code == 403
    assert Recommendation.objects.get().state == "imported"


def test_a_stranger_is_asked_to_sign_in() -> None:
    assert Client().get(LIST)["Location"] == f"/werk/aanmelden/?next={LIST}"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, count + 1):
        row = limb(number)
        RecommendationConcept.objects.create(recommendation=row, concept=article(), pattern="p", matched_text="31")
    client = cast.client("editor")
    with django_assert_num_queries(8):
        response = client.get(LIST)
    assert response.content.decode().count("1 voorstel te bekijken") == count


@pytest.mark.parametrize(
    "query",
    [
        "page=-1",
        "page=99999999999999999999",
        "page=%00",
        "staat=nothing&soort=%F0%9F%98%80&let-op='",
        "q=%00%25_\\",
        "document=" + "x" * 5000,
        "tekst=misschien",
    ],
)
def test_absurd_questions_get_an_answer(cast: Cast, query: str) -> None:
    limb()
    assert cast.client("editor").get(f"{LIST}?{query}").status_code == 200


@pytest.mark.parametrize(
    ("watch", "numbers"),
    [
        ("twijfel", ["2"]),
        ("onvolledig", ["1", "2"]),
        ("voorgesteld", ["3"]),
        ("zonder-thema", ["1", "2", "3"]),
        ("zonder-woorden", ["2", "3"]),
        ("zonder-verantwoordelijke", ["1", "2", "3"]),
    ],
)
def test_the_list_finds_what_needs_an_eye(cast: Cast, watch: str, numbers: list[str]) -> None:
    limb(1, text="", plain="Iets.")
    limb(2, doubtful="regels verwisseld", complete=False)
    RecommendationConcept.objects.create(recommendation=limb(3), concept=article())
    page = cast.client("editor").get(f"{LIST}?let-op={watch}").context["page"]
    assert [row.number for row in page] == numbers


def test_an_empty_list_says_what_will_stand_there(cast: Cast) -> None:
    editor = cast.client("editor")
    assert "Er is nog niets ingelezen" in editor.get(LIST).content.decode()
    limb()
    assert "Geen onderdeel past bij deze vraag." in editor.get(f"{LIST}?q=nergens").content.decode()


def test_the_marked_text_is_escaped(cast: Cast) -> None:
    row = limb(text="Open <script>alert(1)</script> article 31 & more")
    RecommendationConcept.objects.create(
        recommendation=row, concept=article(), pattern="<b>", matched_text="<script>alert(1)</script> article 31"
    )
    page = cast.client("editor").get(LIMB).content.decode()
    assert "<mark>&lt;script&gt;alert(1)&lt;/script&gt; article 31<span" in page
    assert "<script>alert" not in page
    assert "Patroon “&lt;b&gt;”" in page


def test_an_editor_checks_and_a_second_one_publishes_through_the_page(cast: Cast) -> None:
    limb()
    editor, second = cast.client("editor"), cast.client("second_editor")
    assert editor.post(f"{LIMB}controleren/")["Location"] == LIMB
    refused = editor.post(f"{LIMB}publiceren/")
    assert refused.status_code == 422
    assert "Iemand anders publiceert haar." in refused.content.decode()
    assert second.post(f"{LIMB}publiceren/").status_code == 302
    assert Recommendation.objects.get().state == "published"


@pytest.mark.parametrize(
    ("deed", "typed", "said"),
    [
        ("tekst", {"tekst-text": "Half a text", "tekst-source_seen": "pdf"}, "Half a text"),
        ("onderwerp", {"onderwerp-subject": " "}, "Noem het onderwerp"),
        ("toevoegen", {"toevoegen-to": "concept-99999999"}, "Selecteer een geldige keuze"),
        ("verantwoordelijke", {"verantwoordelijke-note": "omdat"}, "omdat"),
        ("eerder-gevraagd", {"eerder-gevraagd-note": "zie 2004"}, "zie 2004"),
        ("haast", {"haast-urgent": "on"}, "Schrijf het gebied"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(cast: Cast, deed: str, typed: dict[str, str], said: str) -> None:
    limb()
    response = cast.client("editor").post(f"{LIMB}{deed}/", typed)
    assert response.status_code == 422
    assert said in response.content.decode()


def test_sending_back_and_withdrawing_ask_for_words(cast: Cast) -> None:
    row = limb()
    checking.check(recommendation_id=row.pk, by=cast.editor, now=NOW)
    second = cast.client("second_editor")
    assert second.post(f"{LIMB}terugzetten/", {"terugzetten-reason": "nee"}).status_code == 422
    assert second.post(f"{LIMB}publiceren/").status_code == 302
    assert second.post(f"{LIMB}intrekken/", {"intrekken-reason": "Dit stond er niet."}).status_code == 302
    assert Recommendation.objects.get().correction == "Dit stond er niet."


def test_a_theme_and_a_proposal_through_the_page(cast: Cast, theme: Theme) -> None:
    limb()
    body = cast.editor.organisation
    assert body is not None
    type(body).objects.filter(pk=body.pk).update(is_demonstration=False)
    editor = cast.client("editor")
    for deed, typed in (
        ("toevoegen", {"to": f"theme-{theme.pk}", "source_seen": "kop"}),
        ("verantwoordelijke", {"organisation": str(body.pk), "role": "lead", "basis": "Wet, artikel 3"}),
    ):
        response = editor.post(f"{LIMB}{deed}/", {f"{deed}-{name}": value for name, value in typed.items()})
        assert response.status_code == 302, deed
    proposed = Responsibility.objects.get()
    assert editor.post(f"{LIMB}verantwoordelijke/{proposed.pk}/terug/").status_code == 302
    assert Responsibility.objects.count() == 0


@pytest.mark.parametrize("do", ["confirm:concept-{pk}", "reject:concept-{pk}"])
def test_one_suggestion_is_decided_with_one_press(cast: Cast, do: str) -> None:
    link = RecommendationConcept.objects.create(recommendation=limb(), concept=article())
    cast.client("editor").post(f"{LIMB}afgeleid/", {"do": do.format(pk=link.pk)})
    link.refresh_from_db()
    assert link.state == {"confirm": "confirmed", "reject": "rejected"}[do.partition(":")[0]]


@pytest.mark.parametrize(
    "do", ["", "confirm", "confirm:concept-", "confirm:concept-²", "x:y-z", "confirm:concept-" + "9" * 40]
)
def test_a_press_that_means_nothing_changes_nothing(cast: Cast, do: str) -> None:
    link = RecommendationConcept.objects.create(recommendation=limb(), concept=article())
    assert cast.client("editor").post(f"{LIMB}afgeleid/", {"do": do}).status_code == 302
    link.refresh_from_db()
    assert link.state == "suggested"


@pytest.mark.parametrize("address", [f"{LIST}nergens/3/", f"{LIMB}opblazen/", f"{LIST}inlezen/123456789/"])
def test_what_is_not_there_is_not_found(cast: Cast, address: str) -> None:
    limb()
    assert cast.client("editor").get(address).status_code == 404


def test_looking_at_a_deed_does_nothing(cast: Cast) -> None:
    limb()
    assert cast.client("editor").get(f"{LIMB}controleren/")["Location"] == LIMB
    assert Recommendation.objects.get().state == "imported"


def test_themes_for_all_that_have_none(cast: Cast, theme: Theme) -> None:
    limb(text="Poverty.")
    editor = cast.client("editor")
    assert "1 thema voorgesteld" in editor.post(f"{LIST}themas-voorstellen/", follow=True).content.decode()
    assert "vinden nu niets nieuws" in editor.post(f"{LIST}themas-voorstellen/", follow=True).content.decode()


# --- Reading in --------------------------------------------------------------------------------------------------------


def _file(content: str = OBSERVATIONS, name: str = "observations.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode())


def test_a_file_is_tried_first_and_read_in_with_a_second_press(cast: Cast, tmp_path: Path) -> None:
    editor = cast.client("editor")
    tried = editor.post(f"{LIST}inlezen/", {"file": _file()})
    batch = ImportBatch.objects.get()
    assert (tried["Location"], batch.dry_run, Recommendation.objects.count()) == (f"{LIST}inlezen/{batch.pk}/", True, 0)
    page = editor.get(tried["Location"]).content.decode()
    assert "4 nieuw, 0 gewijzigd, 0 gelijk, 0 niet overgenomen. Er is niets bewaard." in page
    done = editor.post(f"{LIST}inlezen/{batch.pk}/uitvoeren/", follow=True)
    assert "Ingelezen: 4 nieuw, 0 gewijzigd, 0 gelijk." in done.content.decode()
    assert Recommendation.objects.count() == 4
    assert list((tmp_path / "inlezen").iterdir()) == []
    again = editor.post(f"{LIST}inlezen/{batch.pk}/uitvoeren/", follow=True)
    assert "Het bestand is niet meer bewaard." in again.content.decode()


def test_the_report_of_a_batch_is_a_list_for_a_spreadsheet(cast: Cast) -> None:
    editor = cast.client("editor")
    editor.post(f"{LIST}inlezen/", {"file": _file()})
    batch = ImportBatch.objects.get()
    lines = (
        editor.get(f"{LIST}inlezen/{batch.pk}/verslag.csv?uitkomst=created").content.decode("utf-8-sig").splitlines()
    )
    assert lines[:2] == ["plaats,uitkomst,uitleg,adres", "CRC/C/NLD/CO/9 §1,nieuw,,"]
    assert len(lines) == 5


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        ({}, "Kies een bestand."),
        ({"file": SimpleUploadedFile("leeg.json", b"")}, "leeg.json"),
        ({"file": SimpleUploadedFile("../../etc/plaatje.json", b"\x89PNG\r\n\x1a\n\x00\x00")}, "plaatje.json"),
        (
            {"file": SimpleUploadedFile("groot.json", b"[" * (LARGEST_UPLOAD + 1))},
            "weerklank import observations BESTAND",
        ),
    ],
    ids=["nothing", "empty", "a picture", "too large"],
)
def test_a_file_that_cannot_be_read_says_why_and_leaves_nothing(
    cast: Cast, upload: dict[str, SimpleUploadedFile], said: str, tmp_path: Path
) -> None:
    response = cast.client("editor").post(f"{LIST}inlezen/", upload)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert ImportBatch.objects.count() == 0
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
